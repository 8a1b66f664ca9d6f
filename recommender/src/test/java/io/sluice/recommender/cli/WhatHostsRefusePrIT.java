package io.sluice.recommender.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.sluice.recommender.pr.contract.HostKind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code sluice pr} says where a host does not let it in. */
final class WhatHostsRefusePrIT {
  @TempDir Path folder;
  private HostRuns runs;

  @AfterEach
  void close() {
    if (runs != null) {
      runs.close();
    }
  }

  private void first(MappingBuilder request, int status, String retryAfter) {
    var answer = aResponse().withStatus(status).withBody("{\"message\": \"no\"}");
    answer.withHeader("Content-Type", "application/json");
    if (!retryAfter.isEmpty()) {
      answer.withHeader("Retry-After", retryAfter);
    }
    runs.host.server().stubFor(request.atPriority(1).willReturn(answer));
  }

  @ParameterizedTest
  @EnumSource
  void aTokenThatIsRefusedIsNamedByItsVariable(HostKind wanted) {
    runs = new HostRuns(folder, wanted);
    runs.token = "wr0ng";

    CommandRun run = runs.pr("apply");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains(runs.variable()).contains("expired").doesNotContain("wr0ng");
    assertThat(runs.remote.refs().keySet()).containsExactly("main");
  }

  @ParameterizedTest
  @EnumSource
  void withoutATokenPlanSaysWhatItCouldNotLookUpAndApplyWhichVariableIsMissing(HostKind wanted) {
    runs = new HostRuns(folder, wanted);
    runs.token = "";

    CommandRun plan = runs.pr("plan");
    CommandRun apply = runs.pr("apply");

    assertThat(plan.exit()).isZero();
    assertThat(plan.out()).contains("# netpol(shop): allow 1 path");
    assertThat(plan.err())
        .contains("set " + runs.variable())
        .contains("nobody was asked which pull requests are open or were closed");
    assertThat(apply.exit()).isEqualTo(2);
    assertThat(apply.err()).contains("set " + runs.variable()).contains("_TOKEN_FILE");
    assertThat(runs.host.requests()).isEmpty();
    assertThat(runs.remote.refs().keySet()).containsExactly("main");
  }

  @ParameterizedTest
  @EnumSource
  void aMissingPermissionIsSaidAndTheNextRunMakesUpForIt(HostKind wanted) {
    runs = new HostRuns(folder, wanted);
    first(post(anyUrl()), 403, "");

    CommandRun refused = runs.pr("apply");

    assertThat(refused.exit()).isEqualTo(5);
    assertThat(refused.out())
        .contains("refused")
        .contains("is pushed, its pull request is for the next run")
        .containsAnyOf("lacks", "needed: Contribute to pull requests");
    assertThat(runs.host.all()).isEmpty();
    runs.host.server().resetToDefaultMappings();
    runs.host.server().stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse()));
    assertThat(runs.state(runs.pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(runs.host.all()).hasSize(1);
    runs.quiet("unchanged");
  }

  @ParameterizedTest
  @CsvSource({"GITHUB", "GITLAB", "AZURE_DEVOPS"})
  void aHostThatWantsToBeAskedMuchLaterIsNotWaitedFor(HostKind wanted) {
    runs = new HostRuns(folder, wanted);
    first(any(anyUrl()), 429, "3600");

    CommandRun run = runs.pr("apply");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("again");
    assertThat(runs.host.requests()).hasSize(1);
    assertThat(runs.remote.refs().keySet()).containsExactly("main");
  }
}
