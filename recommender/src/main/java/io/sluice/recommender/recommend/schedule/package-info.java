/**
 * What runs by the clock: the schedules of CronJobs, when they were due in the window, and whether
 * their runs were seen. A job that did not run is not known, however long the logs are.
 *
 * <p>Read {@link io.sluice.recommender.recommend.schedule.ScheduledRuns} first.
 */
@NullMarked
package io.sluice.recommender.recommend.schedule;

import org.jspecify.annotations.NullMarked;
