package io.sluice.ingest.source.azure;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.decode.Decoding.Keeping;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads blobs of the fake service, and remembers what was waited for. */
final class BlobReading {
  /** So small that a blob of some lines takes several requests. */
  static final int RANGE_BYTES = 400;

  final Keeping kept = new Keeping();
  final ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();
  Map<String, String> env = Map.of();
  int threads = 1;
  int parallelism = 1;

  /** A Hubble line of a client by its last octet; all are of the same length. */
  static String line(int octet) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10.244.1."
        + (100 + octet)
        + "\",\"destination\":\"10.244.2.1\"},\"is_reply\":false}}\n";
  }

  /** The lines of clients from one number to another. */
  static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(BlobReading::line).collect(Collectors.joining());
  }

  AzureBlobs blobs() {
    BlobSettings settings =
        new BlobSettings(
            Optional.empty(),
            Optional.empty(),
            "core.windows.net",
            Optional.empty(),
            3,
            Duration.ofSeconds(10),
            parallelism,
            RANGE_BYTES);
    return new AzureBlobs(settings, env, waits::add);
  }

  LogReader.Result read(String... locations) {
    return read(blobs(), locations);
  }

  LogReader.Result read(AzureBlobs blobs, String... locations) {
    if (threads == 1) {
      return reader(blobs)
          .read(List.of(locations), new Worker(kept.endpoints, kept.observers, kept));
    }
    return reader(blobs)
        .read(
            List.of(locations),
            () -> {
              Keeping own = new Keeping();
              return new Worker(own.endpoints, own.observers, own);
            },
            threads);
  }

  private static LogReader reader(AzureBlobs blobs) {
    return new LogReader(
            Optional.<LogFormat>empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .with(blobs);
  }

  /** The clients that were seen, in the order that they were. */
  List<Integer> clients() {
    return kept.flows.stream()
        .map(flow -> flow.source().ip().orElseThrow().toString().substring(9))
        .map(octet -> Integer.parseInt(octet) - 100)
        .toList();
  }

  static long records(LogReader.Result result) {
    return result.files().stream().mapToLong(file -> file.account().records()).sum();
  }

  static List<String> samples(FileSummary file) {
    return file.account().samples().stream().map(Object::toString).toList();
  }
}
