package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.AllowedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.rule.AddressFamilies;
import io.sluice.analyzer.policy.evaluate.rule.CompiledPolicy;
import io.sluice.analyzer.policy.evaluate.rule.CompiledRule;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.Isolation;
import io.sluice.analyzer.policy.evaluate.rule.Traffic;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Judges one direction of a connection.
 *
 * <p>HOT PATH: {@link #passes} allocates nothing unless names stand for one number only.
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
    End own = traffic.own();
    return switch (Ground.of(traffic.direction(), own, traffic.peer())) {
      case UNKNOWN -> Doubts.ofUnknown(own);
      case ON_NODE -> ON_NODE;
      case OUTSIDE -> OUTSIDE;
      case LOOPBACK -> LOOPBACK;
      case NOT_ISOLATED -> new NotIsolated(isolation(traffic).notApplied());
      case NOT_ENFORCED -> notOnWindows(traffic.engine());
      case OWN_NODE ->
          traffic.direction() == Direction.INGRESS ? FROM_OWN_NODE : toOwnNode(traffic.engine());
      case RULES -> byRules(traffic);
    };
  }

  /** Whether {@link #verdict} lets such traffic through. */
  static boolean passes(Direction direction, End own, End peer, Protocol protocol, int port) {
    Ground ground = Ground.of(direction, own, peer);
    return ground == Ground.RULES
        ? own.isolation(direction).surelyAdmits(own, peer, protocol, port)
        : ground.passes();
  }

  /** Whether {@link #verdict} surely stops such traffic. */
  static boolean denies(Traffic traffic) {
    if (Ground.of(traffic.direction(), traffic.own(), traffic.peer()) != Ground.RULES) {
      return false;
    }
    int families = AddressFamilies.between(traffic.own(), traffic.peer());
    for (boolean v6 : FAMILIES) {
      if (AddressFamilies.contain(families, v6)
          && !isolation(traffic).mayAdmit(traffic, traffic.peer().addresses(v6))) {
        return true;
      }
    }
    return false;
  }

  /** All rules that admit the traffic in at least one family; none where no rule is looked at. */
  static List<RuleRef> admitting(Traffic traffic) {
    if (Ground.of(traffic.direction(), traffic.own(), traffic.peer()) != Ground.RULES) {
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
        admitted = admitted == null ? new AllowedBy(rule.ref()) : admitted;
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

  private static Undecided notOnWindows(EngineProfile engine) {
    return new Undecided(
        Kind.NOT_ENFORCED,
        engine.name() + " does not run on Windows nodes: policies have no effect there");
  }

  private static Exempt toOwnNode(EngineProfile engine) {
    return new Exempt(engine.name() + " does not filter traffic to the pod's own node");
  }

  private static Isolation isolation(Traffic traffic) {
    return traffic.own().isolation(traffic.direction());
  }
}
