package io.sluice.recommender.pr.git;

/** A repository could not be read or written. The message says what was refused and what helps. */
public final class GitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean usage;

  private GitException(boolean usage, String message, Throwable cause) {
    super(message, cause);
    this.usage = usage;
  }

  /** What the user asked for cannot be: no such branch, a path that leads through a link. */
  static GitException usage(String message) {
    return new GitException(true, message, new IllegalArgumentException(message));
  }

  /** The repository, or the way to it, failed. */
  static GitException failed(String message, Throwable cause) {
    return new GitException(false, message, cause);
  }

  /** Whether it is the user's to put right. */
  public boolean isUsage() {
    return usage;
  }
}
