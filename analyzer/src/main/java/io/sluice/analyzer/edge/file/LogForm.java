package io.sluice.analyzer.edge.file;

import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.source.LogReader.UnreadFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The part of a file that says what was read: each log with its account, and what was passed. */
final class LogForm {
  private LogForm() {}

  /** Logs in the order of their names and then of their bytes, whatever the order of reading. */
  static void write(FieldWriter to, Collection<FileSummary> logs) throws IOException {
    List<FileSummary> byName =
        logs.stream()
            .sorted(
                Comparator.comparing(FileSummary::file)
                    .thenComparing(LogForm::bytes, Arrays::compare))
            .toList();
    to.list(byName, log -> write(to, log));
  }

  private static byte[] bytes(FileSummary log) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new FieldWriter(bytes), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void writeUnread(FieldWriter to, Collection<UnreadFile> unread) throws IOException {
    List<UnreadFile> byName =
        unread.stream()
            .sorted(Comparator.comparing(UnreadFile::file).thenComparing(UnreadFile::format))
            .toList();
    to.list(
        byName,
        file -> {
          to.text(file.file());
          to.text(file.format().word());
        });
  }

  private static void write(FieldWriter to, FileSummary log) throws IOException {
    to.text(log.file());
    to.text(log.format().word());
    Account account = log.account();
    to.number(account.records());
    Map<Outcome, Long> outcomes = new EnumMap<>(account.skippedByReason());
    outcomes.put(Outcome.USED, account.used());
    to.list(
        outcomes.entrySet(),
        entry -> {
          to.text(entry.getKey().word());
          to.number(entry.getValue());
        });
    to.list(account.samples(), sample -> write(to, sample));
    to.signed(log.firstMillis());
    to.signed(log.lastMillis());
    to.number(log.lostEvents());
    to.number(log.replies());
    to.list(log.notes(), to::text);
    to.list(new TreeSet<>(log.clusters()), to::text);
    to.list(
        log.recordsPerHour().entrySet(),
        entry -> {
          to.signed(entry.getKey());
          to.number(entry.getValue());
        });
  }

  private static void write(FieldWriter to, BadRecord sample) throws IOException {
    to.text(sample.file());
    to.number(sample.line());
    to.number(sample.byteOffset());
    to.text(sample.problem());
  }

  static List<FileSummary> read(FieldReader from) throws IOException {
    return from.list(() -> readLog(from));
  }

  static List<UnreadFile> readUnread(FieldReader from) throws IOException {
    return from.list(() -> new UnreadFile(from.text(), format(from.text())));
  }

  private static FileSummary readLog(FieldReader from) throws IOException {
    String file = from.text();
    LogFormat format = format(from.text());
    Account account = readAccount(from);
    if (!account.addsUp()) {
      throw EdgeFileException.damaged("the account of " + file + " does not add up");
    }
    return new FileSummary(
        file,
        format,
        account,
        from.signed(),
        from.signed(),
        from.number(),
        from.number(),
        Collections.unmodifiableSortedSet(new TreeSet<>(from.list(from::text))),
        Collections.unmodifiableSortedSet(new TreeSet<>(from.list(from::text))),
        readHours(from));
  }

  private static Account readAccount(FieldReader from) throws IOException {
    long records = from.number();
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    from.times(
        () -> outcomes.put(known(Outcome.values(), Outcome::word, from.text()), from.number()));
    return Account.of(records, outcomes, from.list(() -> readSample(from)));
  }

  private static BadRecord readSample(FieldReader from) throws IOException {
    return new BadRecord(from.text(), from.number(), from.number(), from.text());
  }

  private static SortedMap<Long, Long> readHours(FieldReader from) throws IOException {
    TreeMap<Long, Long> hours = new TreeMap<>();
    from.times(() -> hours.put(from.signed(), from.number()));
    return Collections.unmodifiableSortedMap(hours);
  }

  private static LogFormat format(String word) throws EdgeFileException {
    return known(LogFormat.values(), LogFormat::word, word);
  }

  /** The value of a word. Words are added without a new version of the form. */
  static <T> T known(T[] values, Function<T, String> wordOf, String word) throws EdgeFileException {
    for (T value : values) {
      if (wordOf.apply(value).equals(word)) {
        return value;
      }
    }
    throw new EdgeFileException(
        "the edge table says \""
            + word
            + "\", a word that this version of Sluice does not know; use a newer Sluice");
  }
}
