package io.sluice.recommender.recommend.schedule;

/** A schedule that nobody can read; the message says which part of it, for people. */
final class CronException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CronException(String message) {
    super(message);
  }
}
