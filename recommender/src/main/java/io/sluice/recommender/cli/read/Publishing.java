package io.sluice.recommender.cli.read;

import io.sluice.ingest.Account;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.batch.LogBatches;
import io.sluice.ingest.kafka.BatchPublisher;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.write.Wording;

/** Logs put into a topic as flow batches, file by file in their order. */
public final class Publishing {
  private final LogOptions options;
  private final TopicLocation topic;
  private final String clusterName;
  private final KafkaSettings kafka;

  /**
   * What to publish where.
   *
   * @param clusterName the cluster of records that name none, or ""
   */
  public Publishing(
      LogOptions options, TopicLocation topic, String clusterName, KafkaSettings kafka) {
    this.options = options;
    this.topic = topic;
    this.clusterName = clusterName;
    this.kafka = kafka;
  }

  /** Reads and publishes; says on the console what became of the records. */
  public String run(Session session, Console console) {
    Passes passes = new Passes(options, session, console, false);
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    FlowBatchWriter writer =
        new FlowBatchWriter(endpoints, observers, BatchLimits.DEFAULTS, clusterName);
    try (BatchPublisher publisher = BatchPublisher.open(topic, kafka.with(session.env()))) {
      LogReader.Result read =
          passes.readInOrder(new Worker(endpoints, observers, new LogBatches(writer, publisher)));
      account(read, console);
      return "Published "
          + Wording.count(read.files().size(), "log", "logs")
          + " to "
          + topic
          + ": "
          + Wording.count(publisher.flows(), "flow", "flows")
          + " in "
          + Wording.count(publisher.batches(), "batch", "batches");
    }
  }

  private static void account(LogReader.Result read, Console console) {
    Account total = new Account();
    for (FileSummary file : read.files()) {
      total.add(file.account());
      console.detail(
          "  " + file.file() + ": " + file.format().word() + ", " + words(file.account()));
      file.notes().forEach(note -> console.detail("    " + note));
    }
    console.say("Read " + words(total));
    total.samples().forEach(sample -> console.say("Bad record: " + sample));
    read.unknown()
        .forEach(
            file -> console.say("Not read: " + file.file() + " (" + file.format().title() + ")"));
    if (!total.addsUp()) {
      throw new IllegalStateException("the account does not add up: " + words(total));
    }
  }

  private static String words(Account account) {
    return Wording.count(account.records(), "record", "records")
        + " · published "
        + Wording.count(account.used())
        + " · skipped "
        + Wording.count(account.skipped())
        + Accounting.reasons(account);
  }
}
