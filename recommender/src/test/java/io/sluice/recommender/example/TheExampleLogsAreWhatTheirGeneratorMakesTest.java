package io.sluice.recommender.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code -Dgolden=write} writes the files anew. */
final class TheExampleLogsAreWhatTheirGeneratorMakesTest {
  private static final int COMMITTED_BYTES = 2_500_000;

  @Test
  void everyCommittedLogAndSnapshotFileIsGeneratedAndEveryGeneratedFileIsCommitted()
      throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      ExampleFiles.write();
    }

    SortedMap<String, String> committed = ExampleFiles.committed();
    SortedMap<String, String> generated = ExampleFiles.generated();

    assertThat(committed.keySet()).isEqualTo(generated.keySet());
    generated.forEach(
        (path, text) ->
            assertThat(committed.get(path).equals(text))
                .as("%s differs; -Dgolden=write writes it anew", path)
                .isTrue());
  }

  @Test
  void generatingTwiceGivesTheSameFiles() {
    assertThat(ExampleFiles.generated()).isEqualTo(ExampleFiles.generated());
  }

  @Test
  void theExampleStaysSmallEnoughToBeCommitted() {
    long plain =
        ExampleFiles.committed().entrySet().stream()
            .filter(f -> !f.getKey().endsWith(".gz"))
            .mapToLong(f -> f.getValue().length())
            .sum();

    assertThat(plain).isLessThan(COMMITTED_BYTES);
  }

  @Test
  void everyTrueEdgeTalksAndEveryPairOfItsLivePodsOccurs() {
    List<Conversation> conversations = Traffic.all();

    for (TrueEdge edge : Truth.edges()) {
      World.workload(edge.client())
          .ifPresent(
              client ->
                  World.workload(edge.server())
                      .ifPresent(server -> assertPairs(conversations, edge, client, server)));
    }
  }

  private static void assertPairs(
      List<Conversation> conversations,
      TrueEdge edge,
      ExampleWorkload client,
      ExampleWorkload server) {
    Set<String> wanted = new HashSet<>();
    for (ExamplePod from : World.CLUSTER.podsOf(client)) {
      for (ExamplePod to : World.CLUSTER.podsOf(server)) {
        if (!from.equals(to)) {
          wanted.add(from.name() + ">" + to.name());
        }
      }
    }
    Set<String> seen =
        conversations.stream()
            .filter(c -> c.answered() && c.client().isPod() && c.server().isPod())
            .filter(c -> c.serverPort() == edge.port() && c.protocol() == edge.protocol())
            .map(c -> c.client().pod().get().name() + ">" + c.server().pod().get().name())
            .filter(wanted::contains)
            .collect(Collectors.toSet());

    assertThat(seen).as(edge.toString()).isEqualTo(wanted);
  }

  @Test
  void theReusedAddressTalksForBothOfItsPods() {
    List<String> names =
        Traffic.all().stream()
            .flatMap(c -> List.of(c.client(), c.server()).stream())
            .filter(e -> e.ip().equals(World.REUSED_ADDRESS))
            .map(e -> e.pod().orElseThrow().workload().name())
            .distinct()
            .toList();

    assertThat(names).containsExactly("nightly-report", "catalog");
  }
}
