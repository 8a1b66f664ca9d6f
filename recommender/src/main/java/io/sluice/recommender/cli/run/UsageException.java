package io.sluice.recommender.cli.run;

/** What the user asked for cannot be: exit code 2. The message says what to do instead. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
