package io.sluice.recommender.cli.snapshot;

import io.sluice.analyzer.snapshot.live.ClusterApi;
import io.sluice.analyzer.snapshot.live.ClusterWatch;
import io.sluice.analyzer.snapshot.live.Patience;
import io.sluice.analyzer.snapshot.live.Recording;
import io.sluice.analyzer.snapshot.live.RecordingFiles;
import io.sluice.analyzer.snapshot.live.Scope;
import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.analyzer.stream.inventory.WatchRecords;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.RecordPublisher;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.recommender.cli.read.InventoryPublishing;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.settings.SettingsOption;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.file.OutputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice snapshot record}: what happens in a cluster into files, for as long as it runs. */
@Command(
    name = "record",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Record which objects come, change and go, so that later every address is known to have been"
          + " whose.",
      "Ends with SIGTERM or Ctrl-C; what was recorded until then stays and is whole."
    })
final class RecordCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ReachOptions reach = new ReachOptions();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR|FILE|TOPIC",
      description =
          "A folder (there, or with a slash at the end), which gets a file a day; one new file; or"
              + " kafka://TOPIC, the inventory topic of the service.")
  private String output = "";

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "The cluster's name in the inventory topic.")
  private String clusterName = "";

  @Mixin private SettingsOption settings = new SettingsOption();

  @Option(
      names = "--every",
      paramLabel = "WHEN",
      defaultValue = "day",
      description = "Begin a new file in the folder each UTC day (default) or hour.")
  private Every every = Every.DAY;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "End after this time, such as 30m or 12h (default: go on).")
  private Optional<Span> length = Optional.empty();

  @Option(
      names = "--give-up-after",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "Exit with 5 when a watch was down for so long (default: 5m).")
  private Span outage = new Span(Duration.ofMinutes(5));

  @Mixin private CommonOptions common = new CommonOptions();

  RecordCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = new Console(session, common);
    Scope scope = reach.scope();
    if (TopicLocation.isOne(output)) {
      return toTopic(TopicLocation.parse(output), scope, console);
    }
    if (!clusterName.isEmpty()) {
      throw new UsageException(
          "--cluster-name is for a topic; files get their name with --cluster");
    }
    RecordingFiles files = files();
    try (ClusterApi api = reach.open()) {
      AtomicReference<ClusterWatch> watching = new AtomicReference<>();
      Recording recording =
          new Recording(
              files,
              () -> Objects.requireNonNull(watching.get()).present(),
              line -> console.say(line));
      ClusterWatch watch =
          new ClusterWatch(
              api,
              scope,
              Patience.DEFAULTS.withOutage(outage.length()),
              InstantSource.system(),
              recording);
      watching.set(watch);
      run(watch, recording::close);
      console.say(
          "Recorded "
              + Wording.count(recording.events(), "event", "events")
              + " in "
              + Wording.count(recording.files(), "file", "files"));
    }
    return ExitCode.DONE.number();
  }

  /** What was told and no watermark followed is told again by the next one that records. */
  private int toTopic(TopicLocation topic, Scope scope, Console console) {
    KafkaSettings kafka = settings.kafka().with(session.env());
    InventoryTable before = InventoryPublishing.before(topic, kafka);
    try (ClusterApi api = reach.open();
        RecordPublisher publisher = RecordPublisher.open(topic, kafka)) {
      WatchRecords records =
          new WatchRecords(
              clusterName,
              before.objects(),
              batch -> {
                batch.forEach(record -> publisher.put(record.keyBytes(), record.valueBytes()));
                publisher.commit();
              },
              console::warn);
      run(
          new ClusterWatch(
              api,
              scope,
              Patience.DEFAULTS.withOutage(outage.length()),
              InstantSource.system(),
              records),
          () -> {});
      console.say(
          "Recorded " + Wording.count(records.written(), "change", "changes") + " into " + topic);
    }
    return ExitCode.DONE.number();
  }

  /** On SIGTERM the JVM ends with 143 once the last line is whole. */
  private void run(ClusterWatch watch, Runnable close) {
    Thread ending =
        new Thread(
            () -> {
              watch.close();
              close.run();
            },
            "end of the recording");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      watch.run(length.map(Span::length));
    } finally {
      close.run();
      forget(ending);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook runs.
      return;
    }
  }

  private RecordingFiles files() {
    Path path = Path.of(output);
    if (output.isBlank()) {
      throw new UsageException("-o needs a folder or a file");
    }
    if (output.endsWith("/") || Files.isDirectory(path)) {
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make the folder " + path, e);
      }
      return RecordingFiles.folder(path, every.length());
    }
    if (output.endsWith(".gz") || Files.exists(path)) {
      throw new UsageException(
          output
              + (output.endsWith(".gz")
                  ? ": a recording is written line by line and not compressed; name a .jsonl file"
                  : " is there already, and a recording overwrites nothing; name a new file, or a"
                      + " folder"));
    }
    OutputFiles.check(path, null);
    return RecordingFiles.file(path);
  }
}
