package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.translate.NotApplied;
import java.util.List;
import java.util.stream.Collectors;

/** What the policies say of one direction of a connection, always with the reason. */
public sealed interface DirectionVerdict {
  /** Whether the direction lets the connection through. */
  boolean allows();

  /** One line for people. */
  String because();

  /**
   * No policy isolates the pod in this direction.
   *
   * @param notApplied policies that would, if the engine could carry them out
   */
  record NotIsolated(List<NotApplied> notApplied) implements DirectionVerdict {
    public NotIsolated {
      notApplied = List.copyOf(notApplied);
    }

    /** No policy is meant to isolate it. */
    public NotIsolated() {
      this(List.of());
    }

    @Override
    public boolean allows() {
      return true;
    }

    @Override
    public String because() {
      return "no policy isolates it" + alsoNotApplied(notApplied);
    }
  }

  /** This end has no rules of its own, or the engine never filters this traffic. */
  record Exempt(String reason) implements DirectionVerdict {
    @Override
    public boolean allows() {
      return true;
    }

    @Override
    public String because() {
      return reason;
    }
  }

  /** A rule admits it; the first in policy and rule order. */
  record AllowedBy(RuleRef rule) implements DirectionVerdict {
    @Override
    public boolean allows() {
      return true;
    }

    @Override
    public String because() {
      return rule.toString();
    }
  }

  /**
   * Isolated, and no rule admits it.
   *
   * @param isolating the policies that isolate, sorted
   * @param misses why each of their rules does not admit it, nearest miss first; empty without
   *     rules
   * @param notApplied policies that would isolate too, if the engine could carry them out
   */
  record DeniedBy(List<NetworkPolicy> isolating, List<Miss> misses, List<NotApplied> notApplied)
      implements DirectionVerdict {
    /** Isolated by policies that the engine can carry out. */
    public DeniedBy(List<NetworkPolicy> isolating, List<Miss> misses) {
      this(isolating, misses, List.of());
    }

    @Override
    public boolean allows() {
      return false;
    }

    @Override
    public String because() {
      String names = String.join(", ", isolating.stream().map(NetworkPolicy::title).toList());
      boolean one = isolating.size() == 1;
      String why =
          misses.isEmpty()
              ? names + (one ? " isolates it and has no rule" : " isolate it and have no rule")
              : names + (one ? " isolates" : " isolate") + " it; nearest rule " + misses.get(0);
      return why + alsoNotApplied(notApplied);
    }
  }

  /**
   * Isolated, no rule surely admits it, and one may.
   *
   * @param kind what leaves it open
   * @param reason the same in words
   */
  record Undecided(Verdict.NotEvaluated.Kind kind, String reason) implements DirectionVerdict {
    @Override
    public boolean allows() {
      return false;
    }

    @Override
    public String because() {
      return reason;
    }
  }

  /**
   * A rule that does not admit the connection.
   *
   * @param rule the rule
   * @param peerMatches whether its peers would
   * @param portMatches whether its ports would
   * @param reason which condition failed, in words
   */
  record Miss(RuleRef rule, boolean peerMatches, boolean portMatches, String reason) {
    @Override
    public String toString() {
      return rule + ": " + reason;
    }
  }

  private static String alsoNotApplied(List<NotApplied> notApplied) {
    return notApplied.stream().map(part -> "; " + part).collect(Collectors.joining());
  }
}
