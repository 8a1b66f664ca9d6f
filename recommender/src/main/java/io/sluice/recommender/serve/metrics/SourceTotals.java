package io.sluice.recommender.serve.metrics;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.FileSummary;
import io.sluice.recommender.write.report.RunSummary;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the logs of one kind of source add up to. */
final class SourceTotals {
  final SortedMap<String, Long> recordsByFormat = new TreeMap<>();
  private final TreeSet<Long> hours = new TreeSet<>();
  private long lastMillis = Long.MIN_VALUE;

  /** By source, a word for where logs come from. */
  static SortedMap<String, SourceTotals> of(RunSummary run) {
    SortedMap<String, SourceTotals> all = new TreeMap<>();
    for (FileSummary log : StoredTable.logsOf(run.input().files())) {
      all.computeIfAbsent(source(log.file()), source -> new SourceTotals()).add(log);
    }
    return all;
  }

  /** {@code kafka}, {@code azblob}, {@code https}; {@code file} for what has no scheme. */
  static String source(String file) {
    int end = file.indexOf("://");
    String scheme = end < 0 ? "" : file.substring(0, end);
    return scheme.matches("[a-z]{1,10}") ? scheme : "file";
  }

  private void add(FileSummary log) {
    recordsByFormat.merge(log.format().word(), log.account().records(), Long::sum);
    hours.addAll(log.recordsPerHour().keySet());
    lastMillis = Math.max(lastMillis, log.lastMillis());
  }

  boolean hasTimes() {
    return !hours.isEmpty();
  }

  double watermarkSeconds() {
    return lastMillis / 1000.0;
  }

  /** The share of the hours between its first and its last record that have any. */
  double coverage() {
    return hours.size() / (double) (hours.last() - hours.first() + 1);
  }
}
