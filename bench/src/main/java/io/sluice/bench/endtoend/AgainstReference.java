package io.sluice.bench.endtoend;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.bench.endtoend.LogFiles.Written;
import io.sluice.bench.process.Run;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of Sluice as it is and one with the decoder that others are proven against, on the same
 * logs. Both must write the same edge table, byte for byte, and its account must add up to what was
 * written; each run is a process of its own.
 *
 * @param sluice the command, but for where the edges go
 */
record AgainstReference(List<String> sluice, Written logs, Path folder) {
  private static final String ROW = "%-9s | %10s | %10s | %10s | %s%n";

  /**
   * Runs both.
   *
   * @throws IOException where a command fails, or something does not agree
   */
  void run() throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT, ROW, "decoder", "seconds", "CPU seconds", "peak RSS", "of it no file");
    Path fast = run("fast");
    Path reference = run("reference");
    long differs = Files.mismatch(fast, reference);
    if (differs >= 0) {
      throw new IOException("the edges of the two decoders differ at byte " + differs);
    }
    System.out.printf(Locale.ROOT, "the same %,d bytes of edges%n", Files.size(fast));
    try (InputStream in = Files.newInputStream(fast)) {
      System.out.println(account(EdgeFile.readLogs(in), logs.records()));
    }
  }

  private Path run(String decoder) throws IOException, InterruptedException {
    Path edges = folder.resolve(decoder + ".edges");
    List<String> command = new ArrayList<>(sluice);
    command.addAll(List.of("--decoder", decoder, "-o", "edges=" + edges));
    Run run = Run.of(command, folder.resolve("output.txt"), folder.resolve("errors.txt"));
    System.out.printf(
        Locale.ROOT,
        ROW,
        decoder,
        String.format(Locale.ROOT, "%.2f", run.seconds()),
        String.format(Locale.ROOT, "%.2f", run.cpuSeconds()),
        String.format(Locale.ROOT, "%.0f MB", run.peakBytes() / 1e6),
        String.format(Locale.ROOT, "%.0f MB", run.peakAnonBytes() / 1e6));
    return edges;
  }

  /**
   * A line about the account of some logs.
   *
   * @throws IOException where it does not add up to what was written
   */
  static String account(List<FileSummary> logs, long written) throws IOException {
    Account all = new Account();
    logs.forEach(log -> all.add(log.account()));
    long skipped = all.skippedByReason().values().stream().mapToLong(Long::longValue).sum();
    String words =
        String.format(
            Locale.ROOT,
            "%,d records read = %,d used + %,d skipped %s",
            all.records(),
            all.used(),
            skipped,
            all.skippedByReason());
    if (all.records() != all.used() + skipped || all.records() != written) {
      throw new IOException(
          String.format(Locale.ROOT, "%s, of %,d that were written", words, written));
    }
    return words;
  }
}
