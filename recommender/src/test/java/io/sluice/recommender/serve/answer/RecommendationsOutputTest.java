package io.sluice.recommender.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.stream.Delays;
import io.sluice.ingest.HostNames;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.serve.answer.RecommendationsOutput.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecommendationsOutputTest {
  @TempDir static Path folder;

  private static final RecommendationsOutput OUTPUT = new RecommendationsOutput("/sluice");
  private static Sight part;
  private static Sight whole;
  private static Answer early;
  private static Answer late;

  /** The example with some of its logs, and with all of them. */
  @BeforeAll
  static void answers() throws IOException {
    try (Stream<Path> tree = Files.walk(ExampleFolder.logs())) {
      List<Path> logs = tree.filter(Files::isRegularFile).sorted().toList();
      for (int i = 0; i < logs.size(); i += 2) {
        Files.copy(logs.get(i), folder.resolve(i + "-" + logs.get(i).getFileName()));
      }
    }
    Answerer answerer = new Answerer(AnswerSettings.defaults());
    part = Seen.of(1, folder, ExampleFolder.cluster());
    whole = Seen.of(2, ExampleFolder.logs(), ExampleFolder.cluster());
    early = answerer.answer(part);
    late = answerer.answer(whole);
  }

  private static Map<String, String> after(Map<String, String> before, Step step) {
    Map<String, String> said = new TreeMap<>(before);
    step.said()
        .forEach(
            (key, text) -> text.ifPresentOrElse(t -> said.put(key, t), () -> said.remove(key)));
    return said;
  }

  private static List<OutputRecord> of(Step step, EventType type) {
    return step.findings().stream()
        .filter(record -> type.word().equals(record.headers().get("ce_type")))
        .toList();
  }

  @Test
  void theFirstAnswerSaysAllRecommendationsAndFindingsButNoNewEdges() {
    Step first = OUTPUT.step(Map.of(), early);

    assertThat(first.recommendations().stream().map(OutputRecord::key))
        .containsExactlyElementsOf(early.workloads().keySet());
    assertThat(of(first, EventType.NEW_EDGE)).isEmpty();
    assertThat(of(first, EventType.RECOMMENDATION_CHANGED))
        .hasSize(
            (int) early.workloads().values().stream().filter(w -> w.yaml().isPresent()).count());
    assertThat(of(OUTPUT.step(Map.of(), late), EventType.QUARANTINED)).isNotEmpty();
  }

  @Test
  void theSameAnswerAgainSaysNothing() {
    Map<String, String> said = after(Map.of(), OUTPUT.step(Map.of(), late));

    Step again = OUTPUT.step(said, late);

    assertThat(again.recommendations()).isEmpty();
    assertThat(again.findings()).isEmpty();
    assertThat(again.said()).isEmpty();
  }

  @Test
  void moreEvidenceSaysWhatIsNewAndEndsWhereAFreshStartEnds() {
    Map<String, String> said = after(Map.of(), OUTPUT.step(Map.of(), early));

    Step more = OUTPUT.step(said, late);

    Set<String> fresh = new HashSet<>(late.edges().keySet());
    fresh.removeAll(early.edges().keySet());
    assertThat(fresh).isNotEmpty();
    assertThat(of(more, EventType.NEW_EDGE).stream().map(OutputRecord::key))
        .containsExactlyInAnyOrderElementsOf(fresh.stream().map(id -> "edge/" + id).toList());
    assertThat(after(said, more)).isEqualTo(after(Map.of(), OUTPUT.step(Map.of(), late)));
  }

  @Test
  void aReplaySaysTheSameIdsAndNoTwoEventsShareOne() {
    Map<String, String> said = after(Map.of(), OUTPUT.step(Map.of(), early));

    Step once = OUTPUT.step(said, late);
    Step twice = OUTPUT.step(said, new Answerer(AnswerSettings.defaults()).answer(whole));

    assertThat(twice).isEqualTo(once);
    assertThat(once.findings().stream().map(record -> record.headers().get("ce_id")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aWorkloadThatIsGoneLeavesATombstone() {
    Map<String, String> said = after(Map.of(), OUTPUT.step(Map.of(), late));
    String gone = "/shop/Deployment/checkout";
    assertThat(late.workloads().keySet()).contains(gone);
    StoredTable empty =
        new StoredTable(new EdgeTable(), List.of(), List.of(), List.of(), 0, new HostNames());
    Answer without =
        new Answerer(AnswerSettings.defaults()).answer(new Sight(3, empty, Delays.NONE, List.of()));

    Step step = OUTPUT.step(said, without);

    assertThat(step.recommendations())
        .isEqualTo(late.workloads().keySet().stream().map(OutputRecord::tombstone).toList());
    assertThat(of(step, EventType.RECOMMENDATION_CHANGED).stream().map(OutputRecord::key))
        .contains(gone);
    assertThat(of(step, EventType.RECOMMENDATION_CHANGED))
        .allSatisfy(
            event ->
                assertThat(
                        Schemas.errors(
                            "event", event.headers().get("ce_type"), event.value().orElseThrow()))
                    .isEmpty());
    assertThat(after(said, step).keySet()).containsExactly("begun");
  }

  @Test
  void recordsFitTheirSchemasAndEventsAreCloudEvents() {
    Map<String, String> said = after(Map.of(), OUTPUT.step(Map.of(), early));
    List<OutputRecord> events =
        Stream.concat(
                OUTPUT.step(Map.of(), early).findings().stream(),
                OUTPUT.step(said, late).findings().stream())
            .toList();

    assertThat(OUTPUT.step(Map.of(), late).recommendations())
        .isNotEmpty()
        .allSatisfy(
            record ->
                assertThat(Schemas.errors("recommendation-record", record.value().orElseThrow()))
                    .isEmpty());
    assertThat(events.stream().map(e -> e.headers().get("ce_type")).collect(Collectors.toSet()))
        .contains(EventType.NEW_EDGE.word(), EventType.RECOMMENDATION_CHANGED.word());
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.headers())
                  .containsEntry("ce_specversion", "1.0")
                  .containsEntry("ce_source", "/sluice")
                  .containsEntry("content-type", "application/json")
                  .containsKeys("ce_id", "ce_type", "ce_subject", "ce_time");
              assertThat(
                      Schemas.errors(
                          "event", event.headers().get("ce_type"), event.value().orElseThrow()))
                  .isEmpty();
            });
  }

  @Test
  void aFlowThatThePoliciesInForceWouldDenyIsSaidOnceAndAgainWhenItComesBack() {
    List<ClusterObject> closed = new ArrayList<>(whole.clusterObjects());
    closed.addAll(
        ClusterReader.read(
                "",
                "closed",
                """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: closed, namespace: shop}
                spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
                """)
            .objects());
    Answerer answerer = new Answerer(AnswerSettings.defaults());
    Answer denied = answerer.answer(new Sight(3, whole.edges(), Delays.NONE, closed));
    Map<String, String> said = after(Map.of(), OUTPUT.step(Map.of(), late));

    Step step = OUTPUT.step(said, denied);
    Map<String, String> then = after(said, step);
    Map<String, String> opened = after(then, OUTPUT.step(then, late));

    assertThat(of(step, EventType.WOULD_DENY)).isNotEmpty();
    assertThat(of(OUTPUT.step(then, denied), EventType.WOULD_DENY)).isEmpty();
    assertThat(of(OUTPUT.step(opened, denied), EventType.WOULD_DENY))
        .isEqualTo(of(step, EventType.WOULD_DENY));
    assertThat(of(step, EventType.WOULD_DENY))
        .allSatisfy(
            event ->
                assertThat(
                        Schemas.errors(
                            "event", EventType.WOULD_DENY.word(), event.value().orElseThrow()))
                    .isEmpty());
  }
}
