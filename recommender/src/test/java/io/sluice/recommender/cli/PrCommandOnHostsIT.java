package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.pr.contract.HostKind;
import io.sluice.recommender.pr.fake.FakeGithub;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pull request from its opening to its end, on each of the three hosts. */
final class PrCommandOnHostsIT {
  @TempDir Path folder;
  private HostRuns runs;

  @AfterEach
  void close() {
    if (runs != null) {
      runs.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPullRequestFromItsOpeningOverANoAndAMergeToItsClosing(HostKind wanted) {
    runs = new HostRuns(folder, wanted);

    assertThat(runs.state(runs.pr("plan", "-o", "json"))).isEqualTo("opened");
    assertThat(runs.host.writes()).isEmpty();
    assertThat(runs.remote.refs().keySet()).containsExactly("main");

    assertThat(runs.state(runs.pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(runs.last().branch).isEqualTo(HostRuns.SHOP);
    assertThat(runs.last().base).isEqualTo("main");
    assertThat(runs.last().title).contains("netpol(shop): allow 1 path");
    assertThat(runs.last().labels).contains("netpol", "netpol/add", "network");
    assertThat(runs.last().body).contains("What would break", "<!-- sluice:v1 key=prod/shop rule=");
    assertThat(runs.remote.refs()).containsKey(HostRuns.SHOP);
    runs.quiet("unchanged");
    assertThat(runs.pr("status").out()).contains(HostRuns.SHOP).contains("#1 open");

    runs.ports.add(7071);
    String before = runs.last().body;
    assertThat(runs.state(runs.pr("apply", "-o", "json"))).isEqualTo("updated");
    assertThat(runs.host.all()).hasSize(1);
    assertThat(runs.last().body).isNotEqualTo(before);
    runs.quiet("unchanged");

    runs.last().end("closed", "2026-11-20T10:00:00Z");
    runs.quiet("declined");
    runs.ports.add(7072);
    assertThat(runs.state(runs.pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(runs.host.all()).hasSize(2);

    assertThat(runs.remote.merge(HostRuns.SHOP)).isTrue();
    runs.last().end("merged", "2026-11-21T10:00:00Z");
    CommandRun next = runs.pr("apply", "-o", "json");
    assertThat(runs.state(next)).isEqualTo("opened");
    assertThat(runs.last().body).contains("stage ingress → both");

    CommandRun closed = runs.pr("close");
    assertThat(closed.exit()).as(closed.err()).isZero();
    assertThat(closed.out()).contains("the branch was deleted, its pull request closed");
    assertThat(runs.last().state).isNotEqualTo("open");
    assertThat(runs.last().comments.values().toString()).contains("Closed by Sluice");
    assertThat(runs.remote.refs().keySet()).containsExactly("main");
    assertThat(runs.state(runs.pr("apply", "-o", "json")))
        .as("only a person's no counts")
        .isEqualTo("opened");
  }

  @Test
  void verifiedCommitsAreMadeByGithubAndKnownAsOursByWhatTheyHold() {
    runs = new HostRuns(folder, HostKind.GITHUB);
    ((FakeGithub) runs.host).committer = Optional.of(runs.remote::commitByGithub);
    runs.set("verifiedCommits", "true");

    assertThat(runs.state(runs.pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(runs.remote.committer(HostRuns.SHOP)).isEqualTo("GitHub");
    assertThat(runs.remote.refs().keySet())
        .as("nothing is left behind")
        .containsExactly("main", HostRuns.SHOP);
    runs.quiet("unchanged");

    runs.ports.add(7071);
    assertThat(runs.state(runs.pr("apply", "-o", "json"))).isEqualTo("updated");
    assertThat(runs.remote.committer(HostRuns.SHOP)).isEqualTo("GitHub");
    assertThat(runs.host.all()).hasSize(1);
    assertThat(runs.last().state).isEqualTo("open");

    runs.remote.append(HostRuns.SHOP, "notes.txt", "mine");
    runs.ports.add(7072);
    assertThat(runs.state(runs.pr("apply", "-o", "json"))).isEqualTo("stopped");
    assertThat(runs.remote.files(HostRuns.SHOP)).containsKey("notes.txt");
  }

  @Test
  void aCommitThatGithubDidNotMakeAsAskedForIsNotPushed() {
    runs = new HostRuns(folder, HostKind.GITHUB);
    ((FakeGithub) runs.host).committer =
        Optional.of(
            (branch, head, message, files) -> {
              files.put("README.md", Optional.of("other\n"));
              return runs.remote.commitByGithub(branch, head, message, files);
            });
    runs.set("verifiedCommits", "true");

    CommandRun run = runs.pr("apply");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out()).contains("is not as it was asked for");
    assertThat(runs.host.all()).isEmpty();
    assertThat(runs.remote.refs().keySet()).containsExactly("main");
  }
}
