package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.RuleRef;
import java.util.List;

/** What the policies say of one direction of a connection, always with the reason. */
public sealed interface DirectionVerdict {
  /** Whether the direction lets the connection through. */
  boolean allows();

  /** One line for people. */
  String because();

  /** No policy isolates the pod in this direction. */
  record NotIsolated() implements DirectionVerdict {
    @Override
    public boolean allows() {
      return true;
    }

    @Override
    public String because() {
      return "no policy isolates it";
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
   */
  record DeniedBy(List<NetworkPolicy> isolating, List<Miss> misses) implements DirectionVerdict {
    @Override
    public boolean allows() {
      return false;
    }

    @Override
    public String because() {
      String names = String.join(", ", isolating.stream().map(NetworkPolicy::title).toList());
      boolean one = isolating.size() == 1;
      return misses.isEmpty()
          ? names + (one ? " isolates it and has no rule" : " isolate it and have no rule")
          : names + (one ? " isolates" : " isolate") + " it; nearest rule " + misses.get(0);
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
}
