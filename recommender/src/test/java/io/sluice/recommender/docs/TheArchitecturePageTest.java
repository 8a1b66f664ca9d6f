package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.attribute.Attributor;
import io.sluice.analyzer.attribute.ClusterBindings;
import io.sluice.analyzer.attribute.InventoryListeners;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import io.sluice.recommender.cli.Main;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Recommender;
import io.sluice.recommender.recommend.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends the line of {@code docs/architecture.md} through the real stages. */
final class TheArchitecturePageTest {
  private static final Path EXAMPLE = Page.root().resolve("config").resolve("example");

  private final Page page = Page.of("docs/architecture.md");
  private final EndpointDictionary endpoints = new EndpointDictionary();
  private final ObserverDictionary observers = new ObserverDictionary();
  @TempDir private Path folder;

  @Test
  void theLineStandsInTheExample() throws IOException {
    List<String> lines;
    try (Stream<Path> walk = Files.walk(EXAMPLE.resolve("logs").resolve("hubble"))) {
      lines =
          walk.filter(path -> path.toString().endsWith(".jsonl"))
              .sorted()
              .flatMap(path -> read(path).lines())
              .toList();
    }

    assertThat(lines).contains(line());
  }

  @Test
  void theDecoderMakesTheFlowAndTheEndsThatThePageShows() throws IOException {
    StringBuilder rows = new StringBuilder();
    decode(
        flow -> {
          rows.append(rowsOf(flow));
          return Outcome.USED;
        });

    assertThat(rows.toString().lines())
        .isNotEmpty()
        .allSatisfy(r -> assertThat(page.text()).contains(r));
    assertThat(endpoints.get(1).workloadName()).isEmpty();
  }

  @Test
  void theAttributorMakesTheKeyThatThePageShows() throws IOException {
    Edges edges = edges(inventory());

    assertThat(edges.directed()).hasSize(1);
    assertThat(edges.directed().get(0).key().toString())
        .isEqualTo(page.block("key").replaceAll("\\n *", " "));
  }

  @Test
  void theRecommenderGivesTheStandingThatThePageShows() throws IOException {
    Inventory inventory = inventory();

    Recommendation recommendation =
        new Recommender(
                inventory,
                new PodDirectory(inventory),
                Settings.defaults(),
                RecommendOptions.defaults())
            .recommend(edges(inventory), PolicyLoader.load(objects().objects()).policies());

    assertThat(recommendation.edges()).hasSize(1);
    assertThat(recommendation.edges().get(0).standing().toString())
        .isEqualTo(page.block("standing"));
  }

  @Test
  void theRuleStandsInTheFileThatIsWritten() {
    Path policies = folder.resolve("policies");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    String[] words = {
      "recommend",
      EXAMPLE.resolve("logs").toString(),
      "--cluster",
      EXAMPLE.resolve("cluster").toString(),
      "--out-dir",
      policies.toString()
    };

    Main.run(words, InputStream.nullInputStream(), nowhere, nowhere, Map.of());

    assertThat(read(policies.resolve("payments").resolve("api.yaml"))).contains(page.block("rule"));
  }

  private String line() {
    return page.block("line").replaceAll("\\n *", "");
  }

  private String rowsOf(Flow flow) {
    Endpoint source = endpoints.get(flow.source);
    Endpoint destination = endpoints.get(flow.destination);
    return String.join(
        "\n",
        "| `namespace`, `pod` | `%s`, `%s` | `%s`, `%s` |"
            .formatted(
                source.namespace(), source.pod(), destination.namespace(), destination.pod()),
        "| `workloadKind`, `workloadName` | `%s`, `%s` | empty"
            .formatted(source.workloadKind(), source.workloadName()),
        "| `labels` | `%s` | `%s` |"
            .formatted(
                String.join("`, `", source.labels()), String.join("`, `", destination.labels())),
        "| `address` | %s | %s |"
            .formatted(source.ip().orElseThrow(), destination.ip().orElseThrow()),
        "| `sourcePort`, `destinationPort`, `protocol` | %d, %d, %d |"
            .formatted(flow.sourcePort, flow.destinationPort, flow.protocol),
        "| `orientation` | `%s` |".formatted(flow.orientation),
        "| `reporter` | `%s` |".formatted(flow.reporter),
        "| `answer` | `%s` |".formatted(flow.answer),
        "| `verdict` | `%s` |".formatted(flow.verdict),
        "| `connections` | %d |".formatted(flow.connections),
        "| `vantage` | `%s` |".formatted(flow.vantage),
        "| `family` | `%s` |".formatted(flow.family),
        "| `flags` | `%s` |".formatted(flow.flags == Flow.SYN ? "SYN" : "other"));
  }

  private void decode(FlowSink sink) throws IOException {
    Path log = Files.writeString(folder.resolve("line.json"), line());
    new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .read(List.of(log.toString()), new Worker(endpoints, observers, sink));
  }

  private Edges edges(Inventory inventory) throws IOException {
    EdgeTable table = new EdgeTable();
    decode(
        new Attributor(
            inventory,
            new PodDirectory(inventory),
            endpoints,
            observers,
            ClusterBindings.single(inventory),
            table));
    return table.resolve(new InventoryListeners(inventory));
  }

  private static ClusterReader.Result objects() {
    return ClusterReader.read("", EXAMPLE.resolve("cluster"), OptionalLong.empty());
  }

  private static Inventory inventory() {
    return Inventory.of(objects().objects());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
