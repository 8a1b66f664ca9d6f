package io.sluice.recommender.cli.read;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.cli.run.UsageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which logs are read. */
public final class LogOptions extends ReadingOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "LOGS",
      description =
          "Log files, folders, globs, azblob:// or https URLs of blobs, kafka://TOPIC, or - for standard"
              + " input; gz and zst too.")
  public List<String> logs = new ArrayList<>();

  private BlobSettings blobs = BlobSettings.DEFAULTS;
  private KafkaSettings kafka = KafkaSettings.DEFAULTS;

  /** The options of a run that is made again. */
  public static LogOptions of(
      List<String> logs,
      Optional<LogFormat> format,
      Optional<Instant> since,
      Optional<Instant> until) {
    LogOptions options = new LogOptions();
    options.logs = logs;
    options.format = format;
    options.since = since.map(TimeBound.At::new);
    options.until = until.map(TimeBound.At::new);
    return options;
  }

  /** Reads blobs and topics as the settings say. */
  public LogOptions reading(BlobSettings blobSettings, KafkaSettings kafkaSettings) {
    blobs = blobSettings;
    kafka = kafkaSettings;
    return this;
  }

  /** How brokers are reached. */
  KafkaSettings kafka() {
    return kafka;
  }

  /** How blobs are reached and read. */
  BlobSettings blobs() {
    return blobs;
  }

  /** The format of all logs, where it was given. */
  public Optional<LogFormat> format() {
    return format;
  }

  /** Ends a run that cannot do without. */
  public void demand(String command) {
    if (logs.isEmpty()) {
      throw new UsageException(
          command + " needs LOGS: files, folders, globs, or - for standard input");
    }
  }
}
