package io.sluice.recommender.cli.command;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.read.InventoryPublishing;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.read.Publishing;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.settings.SettingsOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice publish}: logs into a topic, as flow batches, and snapshots into another. */
@Command(
    name = "publish",
    sortOptions = false,
    abbreviateSynopsis = true,
    description =
        "Put logs into a Kafka topic, as compact batches of flows, and snapshots into another.")
public final class PublishCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "LOGS",
      description =
          "Log files, folders, globs, azblob:// or https URLs of blobs, or - for standard input; gz"
              + " and zst too.")
  private List<String> logs = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "kafka://TOPIC",
      description = "The topic (default: the setting kafka.flowBatches).")
  private Optional<String> to = Optional.empty();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--to-inventory",
      paramLabel = "kafka://TOPIC",
      description = "Where objects of --cluster go (default: the setting serve.topics.inventory).")
  private Optional<String> toInventory = Optional.empty();

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "The cluster of records that name none, such as those of VNet flow logs.")
  private Optional<String> clusterName = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Format of all logs, instead of telling it from each file's content.")
  private Optional<LogFormat> format = Optional.empty();

  @Mixin private SettingsOption settings = new SettingsOption();
  @Mixin private CommonOptions common = new CommonOptions();

  public PublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    KafkaSettings kafka = settings.kafka();
    LogOptions options =
        LogOptions.of(logs, format, Optional.empty(), Optional.empty())
            .reading(settings.blobs(), kafka);
    if (cluster.clusters.isEmpty()) {
      options.demand("publish");
    }
    logs.stream().filter(TopicLocation::isOne).findFirst().ifPresent(PublishCommand::refuse);
    Console console = new Console(session, common);
    if (!cluster.clusters.isEmpty()) {
      new InventoryPublishing(cluster, inventoryTopic(), kafka.with(session.env()))
          .run(console)
          .forEach(session.out()::println);
    }
    if (!logs.isEmpty()) {
      Publishing publishing = new Publishing(options, topic(kafka), clusterName.orElse(""), kafka);
      session.out().println(publishing.run(session, console));
    }
    return ExitCode.DONE.number();
  }

  private TopicLocation topic(KafkaSettings kafka) {
    return topic("--to", to, kafka.flowBatches());
  }

  private TopicLocation inventoryTopic() {
    return topic("--to-inventory", toInventory, settings.serve().stream().inventory());
  }

  private static TopicLocation topic(String option, Optional<String> given, String otherwise) {
    try {
      return given.map(TopicLocation::parse).orElseGet(() -> new TopicLocation(otherwise));
    } catch (UnusableInputException e) {
      throw new UsageException(option + " " + e.getMessage());
    }
  }

  private static void refuse(String topic) {
    throw new UsageException(
        topic + ": publish puts files and blobs into a topic, not what is in one already");
  }
}
