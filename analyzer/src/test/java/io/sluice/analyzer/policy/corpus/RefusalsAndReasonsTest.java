package io.sluice.analyzer.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What other people's suites say of bad manifests, and of the policies that decide; and that the
 * conformance page counts right.
 */
final class RefusalsAndReasonsTest {
  /** A folder that np-guard refuses: how we name what it refuses it for. */
  private record Named(Severity severity, String words) {}

  private static final String TESTS = "np-guard-netpol-analyzer/tests/";

  private static final Map<String, Named> NAMED =
      Map.of(
          "bad_netpols/subdir1",
          new Named(Severity.REFUSED, "from[0].ipBlock.cidr must be a block"),
          "bad_netpols/subdir2",
          new Named(Severity.REFUSED, "must be the key of a label"),
          "bad_netpols/subdir3",
          new Named(Severity.REFUSED, "must stand alone"),
          "bad_netpols/subdir4",
          new Named(Severity.REFUSED, "must set podSelector, namespaceSelector or ipBlock"),
          "bad_netpols/subdir6",
          new Named(Severity.SUSPICIOUS, "only pods declare ports"),
          "bad_netpols/subdir7",
          new Named(Severity.REFUSED, "must be the value of a label"),
          "np_bad_path_test_1",
          new Named(Severity.SUSPICIOUS, "stands already at"),
          "np_bad_path_test_2",
          new Named(Severity.REFUSED, "must not be set beside a port's name"),
          "np_test_with_empty_port_range",
          new Named(Severity.REFUSED, "must be at least port"));

  private final Map<String, int[]> counts = new TreeMap<>();
  private Path folder = Path.of("");

  @BeforeEach
  void findCorpora() {
    folder = Path.of(System.getProperty("sluice.shared", "absent"), "corpora");
    assumeTrue(Files.isDirectory(folder), "the corpora are not on this machine");
  }

  @Test
  void theConformancePageHasTheCountsOfEachKindOfRecord() throws IOException {
    countBadManifests();
    countRefusedFolders();
    ExplainRun run = new ExplainRun(folder, CorporaTest.NP_GUARD, UnaryOperator.identity());
    for (JsonNode line : lines("npguard_explain")) {
      count("npguard_explain " + line.path("class").asText(), run.agrees(line));
    }

    Map<String, String> texts = new TreeMap<>();
    counts.forEach((name, count) -> texts.put(name, count[0] + " " + count[1]));
    assertThat(texts).isEqualTo(onThePage());
  }

  /** By what the API server does: refuse it, refuse to decode it, drop a field, accept it. */
  private void countBadManifests() throws IOException {
    for (JsonNode line : lines("nca_invalid")) {
      String server = line.path("apiserver").asText();
      PolicyLoader.Result result = load(line.path("file").asText());
      count("nca_invalid " + server, server.equals(weSay(result)) || refusesBoth(server, result));
    }
  }

  /** A value of the wrong type and a wrong value are one severity to us. */
  private static boolean refusesBoth(String server, PolicyLoader.Result result) {
    return server.equals("decode") && weSay(result).equals("invalid");
  }

  private static String weSay(PolicyLoader.Result result) {
    boolean inForce = !result.policies().policies().isEmpty();
    if (has(result, Severity.REFUSED, "") == inForce) {
      return "neither in force nor refused, or both: " + result.problems();
    }
    if (!inForce) {
      return "invalid";
    }
    return has(result, Severity.SUSPICIOUS, "is not a field of the API")
        ? "unknown-field"
        : "accept";
  }

  private void countRefusedFolders() throws IOException {
    for (JsonNode line : lines("npguard_reject")) {
      String world = line.path("manifests_dir").asText();
      Named named = NAMED.get(world.substring(TESTS.length()));
      count("npguard_reject", named != null && has(load(world), named.severity(), named.words()));
    }
  }

  /** The other three are no business of policies; of one we refuse the policy's name. */
  @Test
  void whatNpGuardRefusesFoldersForBesidesPoliciesIsNotRefused() throws IOException {
    Map<String, List<String>> refused = new TreeMap<>();
    for (JsonNode line : lines("npguard_reject")) {
      String world = line.path("manifests_dir").asText().substring(TESTS.length());
      if (!NAMED.containsKey(world)) {
        refused.put(
            world,
            load(TESTS + world).problems().stream()
                .filter(problem -> problem.severity() == Severity.REFUSED)
                .map(PolicyProblem::message)
                .toList());
      }
    }

    assertThat(refused)
        .containsOnly(
            Map.entry("bad_path_namespace_with_same_name", List.of()),
            Map.entry("semanticDiff-same-topologies-illegal-podlist", List.of()),
            Map.entry(
                "example_pods_w_same_owner_and_labels_gap_with_bad_match_expression",
                List.of(
                    "metadata.name must be a name of lower-case letters, digits, - and ., but is"
                        + " \"use_common_labels_same_values\"")));
  }

  /** That a hostNetwork pod has no policies of its own is the whole difference in these records. */
  @Test
  void theSamePoliciesDecideAsNpGuardSaysIfHostNetworkPodsAreTakenForOrdinaryOnes()
      throws IOException {
    ExplainRun run = new ExplainRun(folder, CorporaTest.NP_GUARD, CorpusWorld::asOrdinaryPod);
    List<JsonNode> wrong = new ArrayList<>();
    for (JsonNode line : lines("npguard_explain")) {
      if (!line.path("class").asText().equals("admin") && !run.agrees(line)) {
        wrong.add(line);
      }
    }

    assertThat(run.disagreements()).isEmpty();
    assertThat(wrong).isEmpty();
    assertThat(run.directions()).isGreaterThan(1000);
  }

  /** Policies of another API are not evaluated, nor is what they may decide. */
  @Test
  void whereAnAdminNetworkPolicyMayDecideNothingIsSaid() throws IOException {
    ExplainRun run = new ExplainRun(folder, CorporaTest.NP_GUARD, CorpusWorld::asOrdinaryPod);
    for (JsonNode line : lines("npguard_explain")) {
      if (line.path("class").asText().equals("admin")) {
        run.agrees(line);
      }
    }

    assertThat(run.disagreements()).allMatch(text -> text.endsWith(": FOREIGN_POLICY"));
  }

  private void count(String name, boolean agreed) {
    int[] count = counts.computeIfAbsent(name, n -> new int[2]);
    count[0]++;
    count[1] += agreed ? 1 : 0;
  }

  /** {@code "463 463"}, records and agreed, by {@code "npguard_explain plain"}. */
  private static Map<String, String> onThePage() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("sluice.root"), "docs", "conformance.md"));
    String table =
        page.substring(
            page.indexOf("<!-- records:begin -->"), page.indexOf("<!-- records:end -->"));
    Map<String, String> rows = new TreeMap<>();
    for (String row : table.lines().filter(line -> line.startsWith("| `")).toList()) {
      String[] cells = row.replace("`", "").split("\\|", -1);
      rows.put(
          (cells[1].strip() + " " + cells[2].strip()).strip(),
          cells[3].strip() + " " + cells[4].strip());
    }
    return rows;
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

  private static boolean has(PolicyLoader.Result result, Severity severity, String words) {
    return result.problems().stream()
        .anyMatch(p -> p.severity() == severity && p.message().contains(words));
  }
}
