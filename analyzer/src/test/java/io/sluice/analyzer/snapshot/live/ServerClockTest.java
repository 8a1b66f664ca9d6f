package io.sluice.analyzer.snapshot.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How a wrong clock of this machine is put right. */
final class ServerClockTest {
  private final ServerClock clock = new ServerClock(() -> Instant.ofEpochMilli(1_000_500));

  @Test
  void aDateOfTheSameSecondSaysNothing() {
    clock.learn(OptionalLong.of(1_000_000), 1_000_400);

    assertThat(clock.millis()).isEqualTo(1_000_500);
    assertThat(clock.isDated()).isTrue();
  }

  @Test
  void aServerThatIsAheadIsFollowed() {
    clock.learn(OptionalLong.of(1_300_000), 1_000_400);

    assertThat(clock.millis()).isEqualTo(1_300_000);
  }

  @Test
  void aServerThatIsBehindIsFollowed() {
    clock.learn(OptionalLong.of(900_000), 1_000_400);

    assertThat(clock.millis()).isEqualTo(901_100);
  }

  @Test
  void withoutDatesItIsTheMachinesTime() {
    clock.learn(OptionalLong.empty(), 1_000_400);

    assertThat(clock.millis()).isEqualTo(1_000_500);
    assertThat(clock.isDated()).isFalse();
  }
}
