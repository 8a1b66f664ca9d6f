package io.sluice.recommender.recommend.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules mean what the CronJob controller makes of them. */
class CronExpressionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> between(String text, ZoneId zone, String from, String to) {
    return CronExpression.parse(text)
        .between(zone, Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli())
        .stream()
        .map(millis -> Instant.ofEpochMilli(millis).toString())
        .toList();
  }

  private static String next(String text, String after) {
    return Instant.ofEpochMilli(
            CronExpression.parse(text)
                .after(ZoneOffset.UTC, Instant.parse(after).toEpochMilli())
                .orElseThrow())
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 1 * *       | 2026-12-01T03:00:00Z",
        "@monthly        | 2026-12-01T00:00:00Z",
        "@yearly         | 2027-01-01T00:00:00Z",
        "@weekly         | 2026-11-08T00:00:00Z",
        "@daily          | 2026-11-06T00:00:00Z",
        "@hourly         | 2026-11-05T10:00:00Z",
        "*/15 * * * *    | 2026-11-05T09:30:00Z",
        "5/20 * * * *    | 2026-11-05T09:25:00Z",
        "0 0 ? * MON-FRI | 2026-11-06T00:00:00Z",
        "0 12 * Jan,mar 0| 2027-01-03T12:00:00Z",
        "15 9 * * *      | 2026-11-06T09:15:00Z",
        "0 0 29 2 *      | 2028-02-29T00:00:00Z"
      })
  void theNextRunIsTheFirstMomentBehind(String text, String expected) {
    assertThat(next(text, "2026-11-05T09:15:00Z")).isEqualTo(expected);
  }

  @Test
  void eitherDayIsEnoughWhereBothAreRestricted() {
    assertThat(
            between("0 0 13 * FRI", ZoneOffset.UTC, "2026-01-09T00:00:00Z", "2026-01-16T00:00:00Z"))
        .containsExactly("2026-01-09T00:00:00Z", "2026-01-13T00:00:00Z", "2026-01-16T00:00:00Z");
    assertThat(
            between("0 0 * * FRI", ZoneOffset.UTC, "2026-01-09T00:00:00Z", "2026-01-16T00:00:00Z"))
        .containsExactly("2026-01-09T00:00:00Z", "2026-01-16T00:00:00Z");
  }

  @Test
  void whatTheClockSkipsInSpringDoesNotRunAndWhatItRepeatsInAutumnRunsTwice() {
    assertThat(between("30 2 * * *", BERLIN, "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"))
        .containsExactly("2026-03-30T00:30:00Z");
    assertThat(between("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
  }

  @Test
  void aDayThatNeverComesIsNeverDue() {
    assertThat(CronExpression.parse("0 0 30 2 *").after(ZoneOffset.UTC, 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "61 * * * *    | minute must be 0 to 59, but is \"61\"",
        "* * * * 7     | day of week must be 0 to 6 or a name such as sun, but is \"7\"",
        "* * 0 * *     | day of month must be 1 to 31, but is \"0\"",
        "* * * foo *   | month must be 1 to 12 or a name such as jan, but is \"foo\"",
        "5-1 * * * *   | minute \"5-1\" is no range from low to high",
        "1-2-3 * * * * | minute \"1-2-3\" is no range from low to high",
        "*/0 * * * *   | the step behind the slash must be a positive number, but is \"0\"",
        "1/2/3 * * * * | minute \"1/2/3\" has more than one slash",
        "1,,2 * * * *  | minute must be 0 to 59, but is \"\"",
        "* * * *       | expected five fields",
        "* * * * * *   | but found 6",
        "@fortnightly  | the macros are @annually, @daily"
      })
  void aScheduleThatNobodyCanReadSaysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> CronExpression.parse(text))
        .isInstanceOf(CronException.class)
        .hasMessageContaining(message);
  }

  /** Against the definition itself: look at the clock at every minute. */
  @RepeatedTest(20)
  void itIsDueAtEveryMinuteAtWhichTheClockShowsAnAllowedTime(RepetitionInfo repetition) {
    long seed = 104_729L * repetition.getCurrentRepetition();
    Random random = new Random(seed);
    ZoneId zone = random.nextBoolean() ? BERLIN : ZoneId.of("America/New_York");
    long from =
        Instant.parse(random.nextBoolean() ? "2026-03-27T00:00:00Z" : "2026-10-23T00:00:00Z")
            .toEpochMilli();
    long to = from + 10 * 86_400_000L;
    int minute = random.nextInt(60);
    int hours = random.nextInt(4);
    int day = 1 + random.nextInt(31);
    int weekday = random.nextInt(7);
    String text = minute + " 0-" + hours + " " + day + " * " + weekday;

    TreeSet<Long> expected = new TreeSet<>();
    for (long at = from; at <= to; at += 60_000) {
      ZonedDateTime clock = Instant.ofEpochMilli(at).atZone(zone);
      if (clock.getMinute() == minute
          && clock.getHour() <= hours
          && (clock.getDayOfMonth() == day || clock.getDayOfWeek().getValue() % 7 == weekday)) {
        expected.add(at);
      }
    }

    CronExpression expression = CronExpression.parse(text);
    assertThat(expression.between(zone, from, to))
        .as("seed %d: %s", seed, text)
        .isEqualTo(expected);
    assertThat(expression.after(zone, from - 1).orElseThrow())
        .as("seed %d: %s", seed, text)
        .isEqualTo(expected.first());
  }
}
