package io.sluice.recommender.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HealthTest {
  private static Health health(Health.State state, int threads, boolean caughtUp) {
    return new Health(state, threads, 2, caughtUp, "");
  }

  @ParameterizedTest
  @EnumSource
  void onlyOneThatRunsIsReadyAndOnlyOneThatFailedIsDead(Health.State state) {
    assertThat(health(state, 2, true).ready()).isEqualTo(state == Health.State.RUNNING);
    assertThat(health(state, 0, false).live()).isEqualTo(state != Health.State.FAILED);
  }

  @Test
  void withoutAThreadOrBehindTheEdgesItIsNotReadyAndStaysAlive() {
    assertThat(health(Health.State.RUNNING, 1, true).ready()).isTrue();
    assertThat(health(Health.State.RUNNING, 0, true).ready()).isFalse();
    assertThat(health(Health.State.RUNNING, 2, false).ready()).isFalse();
    assertThat(health(Health.State.RUNNING, 0, true).live()).isTrue();
  }
}
