package io.sluice.recommender.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.stream.Delays;
import io.sluice.ingest.HostNames;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Sluice;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.emit.WorldFiles;
import io.sluice.recommender.world.make.WorldMaker;
import io.sluice.recommender.world.run.LogForm;
import io.sluice.recommender.write.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invariant 5: batch and service agree, byte for byte. */
final class TheServiceAnswersAsTheCommandsDoTest {
  @TempDir Path folder;

  private static AnswerSettings engine(String engine) {
    return new AnswerSettings(
        Settings.defaults(), List.of(), Decisions.none(), engine, "development");
  }

  /** Every policy that is proposed, by the file that it would be in. */
  private static SortedMap<String, String> policies(Answer answer) {
    SortedMap<String, String> files = new TreeMap<>();
    for (WorkloadAnswer workload : answer.workloads().values()) {
      workload
          .yaml()
          .ifPresent(
              yaml ->
                  files.put(
                      workload.proposal().policy().orElseThrow().namespace()
                          + "/"
                          + workload.proposal().policyName()
                          + ".yaml",
                      yaml));
    }
    return files;
  }

  private SortedMap<String, String> written(Path logs, Path cluster, String engine) {
    Path out = folder.resolve("policies");
    Sluice.Run run =
        Sluice.run("recommend", logs, "--cluster", cluster, "--out-dir", out, "--engine", engine);
    assertThat(run.exit()).as(run.err()).isZero();
    SortedMap<String, String> files = Sluice.files(out);
    files.keySet().removeIf(name -> name.endsWith("kustomization.yaml"));
    return files;
  }

  private static String check(Path logs, Path cluster, String engine, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("check", logs, "--cluster", cluster, "-o", "json", "--engine", engine));
    words.addAll(List.of("--fail-on", "never"));
    words.addAll(List.of(more));
    Sluice.Run run = Sluice.run(words.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void ofTheExample() {
    Path logs = ExampleFolder.logs();
    Path cluster = ExampleFolder.cluster();
    Answer answer = new Answerer(AnswerSettings.defaults()).answer(Seen.example());

    assertThat(JsonText.write(answer.check())).isEqualTo(check(logs, cluster, "auto"));
    SortedMap<String, String> proposed = policies(answer);
    SortedMap<String, String> expected = written(logs, cluster, "auto");
    assertThat(expected.values().toString()).contains("(DNS answer)");
    assertThat(proposed).hasSizeGreaterThan(3).isEqualTo(expected);
  }

  @Test
  void ofTheExamplesEdgesAsOneTableByteForByteWithTheMark() throws IOException {
    Path table = folder.resolve("all.edges");
    Path cluster = ExampleFolder.cluster();
    Sluice.run("flows", ExampleFolder.logs(), "--cluster", cluster, "-o", "edges=" + table);

    Answer answer = new Answerer(AnswerSettings.defaults()).answer(Seen.of(1, table, cluster));

    assertThat(policies(answer)).isEqualTo(written(table, cluster, "auto"));
    Sluice.Run recommended =
        Sluice.run("recommend", table, "--cluster", cluster, "-o", "json", "--quiet");
    List<String> reported = new ArrayList<>();
    recommended.report().document().path("workloads").forEach(one -> reported.add(one.toString()));
    assertThat(answer.workloads().values().stream().map(one -> one.evidence().toString()))
        .isNotEmpty()
        .isSubsetOf(reported);
  }

  @ParameterizedTest
  @CsvSource({"1, HUBBLE, cilium", "2, VNET, npm", "3, HUBBLE, generic", "4, HUBBLE, calico"})
  void ofRandomWorlds(long seed, LogForm form, String engine) throws IOException {
    World world = WorldMaker.make(WorldOptions.of(seed, 3, Duration.ofHours(12)));
    WorldFiles files = WorldFiles.write(world, form.log(), folder.resolve("world"));

    Answer answer =
        new Answerer(engine(engine)).answer(Seen.of(seed, files.logs(), files.cluster()));

    assertThat(JsonText.write(answer.check()))
        .as("seed " + seed)
        .isEqualTo(check(files.logs(), files.cluster(), engine));
    SortedMap<String, String> proposed = policies(answer);
    SortedMap<String, String> expected = written(files.logs(), files.cluster(), engine);
    // Logs of network interfaces are partial, and hold everything open.
    assertThat(proposed.isEmpty()).isEqualTo(form == LogForm.VNET);
    assertThat(proposed).as("seed " + seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"REPLACE, --policies", "ADD, --add-policies"})
  void ofOtherPolicies(WhatIf.Mode mode, String option) throws IOException {
    Answerer answerer = new Answerer(AnswerSettings.defaults());
    Answer answer = answerer.answer(Seen.example());
    String closed =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: closed, namespace: shop}
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
        """;
    Path file = Files.writeString(folder.resolve("policies"), closed);

    ObjectNode asked = new WhatIf(answerer).ask(answer, mode, "", closed);

    String expected =
        check(ExampleFolder.logs(), ExampleFolder.cluster(), "auto", option, file)
            .replace(file.toString(), "policies");
    assertThat(JsonText.write(asked)).isEqualTo(expected);
    assertThat(asked.path("audit").path("deniedEdges").asInt()).isPositive();
  }

  @Test
  void withoutAnythingThereIsNothingToSay() {
    StoredTable empty =
        new StoredTable(new EdgeTable(), List.of(), List.of(), List.of(), 0, new HostNames());
    Sight nothing = new Sight(0, empty, Delays.NONE, List.of());

    Answer answer = new Answerer(AnswerSettings.defaults()).answer(nothing);

    assertThat(answer.workloads()).isEmpty();
    assertThat(answer.edges()).isEmpty();
    assertThat(answer.check().path("findings")).isEmpty();
  }
}
