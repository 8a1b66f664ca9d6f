package io.sluice.recommender.cli;

/** The input is worse than the user accepts: exit code 4, and no answer. */
final class CoverageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CoverageException(String message) {
    super(message);
  }
}
