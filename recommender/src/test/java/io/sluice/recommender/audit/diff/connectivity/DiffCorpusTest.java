package io.sluice.recommender.audit.diff.connectivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The difference against what np-guard's own comparisons state of each side. A case {@code
 * NEW_and_OLD} has lines of the old side ({@code #1}) and of the new one ({@code #2}).
 *
 * <p>np-guard takes hostNetwork pods for ordinary ones and holds no ipBlock against pods, so the
 * worlds are copied without hostNetwork (which also shows in a pod's address being its host's) and
 * read by such an engine.
 */
final class DiffCorpusTest {
  private static final EngineProfile NP_GUARD =
      new EngineProfile(
          "np-guard",
          new EngineProfile.IpBlocks(false, false),
          EngineProfile.GENERIC.nodeTraffic(),
          EngineProfile.GENERIC.ports(),
          EngineProfile.GENERIC.gaps(),
          EngineProfile.GENERIC.windows(),
          EngineProfile.GENERIC.limits());

  @TempDir Path copies;

  private Path corpora = Path.of("");

  private record Question(String source, String destination, String protocol, int port) {
    static Question of(JsonNode line) {
      return new Question(
          line.path("src").asText(),
          line.path("dst").asText(),
          line.path("proto").asText(),
          line.path("port").asInt());
    }
  }

  @BeforeEach
  void findCorpora() {
    corpora = Path.of(System.getProperty("sluice.shared", "absent"), "corpora");
    assumeTrue(Files.isDirectory(corpora), "the corpora are not on this machine");
  }

  /** Against no policies at all, which allow everything: closed is exactly what is denied. */
  @Test
  void comparedWithNoPoliciesEveryLineThatIsExpectedToBeDeniedIsClosedAndNoOther()
      throws IOException {
    int asked = 0;
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Map<Question, Boolean>> world : linesByWorld().entrySet()) {
      Path folder = copy(corpora.resolve(world.getKey()));
      Inventory inventory = inventory(folder);
      ConnectivityDiff diff = diff(inventory, PolicySet.none(), policies(folder));
      for (Map.Entry<Question, Boolean> line : world.getValue().entrySet()) {
        for (Connection connection : connections(line.getKey(), inventory)) {
          if (TwoSides.says(diff, connection) != (line.getValue() ? 0 : -1)) {
            wrong.add(world.getKey() + " " + line);
          }
        }
        asked++;
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(19_000);
  }

  /** Lines that a comparison states of both of its sides, in the cluster of either. */
  @Test
  void whereBothSidesAreStatedTheDifferenceIsExactlyTheLinesWhoseExpectationDiffers()
      throws IOException {
    int paired = 0;
    int differing = 0;
    for (Map.Entry<String, Map<String, Side>> comparison : cases().entrySet()) {
      Side old = comparison.getValue().get("1");
      Side now = comparison.getValue().get("2");
      if (old == null || now == null) {
        continue;
      }
      PolicySet before = policies(copy(corpora.resolve(old.world)));
      PolicySet after = policies(copy(corpora.resolve(now.world)));
      Inventory inventory = inventory(copy(corpora.resolve(now.world)));
      ConnectivityDiff diff = diff(inventory, before, after);
      for (Map.Entry<Question, Boolean> line : old.lines.entrySet()) {
        Boolean then = now.lines.get(line.getKey());
        if (then != null) {
          int expected = Boolean.compare(then, line.getValue());
          for (Connection connection : connections(line.getKey(), inventory)) {
            assertThat(TwoSides.says(diff, connection))
                .as("%s %s", comparison.getKey(), line)
                .isEqualTo(expected);
          }
          paired++;
          differing += expected == 0 ? 0 : 1;
        }
      }
    }

    assertThat(paired).isEqualTo(61);
    assertThat(differing).isEqualTo(7);
  }

  /** What a comparison states of one of its sides. */
  private record Side(String world, Map<Question, Boolean> lines) {}

  private Map<String, Map<String, Side>> cases() throws IOException {
    Map<String, Map<String, Side>> cases = new TreeMap<>();
    for (JsonNode line : lines()) {
      String name = line.path("case").asText();
      int hash = name.indexOf('#');
      cases
          .computeIfAbsent(name.substring(0, hash), pair -> new TreeMap<>())
          .computeIfAbsent(
              name.substring(hash + 1),
              side -> new Side(line.path("manifests_dir").asText(), new HashMap<>()))
          .lines
          .put(Question.of(line), isAllow(line));
    }
    return cases;
  }

  private Map<String, Map<Question, Boolean>> linesByWorld() throws IOException {
    Map<String, Map<Question, Boolean>> worlds = new TreeMap<>();
    for (JsonNode line : lines()) {
      worlds
          .computeIfAbsent(line.path("manifests_dir").asText(), world -> new HashMap<>())
          .put(Question.of(line), isAllow(line));
    }
    return worlds;
  }

  private List<JsonNode> lines() throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(corpora.resolve("npguard_diff.jsonl.gz")))) {
      return new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
    }
  }

  private static boolean isAllow(JsonNode line) {
    return line.path("expected").asText().equals("allow");
  }

  private static ConnectivityDiff diff(Inventory inventory, PolicySet before, PolicySet after) {
    return ConnectivityDiff.of(
        inventory,
        new Evaluator(before, inventory, NP_GUARD),
        new Evaluator(after, inventory, NP_GUARD));
  }

  private Path copy(Path world) {
    try (Stream<Path> tree = Files.walk(world)) {
      Path copy = Files.createTempDirectory(copies, "world");
      int number = 0;
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        Files.writeString(
            copy.resolve(number++ + "-" + file.getFileName()),
            Files.readString(file)
                .replaceAll("(hostNetwork\"?: *)true", "$1false")
                .replaceAll("(?<key>hostIP\"?: *\"?)[0-9.]+", "${key}192.0.2.1"));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Inventory inventory(Path world) {
    return Inventory.of(ClusterReader.read("", world, OptionalLong.empty()).objects());
  }

  private static PolicySet policies(Path world) {
    return PolicyLoader.load(ClusterReader.read("", world, OptionalLong.empty()).objects())
        .policies();
  }

  private static List<Connection> connections(Question question, Inventory inventory) {
    List<Connection> connections = new ArrayList<>();
    for (Subject source : ends(question.source, inventory)) {
      for (Subject destination : ends(question.destination, inventory)) {
        if (!source.equals(destination)) {
          int protocol = Protocol.ofWord(question.protocol).orElseThrow().number();
          connections.add(new Connection(source, destination, protocol, question.port));
        }
      }
    }
    assertThat(connections).as(question.toString()).isNotEmpty();
    return connections;
  }

  private static List<Subject> ends(String text, Inventory inventory) {
    if (!text.contains("/")) {
      return List.of(new Subject.OfAddress(IpAddress.parse(text).orElseThrow()));
    }
    List<Subject> ends = new ArrayList<>();
    for (Pod pod : inventory.pods()) {
      String workload = pod.workload().title() + "[" + pod.workload().kind() + "]";
      if (pod.title().equals(text) || workload.equals(text)) {
        ends.add(new Subject.OfPod(pod));
      }
    }
    return ends;
  }
}
