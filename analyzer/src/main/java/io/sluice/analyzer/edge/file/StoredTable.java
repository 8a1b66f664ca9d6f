package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.source.LogReader.UnreadFile;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table with all that is needed to answer from it later, without its logs or its cluster.
 *
 * @param table the rows, before anything is turned
 * @param pods the pods that the rows number, by id
 * @param logs what was read, log by log, and what became of the records
 * @param unread files of no format that is read
 * @param disagreements ends whose name in the log and whose address in the snapshot disagreed
 * @param names what the logs call addresses
 */
public record StoredTable(
    EdgeTable table,
    List<Pod> pods,
    List<FileSummary> logs,
    List<UnreadFile> unread,
    long disagreements,
    HostNames names) {

  /**
   * One summary of all logs inside a table.
   *
   * @param file what reports call the table
   */
  public static FileSummary summary(String file, List<FileSummary> logs) {
    Account account = new Account();
    TreeSet<String> notes = new TreeSet<>();
    TreeSet<String> clusters = new TreeSet<>();
    TreeMap<Long, Long> hours = new TreeMap<>();
    for (FileSummary log : logs) {
      account.add(log.account());
      notes.addAll(log.notes());
      clusters.addAll(log.clusters());
      log.recordsPerHour().forEach((hour, records) -> hours.merge(hour, records, Long::sum));
    }
    return new FileSummary(
        file,
        LogFormat.EDGES,
        account,
        logs.stream().mapToLong(FileSummary::firstMillis).min().orElse(Long.MAX_VALUE),
        logs.stream().mapToLong(FileSummary::lastMillis).max().orElse(Long.MIN_VALUE),
        logs.stream().mapToLong(FileSummary::lostEvents).sum(),
        logs.stream().mapToLong(FileSummary::replies).sum(),
        Collections.unmodifiableSortedSet(notes),
        Collections.unmodifiableSortedSet(clusters),
        Collections.unmodifiableSortedMap(hours),
        List.copyOf(logs));
  }

  /** The logs behind what was read: those inside tables, and those that were read as they are. */
  public static List<FileSummary> logsOf(Collection<FileSummary> files) {
    return files.stream().flatMap(file -> file.logs().stream()).toList();
  }
}
