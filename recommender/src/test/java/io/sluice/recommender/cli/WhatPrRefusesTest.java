package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sluice pr} does not begin at all. */
final class WhatPrRefusesTest {
  @TempDir Path folder;
  private PrRuns runs;

  @BeforeEach
  void aRepository() {
    runs = new PrRuns(folder);
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @ParameterizedTest
  @CsvSource({"github", "gitlab", "azure-devops"})
  void aPathIsOnNoHost(String provider) {
    CommandRun run = runs.pr("plan", "--provider", provider);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("--provider " + provider + " takes the URL of a repository as --repo");
  }

  @Test
  void whatIsWrongAboutAHostIsSaidBeforeAnythingIsRead() {
    Path settings = folder.resolve("sluice.yaml");
    PrRuns.write(
        settings,
        "pullRequests:\n  apiUrl: http://ghe.example.org/api\n  reviewers: [ada]\n  verifiedCommits: 7\n");

    CommandRun wrong = runs.branches("status", "--config", settings);
    CommandRun untold =
        CommandRun.of("pr", "status", "--path", "x", "--repo", "https://git.example.org/a/b");
    CommandRun incomplete =
        CommandRun.of("pr", "status", "--path", "x", "--repo", "https://github.com/contoso");

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("pullRequests.apiUrl: a host's URL must begin with https://")
        .contains("pullRequests.reviewers must hold ids of Azure DevOps")
        .contains("pullRequests.verifiedCommits must be one of true, false, but is \"7\"");
    assertThat(untold.exit()).isEqualTo(2);
    assertThat(untold.err())
        .contains("cannot tell what \"git.example.org\" is: give --provider github, gitlab");
    assertThat(incomplete.exit()).isEqualTo(2);
    assertThat(incomplete.err()).contains("must be like https://HOST/OWNER/REPOSITORY");
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsRead() {
    assertThat(runs.branches("status", "--base", "nowhere").err())
        .contains("has no branch nowhere");
    assertThat(runs.branches("aply").err()).contains("pr has no verb \"aply\"");
    assertThat(CommandRun.of("pr", "status", "--path", "x").err()).contains("pr needs --repo");
    assertThat(CommandRun.of("pr", "status", "--repo", "x").err()).contains("pr needs --path");
    assertThat(CommandRun.of("pr", "status", "--repo", "x", "--path", "../x").err())
        .contains("into the repository");
    assertThat(runs.branches("plan").err()).contains("pr plan needs LOGS");
    CommandRun secret =
        CommandRun.of(
            "pr", "status", "--path", "x", "--repo", "https://me:s3cret@example.org/r.git");
    assertThat(secret.exit()).isEqualTo(2);
    assertThat(secret.err()).contains("SLUICE_GIT_TOKEN").doesNotContain("s3cret");
    CommandRun missing =
        CommandRun.of("pr", "status", "--path", "x", "--repo", folder.resolve("none"));
    assertThat(missing.exit()).isEqualTo(5);
    assertThat(missing.err()).contains("there is no repository");
  }
}
