package io.sluice.recommender.cli.run;

/** The input is worse than the user accepts: exit code 4, and no answer. */
public final class CoverageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CoverageException(String message) {
    super(message);
  }
}
