package io.sluice.recommender.recommend.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** When a CronJob is due, or why that cannot be said. */
sealed interface Schedule {
  /** Due by the clock of a zone. */
  record ByClock(CronExpression expression, ZoneId zone) implements Schedule {}

  /**
   * Nothing that the clock could tell.
   *
   * @param problem what is wrong with it, for people
   */
  record Unreadable(String problem) implements Schedule {}

  /** The schedule of a CronJob. */
  static Schedule of(CronJob job) {
    String text = job.schedule().strip();
    if (text.startsWith("@every ")) {
      return new Unreadable(
          "schedule \"" + text + "\" counts from the last run, so no clock tells when it is due");
    }
    if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
      return new Unreadable(
          "schedule \""
              + text
              + "\" names a time zone, which Kubernetes takes in spec.timeZone only");
    }
    try {
      return new ByClock(CronExpression.parse(text), zone(job.timeZone()));
    } catch (CronException e) {
      return new Unreadable("schedule \"" + text + "\" cannot be read: " + e.getMessage());
    } catch (DateTimeException e) {
      return new Unreadable(
          "time zone \""
              + job.timeZone()
              + "\" is not known; expected a name of the IANA database such as Europe/Berlin");
    }
  }

  private static ZoneId zone(String name) {
    return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
  }
}
