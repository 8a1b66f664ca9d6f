package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.recommender.docs.Corpora;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other people's test suites in one command, and its counts on the conformance page. Which answers
 * differ and why is the evaluator's own corpus test's business; here they must be the same.
 */
final class CorporaThroughTheCommandTest {
  private static final List<String> FILES =
      List.of("npguard_plain", "npguard_ingress", "npguard_diff", "nca", "k8s_e2e");

  @TempDir Path out;

  private Path corpora = Path.of("");

  @BeforeEach
  void findCorpora() {
    corpora = Path.of(System.getProperty("sluice.shared", "absent"), "corpora");
    assumeTrue(Files.isDirectory(corpora), "the corpora are not on this machine");
  }

  @Test
  void allCorporaRunInOneCommandAndComeOutAsTheConformancePageSays() throws IOException {
    List<Object> words = new ArrayList<>(List.of("test", "--engine", "cilium", "-q"));
    FILES.forEach(name -> words.add(corpora.resolve(name + ".jsonl.gz")));
    words.addAll(List.of("-o", "json=" + out.resolve("r")));

    CommandRun run = CommandRun.of(words.toArray());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(counts()).isEqualTo(Corpora.onThePage());
  }

  @Test
  void theUpstreamSuiteHoldsOnTheGenericEngine() {
    CommandRun run =
        CommandRun.of("test", corpora.resolve("k8s_e2e.jsonl.gz"), "--engine", "generic");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("506 expectations: 506 passed");
  }

  /** Lines and passed lines by corpus and flags. */
  private Map<String, String> counts() throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(out.resolve("r"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode result = new JsonMapper().readTree(line);
        String file = result.path("at").asText().replaceAll(".*/|\\.jsonl.*", "");
        List<String> flags = new ArrayList<>();
        result.path("flags").forEach(flag -> flags.add(flag.asText()));
        int[] count = counts.computeIfAbsent(file + " " + String.join(",", flags), k -> new int[2]);
        count[0]++;
        count[1] += result.path("pass").asBoolean() ? 1 : 0;
        assertThat(result.path("verdict").asText()).isNotEqualTo("not-evaluated");
      }
    }
    Map<String, String> texts = new TreeMap<>();
    counts.forEach((name, count) -> texts.put(name.strip(), count[0] + " " + count[1]));
    return texts;
  }
}
