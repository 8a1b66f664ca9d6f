package io.sluice.ingest;

/**
 * An input cannot be used at all: exit code 3. The message says where, what was found and what to
 * do.
 */
public final class UnusableInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableInputException(String message) {
    super(message);
  }

  public UnusableInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
