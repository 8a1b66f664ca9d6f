package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile.NodeTraffic;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one direction of a connection.
 *
 * <p>HOT PATH: {@link #passes} allocates nothing.
 */
final class DirectionJudge {
  private static final Exempt LOOPBACK = new Exempt("a pod always reaches itself");
  private static final Exempt FROM_OWN_NODE =
      new Exempt("traffic from the pod's own node is always allowed");
  private static final Exempt OUTSIDE = new Exempt("an address has no policies of its own");
  private static final Exempt ON_NODE =
      new Exempt("nodes and hostNetwork pods have no policies of their own");

  private static final boolean[] FAMILIES = {false, true};

  private DirectionJudge() {}

  static DirectionVerdict verdict(Traffic traffic) {
    DirectionVerdict early = withoutRules(traffic);
    return early == null ? byRules(traffic) : early;
  }

  /** Whether {@link #verdict} lets the traffic through. */
  static boolean passes(Traffic traffic) {
    DirectionVerdict early = withoutRules(traffic);
    if (early != null) {
      return early.allows();
    }
    return isolation(traffic).surelyAdmits(traffic);
  }

  /** All rules that admit the traffic in at least one family; none where no rule is looked at. */
  static List<RuleRef> admitting(Traffic traffic) {
    if (withoutRules(traffic) != null) {
      return List.of();
    }
    List<RuleRef> admitting = new ArrayList<>();
    for (CompiledPolicy policy : isolation(traffic).policies()) {
      for (CompiledRule rule : policy.rules(traffic.direction())) {
        if (admits(rule, traffic)) {
          admitting.add(rule.ref());
        }
      }
    }
    return admitting;
  }

  private static boolean admits(CompiledRule rule, Traffic traffic) {
    int families = AddressFamilies.between(traffic.own(), traffic.peer());
    for (boolean v6 : FAMILIES) {
      if (AddressFamilies.contain(families, v6)
          && rule.admits(traffic, traffic.peer().addresses(v6)) == Answer.YES) {
        return true;
      }
    }
    return false;
  }

  /** Every family must pass; a denial in one outweighs a doubt in the other. */
  private static DirectionVerdict byRules(Traffic traffic) {
    DirectionVerdict admitted = null;
    Undecided open = null;
    int families = AddressFamilies.between(traffic.own(), traffic.peer());
    for (boolean v6 : FAMILIES) {
      if (!AddressFamilies.contain(families, v6)) {
        continue;
      }
      List<IpAddress> addresses = traffic.peer().addresses(v6);
      CompiledRule rule = isolation(traffic).first(Answer.YES, traffic, addresses);
      CompiledRule doubtful =
          rule == null ? isolation(traffic).first(Answer.MAYBE, traffic, addresses) : rule;
      if (doubtful == null) {
        return denied(traffic, addresses);
      }
      if (rule == null) {
        open = open == null ? Doubts.of(doubtful, traffic, addresses) : open;
      } else {
        admitted = admitted == null ? rule.admitted() : admitted;
      }
    }
    return open == null ? Objects.requireNonNull(admitted) : open;
  }

  private static DeniedBy denied(Traffic traffic, List<IpAddress> addresses) {
    Isolation isolation = isolation(traffic);
    return new DeniedBy(
        isolation.written(),
        Misses.of(isolation.policies(), traffic, addresses),
        isolation.notApplied());
  }

  /** The verdict where no rule has to be looked at, else null. */
  private static @Nullable DirectionVerdict withoutRules(Traffic traffic) {
    End own = traffic.own();
    if (own.isUnknown()) {
      return Doubts.ofUnknown(own);
    }
    if (!own.isPod()) {
      return own.onNodeNetwork() ? ON_NODE : OUTSIDE;
    }
    if (own.isSamePodAs(traffic.peer())) {
      return LOOPBACK;
    }
    if (isolation(traffic).isNone()) {
      return isolation(traffic).open();
    }
    Optional<Undecided> noEffect = own.pods().enforcement().noEffect();
    if (noEffect.isPresent()) {
      return noEffect.get();
    }
    return own.runsOn(traffic.peer()) ? withOwnNode(traffic) : null;
  }

  private static @Nullable DirectionVerdict withOwnNode(Traffic traffic) {
    Enforcement enforcement = traffic.own().pods().enforcement();
    NodeTraffic filtered = enforcement.engine().nodeTraffic();
    if (traffic.direction() == Direction.INGRESS) {
      return filtered.fromOwnNode() ? null : FROM_OWN_NODE;
    }
    return filtered.toOwnNode() ? null : enforcement.toOwnNode();
  }

  private static Isolation isolation(Traffic traffic) {
    return traffic.own().pods().isolation(traffic.direction());
  }
}
