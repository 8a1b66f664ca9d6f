package io.sluice.recommender.pr.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long an answer asks to wait: {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3),
 * else the time at which the limit is renewed.
 */
public final class RateLimit {
  private RateLimit() {}

  /** What {@code Retry-After} says. */
  public static Optional<Duration> retryAfter(RestAnswer answer, Instant now) {
    OptionalLong seconds = answer.number("Retry-After");
    if (seconds.isPresent()) {
      return Optional.of(Duration.ofSeconds(seconds.getAsLong()));
    }
    String date = answer.header("Retry-After");
    if (date.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(notNegative(Duration.between(now, then)));
    } catch (DateTimeException e) {
      // A header that says nothing to us counts as none.
      return Optional.empty();
    }
  }

  /** Until the time of a header in seconds since 1970, and one second more. */
  public static Optional<Duration> until(RestAnswer answer, String header, Instant now) {
    OptionalLong seconds = answer.number(header);
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            notNegative(Duration.between(now, Instant.ofEpochSecond(seconds.getAsLong())))
                .plusSeconds(1));
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
