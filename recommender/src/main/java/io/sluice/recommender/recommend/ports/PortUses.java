package io.sluice.recommender.recommend.ports;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EphemeralPorts;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.evidence.Scanners;
import io.sluice.recommender.recommend.ports.PortRange.Basis;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the port of each edge is. Only edges that went through and were answered, as far as the logs
 * show answers, are looked at together, and none of a scanner: whoever tries ports must not make a
 * range.
 */
public final class PortUses {
  /** Below are ports that IANA assigns: no server draws them. */
  private static final int FIRST_DRAWN = 1024;

  /**
   * So many ephemeral or negotiated ports, met in one hour each, show that the server takes another
   * one each time. As many others as a range takes may be that, or a scan.
   */
  private static final int VARYING = 3;

  /** So many ports of a declared range make it one that is used as such. */
  private static final int OF_DECLARED = 3;

  private final DeclaredPorts declared;
  private final Decisions decisions;
  private final Map<EdgeKey, PortUse> uses = new HashMap<>();

  /** How many ports there are between the ends of an edge whose port varies. */
  private final Map<EdgeKey, Integer> varying = new HashMap<>();

  private PortUses(DeclaredPorts declared, Decisions decisions) {
    this.declared = declared;
    this.decisions = decisions;
  }

  /** The edges between two ends, by protocol. */
  private static final class Between {
    private final Map<Protocol, List<Edge>> edges = new TreeMap<>();
    private Optional<Negotiator> negotiator = Optional.empty();

    void add(Edge edge, Protocol protocol) {
      edges.computeIfAbsent(protocol, p -> new ArrayList<>()).add(edge);
      Optional<Negotiator> here = Negotiator.of(edge.key().protocol(), edge.key().port());
      negotiator = negotiator.or(() -> here);
    }
  }

  /** Nothing is known of any port. */
  public static PortUses none() {
    return new PortUses(new DeclaredPorts(Inventory.empty()), Decisions.none());
  }

  /**
   * Looks at all edges, which are sorted.
   *
   * @param scanners who tries ports
   */
  public static PortUses of(Collection<Edge> edges, Situation situation, Scanners scanners) {
    PortUses uses =
        new PortUses(new DeclaredPorts(situation.inventory()), situation.options().decisions());
    Map<Conversation, Between> conversations = new HashMap<>();
    for (Edge edge : edges) {
      Optional<Protocol> protocol = EdgeFacts.protocol(edge);
      if (protocol.isPresent() && !edge.key().denied() && edge.key().port() > 0) {
        uses.single(edge, protocol.get());
        if ((edge.answered() || !edge.answerTold()) && !scanners.isScanner(edge)) {
          conversations
              .computeIfAbsent(Conversation.of(edge), c -> new Between())
              .add(edge, protocol.get());
        }
      }
    }
    conversations.values().forEach(uses::look);
    return uses;
  }

  /** What the port of an edge is. */
  public PortUse of(Edge edge) {
    return uses.getOrDefault(edge.key(), PortUse.PLAIN);
  }

  /** How many ports like its own were met between its ends, where another is drawn each time. */
  public OptionalInt varying(Edge edge) {
    Integer ports = varying.get(edge.key());
    return ports == null ? OptionalInt.empty() : OptionalInt.of(ports);
  }

  private void look(Between between) {
    between.edges.forEach((protocol, edges) -> look(protocol, edges, between.negotiator));
  }

  private void look(Protocol protocol, List<Edge> edges, Optional<Negotiator> negotiator) {
    Map<Boolean, List<Edge>> known = new HashMap<>();
    for (Edge edge : edges) {
      boolean isDeclared = declared.contains(edge.key().server(), protocol, edge.key().port());
      known.computeIfAbsent(isDeclared, d -> new ArrayList<>()).add(edge);
    }
    ofDeclared(protocol, known.getOrDefault(true, List.of()));
    ofUndeclared(protocol, known.getOrDefault(false, List.of()), negotiator);
  }

  private void ofDeclared(Protocol protocol, List<Edge> edges) {
    Map<PolicyPort.Range, List<Edge>> runs = new HashMap<>();
    for (Edge edge : edges) {
      declared
          .run(edge.key().server(), protocol, edge.key().port())
          .ifPresent(run -> runs.computeIfAbsent(run, r -> new ArrayList<>()).add(edge));
    }
    runs.forEach(
        (run, within) -> {
          int seen = ports(within).size();
          if (seen >= OF_DECLARED) {
            put(
                within,
                new PortRange(
                    run, Basis.DECLARED, seen, hours(within), "the server declares each of them"));
          }
        });
  }

  private void ofUndeclared(Protocol protocol, List<Edge> edges, Optional<Negotiator> negotiator) {
    List<Edge> drawn = edges.stream().filter(edge -> edge.key().port() >= FIRST_DRAWN).toList();
    List<PortSighting> sightings = sightings(drawn);
    List<Edge> left = new ArrayList<>(drawn);
    for (PortRange range : new RangeCriterion(protocol, negotiator).ranges(sightings)) {
      List<Edge> within = left.stream().filter(edge -> holds(range.ports(), edge)).toList();
      put(within, range);
      left.removeAll(within);
    }
    varying(left, negotiator.isPresent(), sightings);
  }

  /** What holds of a port where nothing is known of others. */
  private void single(Edge edge, Protocol protocol) {
    int port = edge.key().port();
    if (EphemeralPorts.contains(port) && !declared.contains(edge.key().server(), protocol, port)) {
      uses.put(edge.key(), new PortUse.Ephemeral());
    }
  }

  private void varying(List<Edge> edges, boolean negotiated, List<PortSighting> sightings) {
    Set<Integer> once = new HashSet<>();
    sightings.stream()
        .filter(PortSighting::inOneHour)
        .forEach(sighting -> once.add(sighting.port()));
    List<Edge> inOneHour = edges.stream().filter(edge -> once.contains(edge.key().port())).toList();
    boolean many = ports(inOneHour).size() >= RangeCriterion.LEAST_PORTS;
    List<Edge> drawnAnew =
        inOneHour.stream()
            .filter(edge -> many || negotiated || EphemeralPorts.contains(edge.key().port()))
            .toList();
    int ports = ports(drawnAnew).size();
    if (ports >= VARYING) {
      int hours = hours(drawnAnew);
      drawnAnew.forEach(edge -> varying.put(edge.key(), ports));
      drawnAnew.forEach(edge -> uses.put(edge.key(), decided(edge, ports, hours)));
    }
  }

  /** A person may know the range that the ports are drawn from. */
  private PortUse decided(Edge edge, int ports, int hours) {
    return decisions
        .accepting(edge)
        .flatMap(decision -> range(decision, ports, hours))
        .<PortUse>map(PortUse.InRange::new)
        .orElseGet(PortUse.Varying::new);
  }

  private static Optional<PortRange> range(EdgeDecision decision, int ports, int hours) {
    return decision
        .port()
        .filter(pattern -> !pattern.isSingle() && pattern.first() > 0)
        .map(
            pattern ->
                new PortRange(
                    new PolicyPort.Range(pattern.protocol(), pattern.first(), pattern.last()),
                    Basis.DECIDED,
                    ports,
                    hours,
                    "accepted: " + decision.sponsor().words()));
  }

  private void put(List<Edge> edges, PortRange range) {
    edges.forEach(edge -> uses.put(edge.key(), new PortUse.InRange(range)));
  }

  private static boolean holds(PolicyPort.Range range, Edge edge) {
    return edge.key().port() >= range.from() && edge.key().port() <= range.to();
  }

  private static int hours(List<Edge> edges) {
    RoaringBitmap hours = new RoaringBitmap();
    edges.forEach(edge -> hours.or(edge.hours()));
    return hours.getCardinality();
  }

  private static Set<Integer> ports(List<Edge> edges) {
    Set<Integer> ports = new HashSet<>();
    edges.forEach(edge -> ports.add(edge.key().port()));
    return ports;
  }

  /** By port: several nodes, and several clients outside, may share one. */
  private static List<PortSighting> sightings(List<Edge> edges) {
    TreeMap<Integer, PortSighting> byPort = new TreeMap<>();
    for (Edge edge : edges) {
      byPort.merge(edge.key().port(), PortSighting.of(edge), PortSighting::and);
    }
    return List.copyOf(byPort.values());
  }
}
