package io.sluice.analyzer.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The evaluator and the loader against what other people's test suites hold to be true.
 *
 * <p>Where we differ, the difference is listed here with its reason; everything else must agree.
 */
final class CorporaTest {
  /** np-guard and its predecessor: an ipBlock matches neither pods nor nodes. */
  private static final EngineProfile NP_GUARD =
      new EngineProfile(
          "np-guard",
          new EngineProfile.IpBlocks(false, false),
          EngineProfile.GENERIC.nodeTraffic(),
          EngineProfile.GENERIC.ports(),
          EngineProfile.GENERIC.gaps(),
          EngineProfile.GENERIC.windows(),
          EngineProfile.GENERIC.limits());

  /**
   * Worlds whose only policy has an underscore in its name. The API server refuses it (corpus
   * nca_invalid: "metadata.name"), so to us it is not in force; np-guard does not look at names.
   */
  private static final Set<String> POLICY_WITH_A_BAD_NAME =
      Set.of(
          "example_pods_w_same_owner_and_labels_gap_with_good_match_expression2",
          "example_pods_w_same_owner_and_labels_gap_with_policy_selector_not_in_gap");

  private Path folder = Path.of("");

  @BeforeEach
  void findCorpora() {
    folder = Path.of(System.getProperty("sluice.shared", "absent"), "corpora");
    assumeTrue(Files.isDirectory(folder), "the corpora are not on this machine");
  }

  @ParameterizedTest
  @CsvSource({
    "npguard_plain, 44248, 44212",
    "npguard_ingress, 3204, 3204",
    "npguard_diff, 11092, 11092",
    "nca, 29538, 29538"
  })
  void unflaggedExpectationsOfNpGuardHold(String name, int asked, int agreed) throws IOException {
    CorpusRun run = CorpusRun.of(folder, name, NP_GUARD, UnaryOperator.identity());

    assertThat(run.disagreements())
        .filteredOn(d -> d.expectation().flags().isEmpty())
        .allMatch(d -> POLICY_WITH_A_BAD_NAME.contains(d.expectation().name()));
    assertThat(run.asked("")).isEqualTo(asked);
    assertThat(run.agreed("")).isEqualTo(agreed);
  }

  /** That a hostNetwork pod has no policies of its own is the whole difference in these lines. */
  @ParameterizedTest
  @CsvSource({"npguard_plain, 10651", "npguard_diff, 8596", "nca, 1189"})
  void flaggedExpectationsHoldTooIfHostNetworkPodsAreTakenForOrdinaryOnes(String name, int asked)
      throws IOException {
    CorpusRun run = CorpusRun.of(folder, name, NP_GUARD, CorpusWorld::asOrdinaryPod);

    assertThat(run.disagreements())
        .allMatch(d -> POLICY_WITH_A_BAD_NAME.contains(d.expectation().name()));
    assertThat(run.askedWithFlags()).isEqualTo(asked);
  }

  @Test
  void everyExpectationOfTheUpstreamSuiteHoldsOnTheGenericEngine() throws IOException {
    CorpusRun run =
        CorpusRun.of(folder, "k8s_e2e", EngineProfile.GENERIC, UnaryOperator.identity());

    assertThat(run.disagreements()).isEmpty();
    assertThat(run.asked("") + run.askedWithFlags()).isEqualTo(506);
  }

  @Test
  void anIpBlockThatMatchesNoPodsFailsFourExpectationsOfTheUpstreamSuite() throws IOException {
    CorpusRun run = CorpusRun.of(folder, "k8s_e2e", NP_GUARD, UnaryOperator.identity());

    assertThat(run.disagreements())
        .hasSize(4)
        .allMatch(d -> d.expectation().flags().contains("ipblock-covers-pod-ip"));
  }

  @Test
  void badManifestsGetTheSeverityThatTheApiServerGivesThem() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    for (JsonNode line : lines("nca_invalid")) {
      PolicyLoader.Result result = load(line.path("file").asText());
      String said = line.path("apiserver").asText();
      boolean refused = said.equals("invalid") || said.equals("decode");
      boolean dropsFields = said.equals("unknown-field");
      boolean asExpected =
          result.policies().policies().isEmpty() == refused
              && has(result, Severity.REFUSED) == refused
              && (!dropsFields || has(result, Severity.SUSPICIOUS));
      if (!asExpected) {
        wrong.put(line.path("file").asText(), said + ", but we say " + result.problems());
      }
    }

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bad_netpols/subdir1, REFUSED, from[0].ipBlock.cidr must be a block",
    "bad_netpols/subdir2, REFUSED, must be the key of a label",
    "bad_netpols/subdir3, REFUSED, must stand alone",
    "bad_netpols/subdir4, REFUSED, 'must set podSelector, namespaceSelector or ipBlock'",
    "bad_netpols/subdir6, SUSPICIOUS, only pods declare ports",
    "bad_netpols/subdir7, REFUSED, must be the value of a label",
    "np_bad_path_test_1, SUSPICIOUS, stands already at",
    "np_bad_path_test_2, REFUSED, must not be set beside a port's name",
    "np_test_with_empty_port_range, REFUSED, must be at least port"
  })
  void whatNpGuardRefusesIsNamed(String world, Severity severity, String words) {
    PolicyLoader.Result result = load("np-guard-netpol-analyzer/tests/" + world);

    assertThat(result.problems())
        .filteredOn(p -> p.severity() == severity)
        .extracting(PolicyProblem::message)
        .anyMatch(message -> message.contains(words));
  }

  /** The other three of that corpus are no business of a policy loader. */
  @Test
  void theRejectCorpusHasNoCaseThatIsNotLookedAt() throws IOException {
    Set<String> worlds = new TreeSet<>();
    for (JsonNode line : lines("npguard_reject")) {
      worlds.add(line.path("manifests_dir").asText().replaceAll(".*/tests/", ""));
    }

    assertThat(worlds)
        .contains(
            "bad_path_namespace_with_same_name",
            "semanticDiff-same-topologies-illegal-podlist",
            "example_pods_w_same_owner_and_labels_gap_with_bad_match_expression")
        .hasSize(12);
  }

  @Test
  void theSamePoliciesDecideAsInTheExplanationsOfNpGuard() throws IOException {
    ExplainRun run = new ExplainRun(folder, NP_GUARD);
    for (JsonNode line : lines("npguard_explain")) {
      if (!line.path("class").asText().equals("admin")) {
        run.check(line);
      }
    }

    assertThat(run.disagreements()).isEmpty();
    assertThat(run.directions()).isGreaterThan(1000);
  }

  private Iterable<JsonNode> lines(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".jsonl.gz")))) {
      return new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
    }
  }

  private PolicyLoader.Result load(String path) {
    return PolicyLoader.load(
        ClusterReader.read("", folder.resolve(path), OptionalLong.empty()).objects());
  }

  private static boolean has(PolicyLoader.Result result, Severity severity) {
    return result.problems().stream().anyMatch(p -> p.severity() == severity);
  }
}
