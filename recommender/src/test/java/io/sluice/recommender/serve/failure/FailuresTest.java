package io.sluice.recommender.serve.failure;

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

  private final HeapWatch heap = new HeapWatch(() -> said.add("the end"));
  private final Failures failures = new Failures(said::add, heap, () -> now);

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
            "a thread of the service failed (task 0_1: IllegalStateException: no 5); another takes"
                + " its place");
    assertThat(said.get(5))
        .isEqualTo(
            "a thread of the service failed (task 0_1: IllegalStateException: no 6), too often: the"
                + " service ends");
    assertThat(failures.last()).isEqualTo("task 0_1: IllegalStateException: no 6");
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

  @Test
  void whereTheHeapIsUsedUpNoThreadTakesThePlace() {
    StreamThreadExceptionResponse response =
        failures.handle(new StreamsException("task 0_1", new OutOfMemoryError("Java heap space")));

    assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(said).containsExactly("the end");
    assertThat(heap.isUsedUp()).isTrue();
  }

  @Test
  void theReasonSaysWhereAndEachThingOnce() {
    Exception refused = new IllegalStateException("too large");
    failures.handle(
        new StreamsException(
            "Error sending to topic rows for task 2_3 due to:\n" + refused, refused));
    assertThat(failures.last())
        .isEqualTo("Error sending to topic rows for task 2_3: IllegalStateException: too large");

    failures.handle(
        new StreamsException(
            "Exception caught in process. taskId=0_0, offset=5, stacktrace=" + refused + "\n\tat",
            refused));
    assertThat(failures.last())
        .isEqualTo(
            "Exception caught in process. taskId=0_0, offset=5: IllegalStateException: too large");

    failures.handle(new StreamsException(refused));
    assertThat(failures.last()).isEqualTo("IllegalStateException: too large");
  }
}
