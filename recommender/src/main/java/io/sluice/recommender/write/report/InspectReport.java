package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.decode.Decoders;
import io.sluice.recommender.audit.Agreement;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answer of {@code inspect}: per file what it is, what became of its records, and what it
 * cannot show.
 *
 * @param run files, accounts and coverage
 * @param directedEdges edges whose client is known
 * @param ambiguousEdges edges whose client is not
 * @param agreement how far recorded and evaluated verdicts agree, where there are policies
 * @param text how ends are named
 */
public record InspectReport(
    RunSummary run,
    int directedEdges,
    int ambiguousEdges,
    Optional<Agreement> agreement,
    EdgeText text)
    implements Report {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("FILE"),
          Column.text("FORMAT"),
          Column.number("RECORDS"),
          Column.number("USED"),
          Column.number("SKIPPED"),
          Column.text("SKIPPED BY REASON"),
          Column.text("FIRST"),
          Column.text("LAST"),
          Column.number("REPLIES").wide(),
          Column.number("LOST").wide(),
          Column.number("BY REFERENCE").wide(),
          Column.text("ADDS UP").wide());

  @Override
  public Document document() {
    Document document = new Document().heading("Files");
    document.table(COLUMNS, run.input().files().stream().map(InspectReport::row).toList());
    Account total = run.account();
    document.line(
        Wording.count(run.input().files().size(), "file", "files")
            + " · "
            + Wording.count(total.records(), "record", "records")
            + " = "
            + Wording.count(total.used())
            + " used + "
            + Wording.count(total.skipped())
            + " skipped · "
            + Wording.count(directedEdges, "edge", "edges")
            + (ambiguousEdges == 0 ? "" : " and " + Wording.count(ambiguousEdges) + " ambiguous")
            + " · unmapped "
            + Wording.percent(run.coverage().unmappedShare()));
    byReference().ifPresent(document::line);
    agreement.ifPresent(found -> new AgreementSection(found, text).write(document));
    document.heading("What we could not see").bullets(CoverageSection.lines(run));
    return notes(document);
  }

  /** How much took the slow way, of the logs for which there is a fast one. */
  private Optional<String> byReference() {
    List<Account> logs =
        run.input().files().stream()
            .filter(file -> Decoders.areTwoFor(file.format()))
            .map(FileSummary::account)
            .toList();
    long all = logs.stream().mapToLong(Account::records).sum();
    long slow = logs.stream().mapToLong(Account::byReference).sum();
    return all == 0
        ? Optional.empty()
        : Optional.of(
            "read by the reference decoder: "
                + Wording.count(slow)
                + " of "
                + Wording.count(all, "record", "records"));
  }

  private static List<String> row(FileSummary file) {
    Account account = file.account();
    boolean timed = file.firstMillis() <= file.lastMillis();
    return List.of(
        file.file(),
        format(file),
        Wording.count(account.records()),
        Wording.count(account.used()),
        Wording.count(account.skipped()),
        account.skippedByReason().entrySet().stream()
            .map(entry -> entry.getKey().word() + " " + Wording.count(entry.getValue()))
            .collect(Collectors.joining(", ")),
        timed ? Wording.time(file.firstMillis()) : "-",
        timed ? Wording.time(file.lastMillis()) : "-",
        Wording.count(file.replies()),
        Wording.count(file.lostEvents()),
        Decoders.areTwoFor(file.format()) ? Wording.count(file.account().byReference()) : "-",
        account.addsUp() ? "yes" : "NO");
  }

  private static String format(FileSummary file) {
    return file.format() == LogFormat.EDGES
        ? file.format().word() + " of " + Wording.count(file.inside().size(), "log", "logs")
        : file.format().word();
  }

  private Document notes(Document document) {
    List<String> notes =
        run.input().files().stream()
            .flatMap(file -> file.notes().stream().map(note -> file.file() + ": " + note))
            .toList();
    return notes.isEmpty() ? document : document.heading("Notes by file").bullets(notes);
  }

  @Override
  public ObjectNode json() {
    ObjectNode document = JsonText.document("InspectReport");
    RunJson.add(document, run);
    document.put("edges", directedEdges).put("ambiguousEdges", ambiguousEdges);
    ArrayNode files = document.putArray("files");
    run.input().files().forEach(file -> files.add(json(file)));
    agreement.ifPresent(found -> new AgreementSection(found, text).json(document));
    return document;
  }

  private static ObjectNode json(FileSummary file) {
    ObjectNode json = JsonText.object();
    json.put("file", file.file()).put("format", file.format().word());
    if (file.format() == LogFormat.EDGES) {
      json.put("logs", file.inside().size());
    }
    RunJson.accounting(json, file.account()).put("addsUp", file.account().addsUp());
    RunJson.window(json, file.firstMillis(), file.lastMillis());
    if (Decoders.areTwoFor(file.format())) {
      json.putObject("readBy")
          .put("inPlace", file.account().inPlace())
          .put("reference", file.account().byReference());
    }
    json.put("replies", file.replies()).put("lostEvents", file.lostEvents());
    RunJson.strings(json.putArray("notes"), file.notes());
    ArrayNode bad = json.putArray("badRecords");
    file.account()
        .samples()
        .forEach(
            sample ->
                bad.addObject()
                    .put("line", sample.line())
                    .put("byte", sample.byteOffset())
                    .put("problem", sample.problem()));
    return json;
  }
}
