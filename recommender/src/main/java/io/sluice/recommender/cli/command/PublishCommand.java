package io.sluice.recommender.cli.command;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
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

/** {@code sluice publish}: logs into a topic, as flow batches. */
@Command(
    name = "publish",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Put logs into a Kafka topic, as compact batches of flows.")
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
    options.demand("publish");
    logs.stream().filter(TopicLocation::isOne).findFirst().ifPresent(PublishCommand::refuse);
    Console console = new Console(session, common);
    Publishing publishing = new Publishing(options, topic(kafka), clusterName.orElse(""), kafka);
    session.out().println(publishing.run(session, console));
    return ExitCode.DONE.number();
  }

  private TopicLocation topic(KafkaSettings kafka) {
    try {
      return to.map(TopicLocation::parse).orElseGet(() -> new TopicLocation(kafka.flowBatches()));
    } catch (UnusableInputException e) {
      throw new UsageException("--to " + e.getMessage());
    }
  }

  private static void refuse(String topic) {
    throw new UsageException(
        topic + ": publish puts files and blobs into a topic, not what is in one already");
  }
}
