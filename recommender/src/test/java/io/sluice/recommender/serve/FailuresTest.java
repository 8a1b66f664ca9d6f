package io.sluice.recommender.serve;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

final class FailuresTest {
  private final List<String> said = new ArrayList<>();

  /** The clock of a machine that ran long: its numbers pass the largest and begin below zero. */
  private long now = Long.MAX_VALUE - 1;

  private final Failures failures = new Failures(said::add, () -> now);

  private StreamThreadExceptionResponse fail(String why) {
    return failures.handle(new StreamsException("task 0_1", new IllegalStateException(why)));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void fiveTimesAnotherThreadTakesThePlaceAndTheSixthEndsTheInstance() {
    for (int i = 1; i <= 5; i++) {
      assertThat(fail("no " + i)).as("failure " + i).isEqualTo(REPLACE_THREAD);
      pass(Duration.ofSeconds(119));
    }

    assertThat(fail("no 6")).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(said).hasSize(6);
    assertThat(said.get(4))
        .isEqualTo(
            "a thread of the service failed (IllegalStateException: no 5); another takes its"
                + " place");
    assertThat(said.get(5))
        .isEqualTo(
            "a thread of the service failed (IllegalStateException: no 6), too often: the service"
                + " ends");
    assertThat(failures.last()).isEqualTo("IllegalStateException: no 6");
  }

  @Test
  void whatIsOlderThanTenMinutesIsForgiven() {
    for (int i = 0; i < 40; i++) {
      assertThat(fail("again")).isEqualTo(REPLACE_THREAD);
      pass(Duration.ofSeconds(121));
    }
  }

  @Test
  void afterTenQuietMinutesItHasItsWholeBudgetAgain() {
    for (int i = 0; i < 5; i++) {
      fail("a burst");
    }
    pass(Duration.ofMinutes(10).plusNanos(1));

    for (int i = 0; i < 5; i++) {
      assertThat(fail("another")).isEqualTo(REPLACE_THREAD);
    }
    assertThat(fail("one too many")).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void beforeAnythingFailedThereIsNothingToSay() {
    assertThat(failures.last()).isEmpty();
    assertThat(said).isEmpty();
  }
}
