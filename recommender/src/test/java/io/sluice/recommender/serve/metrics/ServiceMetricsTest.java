package io.sluice.recommender.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.stream.Delays;
import io.sluice.ingest.HostNames;
import io.sluice.recommender.serve.Health;
import io.sluice.recommender.serve.answer.Answer;
import io.sluice.recommender.serve.answer.AnswerSettings;
import io.sluice.recommender.serve.answer.Answerer;
import io.sluice.recommender.serve.answer.Seen;
import io.sluice.recommender.serve.answer.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceMetricsTest {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final Pattern METRIC =
      Pattern.compile("\\b(sluice|jvm|kafka|process|system)_[a-z0-9_]+");

  /** A metric, and behind it the labels by which it is chosen. */
  private static final Pattern CHOSEN =
      Pattern.compile("\\b((?:sluice|jvm)_[a-z0-9_]+)\\{([^}]*)}");

  private static final Pattern BY = Pattern.compile("by \\(([a-z_, ]+)\\)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"");

  /** What Prometheus adds itself, or the histogram. */
  private static final Set<String> ELSEWHERE = Set.of("job", "instance", "le");

  private static ServiceMetrics metrics;
  private static Answer answer;
  private static OpenStores stores;

  @BeforeAll
  static void answer(@TempDir Path folder) {
    metrics = fresh();
    answer = new Answerer(AnswerSettings.defaults()).answer(Seen.example());
    metrics.answered(answer);
    metrics.evaluated("answer", Duration.ofMillis(1500));
    metrics.request("GET", 200);
    metrics.request("EVIL\n", 405);
    stores = OpenStores.in(folder, "rows", "digests");
    metrics.measure(stores::metrics);
  }

  @AfterAll
  static void close() {
    metrics.close();
    stores.close();
  }

  private static ServiceMetrics fresh() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-05T00:00:00Z"), ZoneOffset.UTC);
    return new ServiceMetrics(
        () -> new Health(Health.State.RUNNING, 2, 2, true, ""), "1.2.3", clock);
  }

  private static List<String> lines(String begin) {
    return metrics.scrape(TEXT).lines().filter(line -> line.startsWith(begin)).toList();
  }

  private static double sum(String metric) {
    return lines(metric + "{").stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void theEdgesAccountIsCounted() {
    assertThat(sum("sluice_flows_ingested_total"))
        .isEqualTo((double) answer.run().account().records());
    assertThat(sum("sluice_flows_skipped_total"))
        .isEqualTo((double) answer.run().account().skipped());
    assertThat(sum("sluice_workloads")).isEqualTo(answer.workloads().size());
    assertThat(lines("sluice_flows_ingested_total{"))
        .anySatisfy(
            line -> assertThat(line).contains("format=\"hubble\"").contains("source=\"file\""));
    assertThat(lines("sluice_would_deny_flow_groups{").toString())
        .contains("direction=\"ingress\",namespace=\"payments\"");
    assertThat(lines("sluice_build_info"))
        .containsExactly("sluice_build_info{version=\"1.2.3\"} 1");
    assertThat(lines("sluice_edges "))
        .containsExactly("sluice_edges " + answer.edges().size() + ".0");
    assertThat(lines("sluice_http_requests_total{"))
        .containsExactlyInAnyOrder(
            "sluice_http_requests_total{method=\"GET\",status=\"200\"} 1.0",
            "sluice_http_requests_total{method=\"other\",status=\"405\"} 1.0");
  }

  @Test
  void anAnswerAfterAnotherCountsWhatChanged() {
    try (ServiceMetrics own = fresh()) {
      StoredTable empty =
          new StoredTable(new EdgeTable(), List.of(), List.of(), List.of(), 0, new HostNames());
      long policies =
          answer.workloads().values().stream().filter(w -> w.yaml().isPresent()).count();

      own.answered(answer);
      assertThat(own.scrape(TEXT))
          .contains("sluice_recommendation_changes_total{kind=\"proposed\"} 0");
      own.answered(
          new Answerer(AnswerSettings.defaults())
              .answer(new Sight(2, empty, Delays.NONE, List.of())));
      own.answered(answer);

      assertThat(own.scrape(TEXT))
          .contains("sluice_recommendation_changes_total{kind=\"proposed\"} " + policies + ".0")
          .contains("sluice_recommendation_changes_total{kind=\"withdrawn\"} " + policies + ".0");
    }
  }

  @Test
  void noLabelHasAPodAnAddressOrAPort() {
    Pattern address = Pattern.compile("\"[^\"]*[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+[^\"]*\"");
    assertThat(metrics.scrape(TEXT).lines().filter(line -> line.startsWith("sluice_")))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(address.matcher(line).find()).as(line).isFalse();
              assertThat(labels(line))
                  .isSubsetOf(
                      "source",
                      "format",
                      "reason",
                      "state",
                      "namespace",
                      "direction",
                      "kind",
                      "version",
                      "method",
                      "status",
                      "store",
                      "le");
            });
  }

  private static Set<String> labels(String text) {
    Set<String> labels = new TreeSet<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.add(label.group(1));
    }
    return labels;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dashboards/sluice.json", "alerts/sluice.rules.yaml"})
  void whatIsAskedForIsExportedUnderThatNameAndWithThoseLabels(String file) throws IOException {
    String text =
        Files.readString(Path.of(System.getProperty("sluice.root"), "config").resolve(file))
            .replace("\\\"", "\"");
    String exported = metrics.scrape(TEXT);
    List<String> wrong = new ArrayList<>();
    Set<String> asked = new TreeSet<>();
    Matcher metric = METRIC.matcher(text);
    while (metric.find()) {
      asked.add(metric.group());
    }
    for (String name : asked) {
      if (exported.lines().noneMatch(line -> line.matches(name + "(\\{.*| .*)"))) {
        wrong.add(name + " is not exported");
      }
    }
    text.lines().forEach(line -> wrong.addAll(unknownLabels(line, exported)));

    assertThat(asked).hasSizeGreaterThan(7);
    assertThat(wrong).isEmpty();
  }

  /** Labels of a line's query that none of its metrics has. */
  private static List<String> unknownLabels(String line, String exported) {
    Set<String> had = new TreeSet<>(ELSEWHERE);
    Matcher metric = METRIC.matcher(line);
    while (metric.find()) {
      String name = metric.group();
      exported
          .lines()
          .filter(one -> one.startsWith(name + "{"))
          .forEach(one -> had.addAll(labels(one)));
    }
    Set<String> asked = new TreeSet<>();
    Matcher chosen = CHOSEN.matcher(line);
    while (chosen.find()) {
      asked.addAll(labels(chosen.group(2)));
    }
    Matcher by = BY.matcher(line);
    while (by.find()) {
      asked.addAll(List.of(by.group(1).split(", ", -1)));
    }
    asked.removeAll(had);
    return asked.stream().map(label -> label + " is no label in " + line).toList();
  }

  @Test
  void kafkaStreamsAddsItsOwn(@TempDir Path folder) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in").to("out");
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "metrics-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    try (ServiceMetrics own = fresh();
        KafkaStreams streams = new KafkaStreams(builder.build(), properties)) {
      own.measure(streams);

      assertThat(own.scrape(TEXT)).contains("\nkafka_");
    }
  }

  @Test
  void bothFormsOfTextAreThere() {
    assertThat(metrics.scrape("application/openmetrics-text; version=1.0.0; charset=utf-8"))
        .endsWith("# EOF\n");
    assertThat(metrics.scrape(TEXT)).contains("# TYPE sluice_edges gauge").contains("jvm_");
  }
}
