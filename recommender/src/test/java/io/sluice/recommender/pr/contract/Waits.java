package io.sluice.recommender.pr.contract;

import io.sluice.recommender.pr.rest.Patience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes down how long it is told to wait, and does not. */
final class Waits {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final long SEED = 42;

  final List<Duration> all = new ArrayList<>();

  /** Four attempts, two minutes of waiting, and no pause between writes. */
  Patience patience() {
    return patience(Duration.ofSeconds(10), Duration.ZERO);
  }

  Patience patience(Duration timeout, Duration betweenWrites) {
    return new Patience(
        4,
        Duration.ofSeconds(1),
        Duration.ofMinutes(2),
        timeout,
        betweenWrites,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new Random(SEED),
        all::add);
  }
}
