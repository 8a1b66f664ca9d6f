package io.sluice.recommender.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is proposed for real applications, beside what their maintainers wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealApplicationsTest {
  private static final String NODE_EXPORTER = "monitoring/DaemonSet/node-exporter";

  private final SortedMap<String, Trial> trials = new TreeMap<>();

  @BeforeAll
  void recommendForAll(@TempDir Path folder) throws IOException {
    Path shared = Path.of(System.getProperty("sluice.shared", "absent"), "groundtruth");
    assumeTrue(Files.isDirectory(shared), "the applications are not on this machine");
    for (Application application : Application.all(shared)) {
      trials.put(application.name(), Trial.of(application, folder.resolve(application.name())));
    }
  }

  Stream<Trial> trials() {
    return trials.values().stream();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void everyLineOfTheTruthIsACallOrHasAReason(Trial trial) {
    Statements statements = trial.application().statements();

    int reasons = statements.unmade().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(statements.used() + reasons).isEqualTo(statements.lines());
    assertThat(statements.unmade()).doesNotContainKey(Unmade.NO_WORKLOAD);
    assertThat(trial.withoutPods()).isEmpty();
    assertThat(trial.application().pairs().stream().map(Pair::toString))
        .containsAll(trial.calls().stream().map(StatedEdge::toString).toList());
  }

  @ParameterizedTest
  @MethodSource("trials")
  void everyCallStaysAllowedForAllPodsOfItsEnds(Trial trial) {
    assertThat(trial.broken()).as(trial.command().err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void lessIsOpenThanTheMaintainersLeaveOpen(Trial trial) {
    List<Pair> ours = trial.open(trial.ours());
    List<Pair> theirs = trial.open(trial.theirs());

    if (theirs.isEmpty()) {
      assertThat(ours).isEmpty();
    } else {
      assertThat(ours.size()).as(ours.toString()).isLessThan(theirs.size());
    }
    assertThat(theirs).containsAll(ours);
  }

  /** Somebody else's evaluator, on the same policies: of hostNetwork pods it holds another view. */
  @ParameterizedTest
  @MethodSource("trials")
  void ourEvaluatorReadsTheMaintainersPoliciesLikeSomebodyElses(Trial trial) {
    List<Pair> different =
        trial.application().pairs().stream()
            .filter(pair -> trial.theirs().opens(pair) != pair.allowed())
            .toList();

    assertThat(different).allMatch(pair -> pair.client().equals(NODE_EXPORTER));
  }

  @Test
  void aPodOnTheHostsNetworkIsSaidToBeOutOfReach() {
    Trial trial = trials.get("app-kube-prometheus");
    JsonNode exporter = trial.command().report().workload("monitoring/node-exporter");

    assertThat(exporter.path("state").asText()).isEqualTo("not-enforceable");
    assertThat(trial.open(trial.ours())).allMatch(pair -> pair.client().equals(NODE_EXPORTER));
  }

  @Test
  void thePageShowsThisTable() {
    List<String> rows = trials().map(trial -> TruthRow.of(trial).line()).toList();

    assertThat(Page.of("docs/conformance.md").section("applications").lines().toList())
        .containsExactlyElementsOf(Stream.concat(TruthRow.HEAD.stream(), rows.stream()).toList());
  }
}
