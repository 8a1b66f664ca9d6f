package io.sluice.recommender.cli;

/** What the user asked for cannot be: exit code 2. The message says what to do instead. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
