package io.sluice.recommender.cli.read;

import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.RunSummary;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The account of every record, on standard error after reading; it adds up or the run ends. */
final class Accounting {
  private final Console console;

  Accounting(Console console) {
    this.console = console;
  }

  void print(RunSummary run) {
    Account total = run.account();
    console.say(
        "Read "
            + files(run.input().files())
            + ": "
            + Wording.count(total.records(), "record", "records")
            + " · used "
            + Wording.count(total.used())
            + " · skipped "
            + Wording.count(total.skipped())
            + reasons(total));
    run.input().files().forEach(this::file);
    window(run.coverage());
    bad(total);
    run.input()
        .unknown()
        .forEach(
            file -> console.say("Not read: " + file.file() + " (" + file.format().title() + ")"));
    demandThatItAddsUp(run);
  }

  private void file(FileSummary file) {
    console.detail(
        "  "
            + file.file()
            + ": "
            + file.format().word()
            + ", "
            + Wording.count(file.account().records(), "record", "records")
            + " · used "
            + Wording.count(file.account().used())
            + " · skipped "
            + Wording.count(file.account().skipped())
            + reasons(file.account()));
    file.notes().forEach(note -> console.detail("    " + note));
  }

  private static String files(List<FileSummary> files) {
    SortedMap<String, Long> formats = new TreeMap<>();
    files.forEach(file -> formats.merge(file.format().word(), 1L, Long::sum));
    return Wording.count(files.size(), "file", "files")
        + formats.entrySet().stream()
            .map(entry -> entry.getKey() + " " + Wording.count(entry.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** {@code " (malformed 2, truncated 1)"}, or "" where nothing was skipped. */
  static String reasons(Account account) {
    return account.skipped() == 0
        ? ""
        : account.skippedByReason().entrySet().stream()
            .map(entry -> entry.getKey().word() + " " + Wording.count(entry.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private void window(Coverage coverage) {
    if (coverage.firstMillis() > coverage.lastMillis()) {
      return;
    }
    console.say(
        "Window "
            + Wording.time(coverage.firstMillis())
            + " … "
            + Wording.time(coverage.lastMillis())
            + " · "
            + Wording.count(coverage.windowHours())
            + " h, "
            + Wording.count(coverage.hoursWithData())
            + " h with data · unmapped "
            + Wording.percent(coverage.unmappedShare())
            + (coverage.staleRecords() == 0
                ? ""
                : " · stale mapping "
                    + Wording.count(coverage.staleRecords(), "record", "records")));
  }

  private void bad(Account account) {
    for (BadRecord sample : account.samples()) {
      console.say("Bad record: " + sample);
    }
    long more = account.bad() - account.samples().size();
    if (more > 0) {
      console.say("and " + Wording.count(more, "more bad record", "more bad records"));
    }
  }

  private static void demandThatItAddsUp(RunSummary run) {
    for (FileSummary file : run.input().files()) {
      if (!file.account().addsUp()) {
        throw new IllegalStateException(
            file.file()
                + ": "
                + file.account().records()
                + " records were read, but "
                + file.account().used()
                + " used + "
                + file.account().skipped()
                + " skipped are accounted for");
      }
    }
  }
}
