package io.sluice.recommender.serve.http;

import java.time.Duration;

/**
 * How the service answers.
 *
 * @param http how it is reached
 * @param quiet how long nothing must have changed before an answer is made again
 * @param most how long changes may put that off
 * @param engine {@code auto}, or what enforces the policies
 */
public record ApiSettings(HttpSettings http, Duration quiet, Duration most, String engine) {
  /** What holds where the settings say nothing. */
  public static final ApiSettings DEFAULTS =
      new ApiSettings(HttpSettings.DEFAULTS, Duration.ofSeconds(5), Duration.ofSeconds(60), "auto");
}
