package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** What the other classes ask of an edge again and again. */
public final class EdgeFacts {
  private EdgeFacts() {}

  /** Whose direction it is: the client's for egress, the server's for ingress. */
  public static Party subject(Edge edge, Direction direction) {
    return direction == Direction.EGRESS ? edge.key().client() : edge.key().server();
  }

  /** Who stands at the other end. */
  public static Party peer(Edge edge, Direction direction) {
    return direction == Direction.EGRESS ? edge.key().server() : edge.key().client();
  }

  /** Pods at the other end. */
  public static RoaringBitmap peerPods(Edge edge, Direction direction) {
    return direction == Direction.EGRESS ? edge.serverPods() : edge.clientPods();
  }

  public static Optional<Protocol> protocol(Edge edge) {
    return Protocol.ofNumber(edge.key().protocol());
  }

  /** The port numbers of the edge, sorted; none where the log has none that a rule could name. */
  public static List<Integer> portNumbers(Edge edge) {
    List<Integer> numbers = new ArrayList<>();
    if (edge.ports().isEmpty()) {
      numbers.add(edge.key().port());
    } else {
      edge.ports().forEach((IntConsumer) numbers::add);
    }
    numbers.removeIf(port -> port < 1 || port > 65535);
    return numbers;
  }

  /** The same as a set, for rows of many ports. */
  static RoaringBitmap portSet(Edge edge) {
    RoaringBitmap set = new RoaringBitmap();
    portNumbers(edge).forEach(set::add);
    return set;
  }

  /** The same as entries of a rule. */
  public static List<PolicyPort> ports(Edge edge) {
    List<PolicyPort> ports = new ArrayList<>();
    for (Protocol protocol : protocol(edge).stream().toList()) {
      portNumbers(edge).forEach(port -> ports.add(PolicyPort.Range.of(protocol, port)));
    }
    return ports;
  }

  /**
   * One line for people: {@code shop/cart → shop/db TCP/5432}. Addresses of internet clients never
   * stand in it.
   */
  public static String describe(Edge edge, boolean ambiguous) {
    return title(edge, edge.key().client())
        + (ambiguous ? " ↔ " : " → ")
        + title(edge, edge.key().server())
        + " "
        + portWords(edge);
  }

  private static String portWords(Edge edge) {
    int number = edge.key().protocol();
    String protocol =
        protocol(edge)
            .map(Protocol::toString)
            .orElse(number < 0 ? "unknown protocol" : "protocol " + number);
    List<String> ports = portNumbers(edge).stream().map(String::valueOf).toList();
    return ports.isEmpty()
        ? protocol
        : protocol + "/" + Enumeration.of(",", ports, ports.size() > 4 ? 3 : 4);
  }

  private static String title(Edge edge, Party party) {
    if (!(party instanceof Party.Unknown)) {
      return party.title();
    }
    List<String> known =
        edge.addresses().stream()
            .filter(a -> a.isPrivate() || a.isLinkLocal())
            .map(Object::toString)
            .toList();
    return known.isEmpty() ? party.title() : party.title() + " " + Enumeration.of(",", known, 3);
  }
}
