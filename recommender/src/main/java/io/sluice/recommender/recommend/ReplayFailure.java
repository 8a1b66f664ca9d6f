package io.sluice.recommender.recommend;

/** A proposal that would deny a flow that it rests on. Nothing is written; exit code 70. */
public final class ReplayFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReplayFailure(String message) {
    super(message);
  }
}
