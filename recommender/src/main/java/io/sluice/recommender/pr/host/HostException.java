package io.sluice.recommender.pr.host;

/** A host did not do what it was asked. The message says what it refused and what helps. */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public HostException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public HostException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What kind of trouble it is. */
  public enum Reason {
    /** Who asks is not known: no token, or one that is refused or expired. */
    NOT_AUTHENTICATED,
    /** Who asks is known and may not do it. */
    NOT_PERMITTED,
    /** There is no such repository, branch or pull request, or it may not be seen. */
    NOT_FOUND,
    /** Somebody changed it meanwhile; the next run sees the new state. */
    CONFLICT,
    /** The host understood the request and refuses what it says. */
    REFUSED,
    /** Too many requests, also after waiting as long as the host asked for. */
    RATE_LIMITED,
    /** No answer, or none that can be understood, also after repeating. */
    UNREACHABLE
  }
}
