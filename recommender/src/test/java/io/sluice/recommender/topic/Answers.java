package io.sluice.recommender.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a service says in its topics, beside what the commands say of the same logs. */
final class Answers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Broker broker;
  private final ServeRun serve;
  private final Map<String, String> env;
  private final Path folder;

  /**
   * Answers of a service.
   *
   * @param env what a command is told
   * @param folder for files of commands
   */
  Answers(Broker broker, ServeRun serve, Map<String, String> env, Path folder) {
    this.broker = broker;
    this.serve = serve;
    this.env = env;
    this.folder = folder;
  }

  /** A command with the service's settings. */
  TopicRun run(Object... words) throws Exception {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--config";
    all[words.length + 1] = serve.settings("command");
    TopicRun run = TopicRun.of(env, all);
    assertThat(run.exit()).as(run.err()).isIn(0, 1); // a finding is 1
    return run;
  }

  void publishCluster() throws Exception {
    run("publish", "--cluster", ExampleFolder.cluster());
  }

  /** The edges that the command makes of logs, as a file. */
  byte[] commanded(Object... logs) throws Exception {
    Path file = folder.resolve("c.edges");
    Files.deleteIfExists(file);
    List<Object> words = new ArrayList<>(List.of("flows"));
    words.addAll(List.of(logs));
    words.addAll(List.of("--cluster", ExampleFolder.cluster(), "-o", "edges=" + file));
    run(words.toArray());
    return Files.readAllBytes(file);
  }

  /** Policies and findings come to be those of the commands on logs, each finding said once. */
  void becomeThoseOfTheCommands(Object logs, String seed) throws Exception {
    Map<String, String> proposed = proposed(logs);
    Set<String> found = found(logs);
    assertThat(proposed).isNotEmpty();
    assertThat(found).isNotEmpty();
    Until.holds(
        "the topic of recommendations has the policies of the command",
        LONGEST,
        () -> recommended().equals(proposed),
        () -> seed + "\nproposed " + proposed + "\nrecommended " + recommended());
    assertThat(said()).as(seed).doesNotHaveDuplicates().containsAll(found);
  }

  /** The policies that the command proposes for logs, by the workload's key in topics. */
  private Map<String, String> proposed(Object logs) throws Exception {
    Path out = folder.resolve("policies");
    run("recommend", logs, "--cluster", ExampleFolder.cluster(), "--out-dir", out);
    Map<String, String> yaml = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("kustomization.yaml")) {
          yaml.put(out.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return yaml;
  }

  /** The policies in the topic of recommendations: the last state of each. */
  private Map<String, String> recommended() {
    Map<String, String> yaml = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.all(serve.recommendations)) {
      String[] key = new String(record.key(), UTF_8).split("/", -1);
      String file = key[1] + "/" + key[3] + ".yaml";
      JsonNode value = record.value() == null ? NullNode.instance : tree(record.value());
      if (value.has("yaml")) {
        yaml.put(file, value.path("yaml").textValue());
      } else {
        yaml.remove(file);
      }
    }
    return yaml;
  }

  private static JsonNode tree(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new AssertionError(new String(value, UTF_8), e);
    }
  }

  /** The findings that the command has, as events call them. */
  private Set<String> found(Object logs) throws Exception {
    JsonNode report =
        JSON.readTree(run("check", logs, "--cluster", ExampleFolder.cluster(), "-o", "json").out());
    Set<String> found = new TreeSet<>();
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("rule").asText().equals("would-deny")) {
        found.add("finding/" + finding.path("fingerprint").asText());
      }
    }
    return found;
  }

  /** What events say would be denied, each as often as it was said. */
  private List<String> said() {
    return broker.all(serve.findings).stream()
        .filter(record -> header(record, "ce_type").equals("io.sluice.flow.would_deny.v1"))
        .map(record -> header(record, "ce_subject"))
        .sorted()
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
