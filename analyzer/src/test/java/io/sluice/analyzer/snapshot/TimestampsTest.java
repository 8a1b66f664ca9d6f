package io.sluice.analyzer.snapshot;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-03T19:05:01Z",
        "2026-11-03T19:05:01.5Z",
        "2026-11-03T19:05:01.123456789Z",
        "2024-02-29T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-11-03T12:00:60Z",
        "2026-11-03T24:00:00Z",
        "2026-11-03t19:05:01z",
        "2026-11-03T19:05:01+01:00",
        "2026-11-03 19:05:01Z",
        "2026-11-03T19:05:01.Z",
        "2026-11-03T19:05Z",
        "2026-11-03",
        "",
        "null"
      })
  void aTimeReadsAsJavaReadsIt(String text) {
    assertThat(Timestamps.millis(text)).isEqualTo(Timestamps.anyMillis(text));
  }

  @Test
  void randomTimesReadAsJavaReadsThem() {
    long seed = Long.getLong("sluice.seed", new Random().nextInt());
    System.out.println("seed " + seed);
    Random random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      long millis = random.nextLong(0, 4_000_000_000_000L);
      Instant instant = Instant.ofEpochMilli(millis);
      String text =
          random.nextBoolean()
              ? instant.toString()
              : ISO_OFFSET_DATE_TIME.format(
                  OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(random.nextInt(25) - 12)));
      OptionalLong read = Timestamps.millis(text);

      assertThat(read).as(text).isEqualTo(Timestamps.anyMillis(text)).hasValue(millis);
    }
  }
}
