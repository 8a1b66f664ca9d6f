package io.sluice.recommender.pr.git;

/** What became of a push. */
public sealed interface PushAnswer {
  /** The branch is now as wanted; also where somebody else had made it so meanwhile. */
  record Done() implements PushAnswer {}

  /** Somebody moved the branch since it was read: nothing was overwritten. */
  record Moved() implements PushAnswer {}

  /**
   * The server does not take it.
   *
   * @param reason its words
   */
  record Refused(String reason) implements PushAnswer {}
}
