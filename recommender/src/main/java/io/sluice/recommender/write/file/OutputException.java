package io.sluice.recommender.write.file;

/** An answer could not be written where the user wants it; nothing was changed there. */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether the target itself is in the way, or the file system failed. */
  public enum Cause {
    /** Something at the target is not ours: the user has to decide. */
    TARGET,
    /** Writing failed. */
    FILE_SYSTEM
  }

  private final Cause reason;

  public OutputException(Cause reason, String message) {
    super(message);
    this.reason = reason;
  }

  public OutputException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Cause.FILE_SYSTEM;
  }

  public Cause reason() {
    return reason;
  }
}
