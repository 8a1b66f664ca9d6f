package io.sluice.recommender.groundtruth.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.recommender.docs.Page;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other recommenders expect of their own inputs, and what we propose for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OtherPeoplesPairsTest {
  private static final int ANOTHER_PORT = 7051;

  private final List<Comparison> comparisons = new ArrayList<>();
  private Path gadget = Path.of("");
  private Path hubble = Path.of("");
  private Path work = Path.of("");

  @BeforeAll
  void compareAll(@TempDir Path folder) throws IOException {
    Path samples = Path.of(System.getProperty("sluice.shared", "absent"), "samples");
    gadget = samples.resolve("inspektor-gadget");
    hubble = samples.resolve("accuknox-hubble");
    assumeTrue(
        Files.isDirectory(gadget) && Files.isDirectory(hubble),
        "the samples are not on this machine");
    work = folder;
    gadget("accept-from-pod", 0);
    gadget("connect-to-svc", 0);
    gadget("connect-to-svc", ANOTHER_PORT);
    gadget("connect-to-svc-duplicate", 0);
    gadget("connect-to-svc-namespace", 0);
    gadget("multiple", 0);
    hubble("TC_01_egress_matchLabels_toPorts_singlePort");
    hubble("TC_02_egress_matchLabels_toPorts_multiplePorts");
    hubble("TC_03_egress_matchlabels_toPorts_toHttps_single_url");
    hubble("TC_04_egress_matchLabels_toPorts_toHttps_multiple_urls");
    hubble("TC_05_egress_toCIDRs_toPorts_single_port");
    hubble("TC_06_egress_for_toCIDRs_toPorts_multiple_ports");
    hubble("TC_13_egress_matchLables_toPorts_rule_selector_aggregation");
    hubble("TC_15_egress_matchLables_toPorts_toHttps_rule_selector_aggregation");
    hubble("TC_16_egress_selector_aggregator_matchLabels_toPorts_commonLabel");
    hubble("TC_17_egress_same_dest_matchlabels");
    twoSteps("TC_18_egress_%s_db_status_check_selector_aggregation");
    twoSteps("TC_19_egress_%s_db_status_check_target_rule_merging");
    twoSteps("TC_40_egress_ingress_%s_db_status_check_target_rule_merging");
  }

  private void gadget(String name, int target) throws IOException {
    add(GadgetInputs.given(gadget, name, target, next()));
  }

  private void hubble(String name) throws IOException {
    add(HubbleInputs.given(hubble, List.of(name), name, next()));
  }

  private void twoSteps(String pattern) throws IOException {
    String before = pattern.formatted("before");
    String after = pattern.formatted("after");
    add(HubbleInputs.given(hubble, List.of(before), before, next()));
    add(HubbleInputs.given(hubble, List.of(before, after), after, next()));
  }

  private Path next() {
    return work.resolve(String.valueOf(comparisons.size()));
  }

  private void add(Given given) {
    comparisons.add(Comparison.of(given, next().resolve("policies")));
  }

  Stream<Comparison> comparisons() {
    return comparisons.stream();
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void everyDifferenceHasItsReason(Comparison comparison) {
    assertThat(comparison.unexplained()).as(comparison.given().toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void everyCallIsLearntUnlessTheRecordsDoNotSayWhoOpenedIt(Comparison comparison) {
    if (!comparison.withheld().isEmpty()) {
      assertThat(comparison.withheldFor()).containsExactly("orientation-ambiguous");
      assertThat(comparison.withheld()).allMatch(call -> call.server().equals("143.248.36.38"));
    }
  }

  @Test
  void anEmptyInputWritesNothingAndSaysSo() {
    Path cluster = comparisons.get(0).given().cluster();
    Path out = work.resolve("of-nothing");

    Sluice.Run run =
        Sluice.run(
            "recommend", gadget.resolve("empty.input"), "--cluster", cluster, "--out-dir", out);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("no record could be read").contains("empty.input");
    assertThat(out).doesNotExist();
  }

  @Test
  void thePageShowsThisTable() {
    List<String> rows = comparisons().map(Comparison::line).toList();

    assertThat(Page.of("docs/conformance.md").section("pairs").lines().toList())
        .containsExactlyElementsOf(Stream.concat(Comparison.HEAD.stream(), rows.stream()).toList());
  }
}
