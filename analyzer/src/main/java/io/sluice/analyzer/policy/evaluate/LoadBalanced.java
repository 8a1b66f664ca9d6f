package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.policy.EngineProfile.LoadBalancer;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.AllowedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.analyzer.policy.evaluate.rule.AddressFamilies;
import io.sluice.analyzer.policy.evaluate.rule.CompiledPeer;
import io.sluice.analyzer.policy.evaluate.rule.CompiledRule;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges ingress that a node forwards, or may forward, for a load balancer or node port: by all
 * that {@link Seen rules may see} of it, which must agree. Where they do not, the verdict depends
 * on the engine; {@code docs/policies.md} has the table.
 *
 * <p>What the nodes are told does not depend on the client, so it is remembered by pod and port.
 */
final class LoadBalanced {
  private static final Subject.Unknown SOME_NODE =
      new Subject.Unknown("the snapshot has no node that could forward it");
  private static final String WHAT = "a load balancer or node port with externalTrafficPolicy";
  private static final int REMEMBERED = 10_000;

  private record Target(End own, Protocol protocol, int port) {}

  private final Surroundings surroundings;
  private final Ends ends;
  private final Map<String, List<End>> nodes = new ConcurrentHashMap<>();
  private final Map<Target, Readings> fromNodes = new ConcurrentHashMap<>();

  LoadBalanced(Surroundings surroundings, Ends ends) {
    this.surroundings = surroundings;
    this.ends = ends;
  }

  /** The verdict on ingress that comes from the traffic's peer in this way. */
  DirectionVerdict verdict(Traffic traffic, Entry entry) {
    if (isAsDirect(traffic, entry)) {
      return DirectionJudge.verdict(traffic);
    }
    Seen seen = Seen.of(entry, traffic.engine().nodeTraffic().loadBalancer());
    Readings readings = new Readings();
    if (seen.client()) {
      readings.add(DirectionJudge.verdict(traffic));
    }
    if (seen.nobody()) {
      readings.add(unfiltered(traffic));
    }
    if (seen.otherNodes()) {
      readings.addAll(fromOtherNodes(traffic));
    }
    if (entry == Entry.NODE) {
      forTheWorld(traffic).ifPresent(rule -> readings.add(new AllowedBy(rule.ref())));
    }
    return readings.agreed(yes -> differing(yes, traffic, entry));
  }

  /** Whether the way makes no difference: nothing is filtered, or only its own node knocks. */
  private static boolean isAsDirect(Traffic traffic, Entry entry) {
    return traffic.own().podClass().isEmpty()
        || traffic.own().podClass().get().isolation(traffic.direction()).isNone()
        || (entry == Entry.NODE && traffic.own().runsOn(traffic.peer()));
  }

  /** All rules that admit it by one of the readings. */
  List<RuleRef> admitting(Traffic traffic, Entry entry) {
    Set<RuleRef> rules = new LinkedHashSet<>(DirectionJudge.admitting(traffic));
    if (!isAsDirect(traffic, entry)) {
      if (Seen.of(entry, traffic.engine().nodeTraffic().loadBalancer()).otherNodes()) {
        for (End node : forwarding(traffic.own())) {
          rules.addAll(DirectionJudge.admitting(traffic.from(node)));
        }
      }
      if (entry == Entry.NODE) {
        forTheWorld(traffic).ifPresent(rule -> rules.add(rule.ref()));
      }
    }
    return List.copyOf(rules);
  }

  private static Exempt unfiltered(Traffic traffic) {
    return new Exempt(
        traffic.engine().name() + " does not filter ingress through " + WHAT + " Cluster");
  }

  private Readings fromOtherNodes(Traffic traffic) {
    Target target = new Target(traffic.own(), traffic.protocol(), traffic.port());
    Readings known = fromNodes.get(target);
    if (known == null) {
      known = new Readings();
      for (End node : forwarding(traffic.own())) {
        if (!known.differ()) {
          known.add(DirectionJudge.verdict(traffic.from(node)));
        }
      }
      if (fromNodes.size() >= REMEMBERED) {
        fromNodes.clear();
      }
      fromNodes.put(target, known);
    }
    return known;
  }

  private List<End> forwarding(End own) {
    List<End> others =
        nodes.computeIfAbsent(own.cluster(), this::nodesOf).stream()
            .filter(node -> !own.runsOn(node))
            .toList();
    return others.isEmpty() ? List.of(ends.of(SOME_NODE)) : others;
  }

  private List<End> nodesOf(String cluster) {
    List<End> all = new ArrayList<>();
    for (Node node : surroundings.nodes(cluster)) {
      all.add(ends.of(new Subject.OfNode(node)));
    }
    return List.copyOf(all);
  }

  /**
   * Where identities decide, what a node forwards arrives as the node's with native routing and as
   * the world's through a tunnel. Only a block of all addresses, or no peer at all, is the world.
   */
  private static Optional<CompiledRule> forTheWorld(Traffic traffic) {
    if (traffic.engine().ipBlockMatchesNodes()) {
      return Optional.empty();
    }
    int families = AddressFamilies.between(traffic.own(), traffic.peer());
    return traffic.own().pods().isolation(traffic.direction()).policies().stream()
        .flatMap(policy -> policy.rules(traffic.direction()).stream())
        .filter(rule -> rule.portMatches(traffic) != Answer.NO)
        .filter(rule -> rule.peers().list().stream().anyMatch(peer -> isWorld(peer, families)))
        .findFirst();
  }

  private static boolean isWorld(CompiledPeer peer, int families) {
    return peer instanceof CompiledPeer.Block block
        && block.peer().cidr().prefixLength() == 0
        && block.peer().except().isEmpty()
        && AddressFamilies.contain(families, block.peer().cidr().base().v6());
  }

  private static String differing(DirectionVerdict yes, Traffic traffic, Entry entry) {
    String engine = traffic.engine().name();
    if (traffic.engine().nodeTraffic().loadBalancer() == LoadBalancer.UNFILTERED) {
      return entry == Entry.NODE
          ? engine
              + " does not filter what "
              + traffic.peer()
              + " forwards from "
              + WHAT
              + " Cluster, and whether it does or opens this itself is not recorded"
          : engine
              + " does not filter what comes through "
              + WHAT
              + " Cluster, and whether this did is not recorded";
    }
    String what =
        entry == Entry.NODE
            ? "whether " + engine + " takes what " + traffic.peer() + " forwards from "
            : "whether " + engine + " sees the client or which node behind ";
    return what
        + WHAT
        + " Cluster"
        + (entry == Entry.NODE ? " for a node's or the world's, by its routing mode," : "")
        + " decides whether "
        + (yes instanceof AllowedBy ? yes.because() + " admits it" : "it is filtered at all");
  }
}
