package io.sluice.recommender.recommend.schedule;

import java.util.Optional;

/**
 * A CronJob's runs in the window: how many were due, and how many of them were seen.
 *
 * @param job the CronJob
 * @param due runs that were due in the window; 0 while it is suspended
 * @param seen those of them at whose time a pod of it began or a flow of it was recorded; runs
 *     within one hour cannot be told apart by flows
 * @param dueWithoutData those that were due in an hour without any record
 * @param active whether anything of it was seen in the window, due or not
 * @param nextMillis the next run after the window
 * @param problem what is wrong with the schedule, or ""
 */
public record ScheduledRuns(
    CronJob job,
    int due,
    int seen,
    int dueWithoutData,
    boolean active,
    Optional<Long> nextMillis,
    String problem) {
  /** Whether there is anything that the logs do not tell of it. */
  public boolean isBlind() {
    return !problem.isEmpty() || !active || seen < due;
  }
}
