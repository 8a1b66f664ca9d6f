package io.sluice.analyzer.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.analyzer.policy.EngineProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
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
  static final EngineProfile NP_GUARD =
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
}
