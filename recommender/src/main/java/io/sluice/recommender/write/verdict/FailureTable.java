package io.sluice.recommender.write.verdict;

import io.sluice.recommender.audit.Places;
import io.sluice.recommender.audit.expect.Tally;
import io.sluice.recommender.audit.expect.TestResult;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** For people: the failures with their reasons, then the counts of each file. */
public final class FailureTable implements ResultWriter {
  /** More failures than this nobody reads as a table. */
  private static final int MOST_SHOWN = 1_000;

  private static final List<Column> FAILURES =
      List.of(
          Column.text("AT"),
          Column.text("CONNECTION"),
          Column.text("EXPECTED"),
          Column.text("FOUND"),
          Column.text("WHERE"),
          Column.text("BECAUSE"));
  private static final List<Column> COUNTS =
      List.of(
          Column.text("FILE"),
          Column.text("FLAGS"),
          Column.number("PASSED"),
          Column.number("FAILED"),
          Column.number("NOT EVALUATED"),
          Column.number("MALFORMED"));

  private final OutputStream out;
  private final Function<Document, String> form;
  private final List<List<String>> failures = new ArrayList<>();

  /**
   * A table.
   *
   * @param form text or Markdown
   */
  public FailureTable(OutputStream out, Function<Document, String> form) {
    this.out = out;
    this.form = form;
  }

  @Override
  public void add(TestResult result) {
    if (!result.pass() && failures.size() < MOST_SHOWN) {
      failures.add(
          List.of(
              result.entry().place().toString(),
              result.title(),
              result.expected(),
              result.decision().word(),
              Places.text(result.verdict().flatMap(Places::of)),
              because(result)));
    }
  }

  static String because(TestResult result) {
    String pods = result.pair().isEmpty() ? "" : result.pair() + ": ";
    return pods + result.reason() + (result.caveat().isEmpty() ? "" : " (" + result.caveat() + ")");
  }

  @Override
  public void finish(Tally tally) throws IOException {
    out.write(form.apply(document(tally)).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private Document document(Tally tally) {
    Document document = new Document();
    long failed = tally.total().failed();
    if (failed > 0) {
      document.heading("Failed").table(FAILURES, failures);
    }
    if (failed > failures.size()) {
      document.line(
          "and "
              + Wording.count(failed - failures.size(), "more failure", "more failures")
              + "; -o json has them all");
    }
    document.heading("Summary").table(COUNTS, counts(tally));
    return document.line(
        Wording.count(tally.total().all(), "expectation", "expectations")
            + ": "
            + Wording.count(tally.total().passed())
            + " passed · "
            + Wording.count(failed)
            + " failed · "
            + Wording.count(tally.total().notEvaluated())
            + " not evaluated");
  }

  private static List<List<String>> counts(Tally tally) {
    List<List<String>> rows = new ArrayList<>();
    tally
        .groups()
        .forEach(
            (group, counts) ->
                rows.add(
                    List.of(
                        group.file(),
                        group.flags(),
                        Wording.count(counts.passed()),
                        Wording.count(counts.failed()),
                        Wording.count(counts.notEvaluated()),
                        Wording.count(counts.malformed()))));
    return rows;
  }
}
