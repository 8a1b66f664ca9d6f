package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.Edges;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import io.sluice.recommender.recommend.confidence.Rater;
import io.sluice.recommender.recommend.named.NamedRanges;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.CsvWriter;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The answer of {@code flows}: the aggregated edges.
 *
 * @param edges the edges
 * @param run what it rests on
 * @param text how ends are named
 * @param filter what is shown
 * @param table all of it as a file that can be read again, whatever is shown
 */
public record FlowsReport(
    Edges edges, RunSummary run, EdgeText text, NamespaceFilter filter, Supplier<byte[]> table)
    implements Report {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("FROM"),
          Column.text("TO"),
          Column.text("PORT"),
          Column.text("VERDICT"),
          Column.number("CONNECTIONS"),
          Column.number("BYTES"),
          Column.number("HOURS"),
          Column.text("FIRST SEEN"),
          Column.text("LAST SEEN"),
          Column.number("RECORDS").wide(),
          Column.text("REPORTERS").wide(),
          Column.text("FAMILIES").wide(),
          Column.text("CONFIDENCE").wide());

  private static final List<String> CSV_COLUMNS =
      List.of(
          "cluster",
          "from",
          "to",
          "protocol",
          "port",
          "orientation",
          "verdicts",
          "records",
          "connections",
          "bytes",
          "hours",
          "first_seen",
          "last_seen");

  @Override
  public byte[] edgeTable() {
    return table.get();
  }

  @Override
  public Document document() {
    List<Edge> ambiguous = shown(edges.ambiguous());
    Document document = new Document().table(COLUMNS, rows(shown(edges.directed()), false));
    if (!ambiguous.isEmpty()) {
      document.line("Which end opened the connection is not known:");
      document.table(COLUMNS, rows(ambiguous, true));
    }
    return document;
  }

  private List<Edge> shown(List<Edge> all) {
    return all.stream().filter(edge -> filter.shows(edge.key())).toList();
  }

  private List<List<String>> rows(List<Edge> shown, boolean ambiguous) {
    Rater rater = rater();
    return shown.stream().map(edge -> row(edge, ambiguous, rater)).toList();
  }

  /** Knows no groups of addresses: those are a matter of recommendations. */
  private Rater rater() {
    return new Rater(ObservedWindow.of(edges), NamedRanges.none());
  }

  private List<String> row(Edge edge, boolean ambiguous, Rater rater) {
    return List.of(
        text.client(edge),
        text.server(edge, ambiguous),
        EdgeText.port(edge),
        verdicts(edge),
        Wording.connections(edge),
        Wording.count(edge.bytes()),
        Wording.count(edge.hours().getCardinality()),
        Wording.time(edge.firstMillis()),
        Wording.time(edge.lastMillis()),
        Wording.count(edge.records()),
        reporters(edge),
        families(edge),
        rater.rate(edge, ambiguous).confidence().word());
  }

  private static String verdicts(Edge edge) {
    return Arrays.stream(ObservedVerdict.values())
        .filter(verdict -> edge.verdicts().getOrDefault(verdict, 0L) > 0)
        .map(Enum::name)
        .collect(Collectors.joining(" "));
  }

  private static String reporters(Edge edge) {
    return edge.recordsByReporter().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String families(Edge edge) {
    return edge.families().stream()
        .sorted()
        .map(AddressFamily::word)
        .collect(Collectors.joining(" "));
  }

  @Override
  public ObjectNode json() {
    ObjectNode document = JsonText.document("FlowsReport");
    RunJson.add(document, run);
    ArrayNode array = document.putArray("edges");
    EdgeJson json = new EdgeJson(text);
    Rater rater = rater();
    for (Edge edge : shown(edges.directed())) {
      array.add(json.of(edge, false, rater.rate(edge, false)));
    }
    for (Edge edge : shown(edges.ambiguous())) {
      array.add(json.of(edge, true, rater.rate(edge, true)));
    }
    return document;
  }

  @Override
  public String csv() {
    List<List<String>> rows = new ArrayList<>();
    shown(edges.directed()).forEach(edge -> rows.add(csvRow(edge, "known")));
    shown(edges.ambiguous()).forEach(edge -> rows.add(csvRow(edge, "unknown")));
    return CsvWriter.write(CSV_COLUMNS, rows);
  }

  private List<String> csvRow(Edge edge, String orientation) {
    String ports = EdgeText.port(edge);
    int slash = ports.indexOf('/');
    return List.of(
        edge.key().cluster(),
        text.client(edge),
        text.server(edge, orientation.equals("unknown")),
        EdgeText.protocol(edge.key().protocol()),
        slash < 0 ? "" : ports.substring(slash + 1),
        orientation,
        verdicts(edge),
        Long.toString(edge.records()),
        Long.toString(edge.connections()),
        Long.toString(edge.bytes()),
        Integer.toString(edge.hours().getCardinality()),
        Wording.exactTime(edge.firstMillis()),
        Wording.exactTime(edge.lastMillis()));
  }
}
