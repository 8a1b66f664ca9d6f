package io.sluice.recommender.cli.read;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.kafka.KafkaTopics;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.RemoteSource;
import io.sluice.ingest.source.TableReader;
import io.sluice.ingest.source.Worker;
import io.sluice.ingest.source.azure.AzureBlobs;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Progress;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Reads the same logs once or several times. Standard input can be read only once, so with several
 * passes it is kept in a temporary file.
 */
final class Passes {
  private final LogOptions options;
  private final Session session;
  private final Console console;
  private final RemoteSource elsewhere;
  private final Optional<Path> spool;

  Passes(LogOptions options, Session session, Console console, boolean several) {
    this.options = options;
    this.session = session;
    this.console = console;
    this.elsewhere =
        new AzureBlobs(options.blobs(), session.env())
            .or(new KafkaTopics(options.kafka(), session.env()));
    if (several) {
      options.logs.forEach(Passes::refusePipe);
    }
    this.spool = several && options.logs.contains("-") ? Optional.of(spooled()) : Optional.empty();
  }

  private static void refusePipe(String location) {
    if (AzureBlobs.isBlob(location) || TopicLocation.isOne(location)) {
      return;
    }
    Path path = Path.of(location);
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new UsageException(
          location
              + " is a pipe, and a span in --since or --until, --backtest and several clusters need the"
              + " logs read twice: give it on standard input (-), or as a file");
    }
  }

  static boolean relative(LogOptions options) {
    return isRelative(options.since) || isRelative(options.until);
  }

  private static boolean isRelative(Optional<TimeBound> bound) {
    return bound.isPresent() && bound.get() instanceof TimeBound.BeforeTheEnd;
  }

  /**
   * A pass in one thread that only looks at the logs themselves; of edge tables it reads what is
   * inside.
   */
  LogReader.Result read(BiFunction<EndpointDictionary, ObserverDictionary, FlowSink> sink) {
    return read(
        () -> worker(sink), 1, (file, in) -> StoredTable.summary(file, EdgeFile.readLogs(in)));
  }

  private static Worker worker(BiFunction<EndpointDictionary, ObserverDictionary, FlowSink> sink) {
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    return new Worker(endpoints, observers, sink.apply(endpoints, observers));
  }

  /**
   * One pass over all logs and edge tables, with as many threads as may be used.
   *
   * @param sink makes the sink of each thread
   */
  LogReader.Result read(
      BiFunction<EndpointDictionary, ObserverDictionary, FlowSink> sink, TableReader tables) {
    return read(() -> worker(sink), options.threads(), tables);
  }

  /** One pass in one thread over logs alone, whose records come in their order. */
  LogReader.Result readInOrder(Worker worker) {
    return read(() -> worker, 1, TableReader.NONE);
  }

  private LogReader.Result read(Supplier<Worker> workers, int most, TableReader tables) {
    try (InputStream in = standardInput();
        Progress progress = console.progress()) {
      LogReader reader =
          new LogReader(options.format, in, progress)
              .with(options.decoder)
              .with(tables)
              .with(elsewhere);
      return reader.read(options.logs, workers, most);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read standard input again", e);
    }
  }

  /** The window of {@code --since} and {@code --until}; spans need a pass of their own. */
  TimeWindow window() {
    if (options.since.isEmpty() && options.until.isEmpty()) {
      return TimeWindow.ALL;
    }
    return window(relative(options) ? lastMillis() : 0);
  }

  /**
   * The same window in two: what is learnt from, and the span before its end, which is held out. It
   * ends where {@code --until} says, else with the last record.
   *
   * @throws UsageException where the span takes all of it
   */
  List<TimeWindow> halves(Duration span) {
    long last = lastMillis();
    TimeWindow whole = window(last);
    boolean open = whole.untilMillis() == Long.MAX_VALUE;
    long split = (open ? last + 1 : whole.untilMillis()) - span.toMillis();
    if (split <= whole.fromMillis()) {
      throw new UsageException(
          "--backtest holds out all that --since leaves: give a shorter span or an earlier time");
    }
    return List.of(
        new TimeWindow(whole.fromMillis(), split), new TimeWindow(split, whole.untilMillis()));
  }

  private TimeWindow window(long last) {
    return new TimeWindow(
        options.since.map(bound -> bound.epochMillis(last)).orElse(Long.MIN_VALUE),
        options.until.map(bound -> bound.epochMillis(last)).orElse(Long.MAX_VALUE));
  }

  private long lastMillis() {
    LastTime last = new LastTime();
    LogReader.Result result = read((endpoints, observers) -> last);
    return result.files().stream()
        .filter(file -> file.format() == LogFormat.EDGES)
        .mapToLong(FileSummary::lastMillis)
        .reduce(last.millis, Math::max);
  }

  private static final class LastTime implements FlowSink {
    private long millis;

    @Override
    public Outcome accept(Flow flow) {
      millis = Math.max(millis, flow.epochMillis);
      return Outcome.USED;
    }
  }

  private InputStream standardInput() throws IOException {
    return spool.isEmpty()
        ? session.in()
        : new BufferedInputStream(Files.newInputStream(spool.get()), 1 << 16);
  }

  private Path spooled() {
    try {
      Path file = session.scratch().folder("sluice-").resolve("stdin");
      Files.copy(session.in(), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep standard input in a temporary file", e);
    }
  }
}
