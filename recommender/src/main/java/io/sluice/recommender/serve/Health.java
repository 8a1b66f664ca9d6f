package io.sluice.recommender.serve;

/**
 * How an instance is.
 *
 * @param state what it does
 * @param threads how many of its threads work
 * @param wanted how many should
 * @param caughtUp whether it has read the topic of edges up to where it ended a moment ago, and
 *     every watch of a cluster was heard of lately
 * @param reason why it is not ready, in one line; "" where it is
 */
public record Health(State state, int threads, int wanted, boolean caughtUp, String reason) {
  /** What an instance does. */
  public enum State {
    STARTING,
    RESTORING,
    REBALANCING,
    RUNNING,
    STOPPING,
    FAILED
  }

  /** Whether a restart would help: something of it is dead. */
  public boolean live() {
    return state != State.FAILED;
  }

  /** Whether its answers are whole. */
  public boolean ready() {
    return state == State.RUNNING && caughtUp && threads > 0;
  }
}
