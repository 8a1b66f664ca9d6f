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

  /** At least one direction stops it. */
  record Denied(DirectionVerdict egress, DirectionVerdict ingress) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }

  /** The API leaves it open, such as ICMP, or an end is not known. */
  record NotEvaluated(String reason) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }
}
