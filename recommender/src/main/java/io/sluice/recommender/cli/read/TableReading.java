package io.sluice.recommender.cli.read;

import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.Placement;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.LogReader.UnreadFile;
import io.sluice.ingest.source.TableReader;
import io.sluice.recommender.cli.run.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds stored edge tables to the table of a run. */
final class TableReading implements TableReader {
  private final Placement placement;
  private final List<EdgeTable> tables;
  private final List<TimeWindow> windows;
  private final List<UnreadFile> unread = new ArrayList<>();
  private final HostNames names = new HostNames();
  private long disagreements;

  /**
   * Adds each stored table to the one of whose window it is.
   *
   * @param windows stretches of time that do not overlap
   * @param tables one for each of them
   */
  TableReading(
      Inventory inventory, PodDirectory pods, List<TimeWindow> windows, List<EdgeTable> tables) {
    this.placement = new Placement(inventory, pods);
    this.windows = windows;
    this.tables = tables;
  }

  @Override
  public FileSummary read(String file, InputStream in) throws IOException {
    return add(file, EdgeFile.read(in));
  }

  @Override
  public FileSummary read(String name, Collection<byte[]> records) throws IOException {
    return add(name, EdgeRecord.table(records));
  }

  private FileSummary add(String file, StoredTable stored) throws IOException {
    FileSummary summary = StoredTable.summary(file, stored.logs());
    unread.addAll(stored.unread());
    names.addAll(stored.names());
    for (int i = 0; i < windows.size(); i++) {
      switch (windows.get(i).lieOf(summary)) {
        case INSIDE -> {
          placement.add(stored, tables.get(i));
          disagreements += stored.disagreements();
          return summary;
        }
        case ACROSS -> throw across(summary, windows.size() > 1);
        case OUTSIDE -> {}
      }
    }
    return StoredTable.summary(file, stored.logs().stream().map(TableReading::outside).toList());
  }

  /** A table has sums, so what lies on either side of a moment cannot be told apart. */
  private static UsageException across(FileSummary file, boolean split) {
    return new UsageException(
        (split ? "--backtest, --since or --until divides" : "--since or --until lies within")
            + " the edge table "
            + file.file()
            + ", which has only sums from "
            + Instant.ofEpochMilli(file.firstMillis())
            + " to "
            + Instant.ofEpochMilli(file.lastMillis())
            + ": give a time before or after it"
            + (split ? " (the span ends where --until says)" : "")
            + ", leave the file out, or give its logs instead");
  }

  private static FileSummary outside(FileSummary log) {
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    outcomes.putAll(log.account().skippedByReason());
    outcomes.merge(Outcome.OUTSIDE_WINDOW, log.account().used(), Long::sum);
    return new FileSummary(
        log.file(),
        log.format(),
        Account.of(log.account().records(), outcomes, log.account().samples()),
        log.firstMillis(),
        log.lastMillis(),
        log.lostEvents(),
        0,
        log.notes(),
        log.clusters(),
        log.recordsPerHour());
  }

  /** What was read, with the files that were passed over when the tables were written. */
  LogReader.Result completed(LogReader.Result read) {
    List<UnreadFile> all = new ArrayList<>(read.unknown());
    all.addAll(unread);
    return new LogReader.Result(read.files(), all);
  }

  /** What the logs of all tables call addresses; names have no time, as with logs. */
  HostNames names() {
    return names;
  }

  long disagreements() {
    return disagreements;
  }
}
