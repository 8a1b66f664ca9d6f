package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-02T10:00:01Z, 2026-03-02T10:00:01Z",
    "2026-03-02T10:00:01.5Z, 2026-03-02T10:00:01.5Z",
    "2026-03-02T10:00:01.1234567Z, 2026-03-02T10:00:01.123Z",
    "2026-03-02T10:00:01.123456789Z, 2026-03-02T10:00:01.123Z",
    "2026-03-02T10:00:01.000000001Z, 2026-03-02T10:00:01Z",
    "2026-03-02T10:00:01, 2026-03-02T10:00:01Z",
    "2026-03-02 10:00:01.25, 2026-03-02T10:00:01.25Z",
    "2026-03-02T10:00:01+02:00, 2026-03-02T08:00:01Z",
    "2026-03-02T10:00:01-0530, 2026-03-02T15:30:01Z",
    "2024-02-29T23:59:59z, 2024-02-29T23:59:59Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
  })
  void aTimeIsReadToTheMillisecond(String text, Instant expected) {
    assertThat(Timestamps.parse(text)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "now",
        "2026",
        "2026-03-02",
        "2026-03-02T10:00",
        "2026-03-02T10:00:01X",
        "2026-03-02T10:00:01.Z",
        "2026-03-02T10:00:01ZZ",
        "2026-13-02T10:00:01Z",
        "2026-00-02T10:00:01Z",
        "2026-02-29T10:00:01Z",
        "2026-03-00T10:00:01Z",
        "2026-03-02T24:00:01Z",
        "2026-03-02T10:60:01Z",
        "2026-03-02T10:00:61Z",
        "2026-03-02T10:00:01+2:00",
        "2026-03-02T10:00:01+99:00",
        "2026/03/02T10:00:01Z",
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(Timestamps.parse(text)).isEqualTo(Timestamps.NONE);
  }

  @Test
  void everyTimeIsReadAsTheLibraryReadsIt() {
    long seed = 41;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime time =
          LocalDateTime.of(1970, 1, 1, 0, 0)
              .plusSeconds(Math.floorMod(random.nextLong(), 4_000_000_000L))
              .plusNanos(random.nextInt(1_000_000_000));
      String text = time.toInstant(ZoneOffset.UTC).toString();

      assertThat(Timestamps.parse(text))
          .as("%s, seed %d", text, seed)
          .isEqualTo(time.toInstant(ZoneOffset.UTC).toEpochMilli());
    }
  }

  @Test
  void aNumberTellsItsUnitByItsMagnitude() {
    long expected = 1_786_653_162_000L;

    assertThat(Timestamps.ofNumber(1_786_653_162L)).isEqualTo(expected);
    assertThat(Timestamps.ofNumber(1_786_653_162_000L)).isEqualTo(expected);
    assertThat(Timestamps.ofNumber(1_786_653_162_000_000L)).isEqualTo(expected);
    assertThat(Timestamps.ofNumber(1_786_653_162_000_000_000L)).isEqualTo(expected);
  }

  @Test
  void aTimeBefore1990IsNotPlausible() {
    assertThat(Timestamps.plausible(Timestamps.parse("1989-12-31T23:59:59Z"))).isFalse();
    assertThat(Timestamps.plausible(Timestamps.parse("1990-01-01T00:00:00Z"))).isTrue();
    assertThat(Timestamps.plausible(Timestamps.NONE)).isFalse();
  }
}
