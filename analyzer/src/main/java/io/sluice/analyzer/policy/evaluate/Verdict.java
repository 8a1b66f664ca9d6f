package io.sluice.analyzer.policy.evaluate;

/** What the policies say of a connection: both directions must let it through. */
public sealed interface Verdict {
  /** Whether it goes through; false for both denied and not evaluated. */
  boolean allowed();

  /** It goes through; each direction says why. */
  record Allowed(DirectionVerdict egress, DirectionVerdict ingress) implements Verdict {
    @Override
    public boolean allowed() {
      return true;
    }
  }

  /** At least one direction stops it, whatever is left open of the other. */
  record Denied(DirectionVerdict egress, DirectionVerdict ingress) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }

  /**
   * Neither can be told.
   *
   * @param kind what leaves it open
   * @param reason the same in words
   */
  record NotEvaluated(Kind kind, String reason) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }

    /** What leaves a verdict open. */
    public enum Kind {
      /** The engine does not run where the pod runs, so its policies have no effect there. */
      NOT_ENFORCED,
      /** Policies cannot speak of it, as of ICMP, or the question itself is incomplete. */
      UNSPECIFIED,
      /** The engine decides it by its version, its configuration or the way the packet took. */
      ENGINE_DEPENDENT,
      /** It depends on something that the snapshot does not tell. */
      UNKNOWN_INVENTORY,
      /** A policy of another API decides it, which is not evaluated. */
      FOREIGN_POLICY
    }
  }
}
