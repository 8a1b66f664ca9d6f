package io.sluice.recommender.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DebounceTest {
  private final Debounce debounce = new Debounce(Duration.ofSeconds(5), Duration.ofSeconds(60));

  @Test
  void anAnswerIsDueOnceNothingHasChangedForAWhile() {
    assertThat(debounce.isDue(1, 0, 1_000)).isFalse();
    assertThat(debounce.isDue(1, 0, 5_999)).isFalse();
    assertThat(debounce.isDue(2, 0, 5_999)).isFalse();
    assertThat(debounce.isDue(2, 0, 10_998)).isFalse();
    assertThat(debounce.isDue(2, 0, 10_999)).isTrue();
  }

  @Test
  void changesThatNeverStopDoNotPutItOffForEver() {
    for (int second = 0; second < 60; second++) {
      assertThat(debounce.isDue(second + 1, 0, second * 1_000L)).as("second " + second).isFalse();
    }
    assertThat(debounce.isDue(61, 0, 60_000)).isTrue();
  }

  @Test
  void whatIsAnsweredIsNotDueAndTheNextChangeBeginsAnew() {
    assertThat(debounce.isDue(1, 0, 0)).isFalse();
    assertThat(debounce.isDue(1, 0, 5_000)).isTrue();
    debounce.begun();
    assertThat(debounce.isDue(1, 1, 70_000)).isFalse();
    assertThat(debounce.isDue(2, 1, 100_000)).isFalse();
    assertThat(debounce.isDue(2, 1, 105_000)).isTrue();
  }

  @Test
  void aLongestDelayThatIsShorterThanTheQuietIsRefused() {
    assertThatThrownBy(() -> new Debounce(Duration.ofSeconds(5), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
