package io.sluice.recommender.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.serve.Health;
import io.sluice.recommender.serve.answer.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * All metrics of an instance.
 *
 * <p>What is counted from the edges is the same on every instance, as the edges are: a query takes
 * the maximum over instances, not the sum.
 */
public final class ServiceMetrics implements AutoCloseable {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final List<KafkaStreamsMetrics> ofStreams = new CopyOnWriteArrayList<>();
  private final List<StoreSizes> stores = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final Totals ingested =
      new Totals(registry, "sluice.flows.ingested", "Records in the edges, used or skipped");
  private final Totals skipped =
      new Totals(registry, "sluice.flows.skipped", "Records in the edges that did not count");
  private final Totals late =
      new Totals(registry, "sluice.flows.late", "Flows that came long after others of their time");
  private final Totals inventoryLag =
      new Totals(
          registry,
          "sluice.flows.inventory.lag",
          "Flows that were attributed before the inventory was complete");
  private final MultiGauge watermark =
      gauges("sluice.watermark.timestamp.seconds", "Time of the latest record of a source");
  private final MultiGauge coverage =
      gauges("sluice.input.coverage.ratio", "Share of the hours of a source that have records");
  private final MultiGauge workloads =
      gauges("sluice.workloads", "Workloads by what is proposed for them");
  private final MultiGauge wouldDeny =
      gauges(
          "sluice.would.deny.flow.groups",
          "Forwarded edges that the policies in force would deny in a direction");
  private final PolicyChanges changes = new PolicyChanges(registry);
  private volatile long snapshotMillis = Long.MIN_VALUE;
  private volatile long edges;
  private volatile long version;

  /**
   * Metrics of an instance that has no answer yet.
   *
   * @param health how it is
   * @param sluice its version
   */
  public ServiceMetrics(Supplier<Health> health, String sluice, Clock clock) {
    this.clock = clock;
    for (MeterBinder jvm :
        List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            collections)) {
      jvm.bindTo(registry);
    }
    gauge("sluice.build.info", "Which Sluice this is", () -> 1, Tags.of("version", sluice));
    gauge(
        "sluice.ready",
        "1 where the instance answers from all edges",
        () -> health.get().ready() ? 1 : 0,
        Tags.empty());
    gauge(
        "sluice.stream.threads",
        "Threads of the topology that work",
        () -> health.get().threads(),
        Tags.empty());
    gauge("sluice.edges", "Edges in the latest answer", () -> edges, Tags.empty());
    gauge("sluice.answer.version", "The version of the latest answer", () -> version, Tags.empty());
    gauge(
        "sluice.snapshot.age.seconds",
        "How old what is known of the clusters is; NaN where nothing is",
        this::snapshotAge,
        Tags.empty());
    failures();
  }

  private MultiGauge gauges(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value, Tags tags) {
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  private double snapshotAge() {
    return snapshotMillis == Long.MIN_VALUE
        ? Double.NaN
        : (clock.millis() - snapshotMillis) / 1000.0;
  }

  private Counter failures() {
    return Counter.builder("sluice.answer.failures")
        .description("Answers that could not be made")
        .register(registry);
  }

  /** Adds the metrics that Kafka Streams keeps of itself. */
  public void measure(KafkaStreams streams) {
    KafkaStreamsMetrics more = new KafkaStreamsMetrics(streams);
    ofStreams.add(more);
    more.bindTo(registry);
    measure(streams::metrics);
  }

  /** Adds what Kafka Streams says of a topology's stores, and of the batches that wait there. */
  void measure(Supplier<Map<MetricName, ? extends Metric>> streams) {
    stores.add(new StoreSizes(registry, streams));
    WaitingBatches.register(registry, streams, clock);
  }

  /** Counts a reply. Methods that no route has are one. */
  public void request(String method, int status) {
    boolean known = List.of("GET", "HEAD", "POST").contains(method);
    Counter.builder("sluice.http.requests")
        .description("Replies over HTTP")
        .tag("method", known ? method : "other")
        .tag("status", Integer.toString(status))
        .register(registry)
        .increment();
  }

  /** An answer could not be made. */
  public void failed() {
    failures().increment();
  }

  /**
   * How long policies were evaluated.
   *
   * @param kind {@code answer} or {@code what-if}
   */
  public void evaluated(String kind, Duration time) {
    Timer.builder("sluice.policy.evaluations")
        .description("How long evaluating policies took, by what for")
        .tag("kind", kind)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(time);
  }

  /** Takes over what an answer says. For the thread that makes answers. */
  public void answered(Answer answer) {
    version = answer.version();
    edges = answer.edges().size();
    snapshotMillis = answer.snapshotMillis();
    SourceTotals.of(answer.run())
        .forEach(
            (source, totals) ->
                totals.recordsByFormat.forEach(
                    (format, records) ->
                        ingested.set(Tags.of("source", source, "format", format), records)));
    answer
        .run()
        .account()
        .skippedByReason()
        .forEach((reason, records) -> skipped.set(Tags.of("reason", reason.word()), records));
    late.set(Tags.empty(), answer.delays().late());
    inventoryLag.set(Tags.empty(), answer.delays().inventoryLag());
    sources(SourceTotals.of(answer.run()));
    workloads.register(
        counted(
            answer.workloads().values().stream()
                .map(workload -> Tags.of("state", workload.state()))
                .toList()),
        true);
    wouldDeny.register(
        counted(
            answer.findings().values().stream()
                .filter(finding -> finding.rule().equals(FindingRule.WOULD_DENY.word()))
                .flatMap(finding -> DeniedDirections.of(finding.json()).stream())
                .toList()),
        true);
    changes.answered(answer.workloads().values());
  }

  private void sources(SortedMap<String, SourceTotals> all) {
    List<MultiGauge.Row<?>> times = new ArrayList<>();
    List<MultiGauge.Row<?>> shares = new ArrayList<>();
    all.forEach(
        (source, totals) -> {
          if (totals.hasTimes()) {
            Tags tags = Tags.of("source", source);
            times.add(MultiGauge.Row.of(tags, totals.watermarkSeconds()));
            shares.add(MultiGauge.Row.of(tags, totals.coverage()));
          }
        });
    watermark.register(times, true);
    coverage.register(shares, true);
  }

  private static List<MultiGauge.Row<?>> counted(Collection<Tags> all) {
    Map<Tags, Long> counts =
        all.stream().collect(Collectors.groupingBy(tags -> tags, Collectors.counting()));
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    counts.forEach((tags, count) -> rows.add(MultiGauge.Row.of(tags, count)));
    return rows;
  }

  /** All of it, in the form of a media type. */
  public String scrape(String type) {
    stores.forEach(StoreSizes::find);
    return registry.scrape(type);
  }

  @Override
  public void close() {
    ofStreams.forEach(KafkaStreamsMetrics::close);
    collections.close();
    registry.close();
  }
}
