package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.ingest.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one direction of a connection.
 *
 * <p>HOT PATH: {@link #passes} allocates nothing but the lists of addresses. Immutable.
 */
final class DirectionJudge {
  private static final NotIsolated NOT_ISOLATED = new NotIsolated();
  private static final Exempt LOOPBACK = new Exempt("a pod always reaches itself");
  private static final Exempt FROM_OWN_NODE =
      new Exempt("traffic from the pod's own node is always allowed");
  private static final Exempt OUTSIDE = new Exempt("an address has no policies of its own");
  private static final Exempt ON_NODE =
      new Exempt("nodes and hostNetwork pods have no policies of their own");

  private final EngineProfile engine;
  private final Exempt toOwnNode;

  DirectionJudge(EngineProfile engine) {
    this.engine = engine;
    this.toOwnNode = new Exempt(engine.name() + " does not filter traffic to the pod's own node");
  }

  DirectionVerdict verdict(Traffic traffic) {
    DirectionVerdict early = withoutRules(traffic);
    return early == null ? byRules(traffic) : early;
  }

  /** Whether {@link #verdict} lets the traffic through. */
  boolean passes(Traffic traffic) {
    DirectionVerdict early = withoutRules(traffic);
    if (early != null) {
      return early.allows();
    }
    for (List<IpAddress> addresses : AddressFamilies.of(traffic.own(), traffic.peer())) {
      if (first(Answer.YES, traffic, addresses) == null) {
        return false;
      }
    }
    return true;
  }

  /** Every family must pass; a denial in one outweighs a doubt in the other. */
  private static DirectionVerdict byRules(Traffic traffic) {
    DirectionVerdict admitted = NOT_ISOLATED;
    Undecided open = null;
    for (List<IpAddress> addresses : AddressFamilies.of(traffic.own(), traffic.peer())) {
      CompiledRule rule = first(Answer.YES, traffic, addresses);
      CompiledRule doubtful = rule == null ? first(Answer.MAYBE, traffic, addresses) : rule;
      if (doubtful == null) {
        List<CompiledPolicy> isolating = isolating(traffic);
        return new DeniedBy(
            CompiledPolicy.titled(isolating), Misses.of(isolating, traffic, addresses));
      }
      if (rule == null) {
        open = open == null ? Doubts.of(doubtful, traffic, addresses) : open;
      } else {
        admitted = admitted == NOT_ISOLATED ? rule.admitted() : admitted;
      }
    }
    return open == null ? admitted : open;
  }

  /** The verdict where no rule has to be looked at, else null. */
  private @Nullable DirectionVerdict withoutRules(Traffic traffic) {
    End own = traffic.own();
    if (own.isUnknown()) {
      return Doubts.ofUnknown(own);
    }
    if (own.pod().isEmpty()) {
      return own.onNodeNetwork() ? ON_NODE : OUTSIDE;
    }
    if (own.isSamePodAs(traffic.peer())) {
      return LOOPBACK;
    }
    if (isolating(traffic).isEmpty()) {
      return NOT_ISOLATED;
    }
    return own.runsOn(traffic.peer()) ? withOwnNode(traffic.direction()) : null;
  }

  private @Nullable DirectionVerdict withOwnNode(Direction direction) {
    if (direction == Direction.INGRESS) {
      return FROM_OWN_NODE;
    }
    return engine.egressToOwnNodeExempt() ? toOwnNode : null;
  }

  /** The first rule, by policy name and then by index, that gives this answer; null if none. */
  private static @Nullable CompiledRule first(
      Answer answer, Traffic traffic, List<IpAddress> addresses) {
    List<CompiledPolicy> isolating = isolating(traffic);
    for (int i = 0; i < isolating.size(); i++) {
      List<CompiledRule> rules = isolating.get(i).rules(traffic.direction());
      for (int j = 0; j < rules.size(); j++) {
        if (rules.get(j).admits(traffic, addresses) == answer) {
          return rules.get(j);
        }
      }
    }
    return null;
  }

  private static List<CompiledPolicy> isolating(Traffic traffic) {
    return traffic.own().podClass().orElseThrow().isolating(traffic.direction());
  }
}
