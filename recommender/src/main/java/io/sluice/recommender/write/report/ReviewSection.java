package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.confidence.Review;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/** The edges that a person should look at before anything else, gravest first. */
final class ReviewSection {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("REVIEW FIRST"),
          Column.text("FROM"),
          Column.text("TO"),
          Column.text("PORT"),
          Column.text("COUNTS AS").wide(),
          Column.text("CONFIDENCE"),
          Column.number("CONNECTIONS"),
          Column.number("HOURS"),
          Column.text("LAST SEEN"),
          Column.text("BECAUSE"));

  private static final Comparator<JudgedEdge> GRAVEST_FIRST =
      Comparator.<JudgedEdge, Review.Kind>comparing(edge -> edge.rating().reviews().get(0).kind())
          .thenComparing(Comparator.naturalOrder());

  private final EdgeText text;
  private final List<JudgedEdge> edges;

  /** Of these edges those that are evidence, or would be if they could be said. */
  ReviewSection(EdgeText text, List<JudgedEdge> shown) {
    this.text = text;
    this.edges =
        shown.stream()
            .filter(edge -> !edge.rating().reviews().isEmpty())
            .filter(
                edge ->
                    edge.standing() instanceof Standing.Used
                        || edge.standing() instanceof Standing.Withheld)
            .sorted(GRAVEST_FIRST)
            .toList();
  }

  void table(Document document) {
    document.table(COLUMNS, rows().stream().map(this::row).toList());
  }

  /** An edge a row, but the ports of one range together. */
  private Collection<List<JudgedEdge>> rows() {
    Map<List<Object>, List<JudgedEdge>> rows = new LinkedHashMap<>();
    for (JudgedEdge judged : edges) {
      EdgeKey key = judged.edge().key();
      boolean ofRange =
          judged.rating().reviews().stream().anyMatch(r -> r.kind() == Review.Kind.PORT_RANGE);
      List<Object> row =
          List.of(
              ofRange ? List.of(key.cluster(), key.client(), key.server()) : judged.edge().key(),
              judged.ambiguous(),
              Findings.standing(judged.standing()),
              judged.confidence(),
              judged.rating().reviews());
      rows.computeIfAbsent(row, r -> new ArrayList<>()).add(judged);
    }
    return rows.values();
  }

  private List<String> row(List<JudgedEdge> together) {
    JudgedEdge judged = together.get(0);
    List<Edge> all = together.stream().map(JudgedEdge::edge).toList();
    Edge edge = judged.edge();
    List<Review> reviews = judged.rating().reviews();
    return List.of(
        reviews.stream().map(review -> review.kind().word()).collect(Collectors.joining(", ")),
        text.client(edge),
        text.server(edge, judged.ambiguous()),
        EdgeText.port(edge) + (all.size() == 1 ? "" : " and " + (all.size() - 1) + " more"),
        Findings.standing(judged.standing()),
        judged.confidence().word(),
        Wording.connections(all),
        Wording.count(hours(all)),
        Wording.time(all.stream().mapToLong(Edge::lastMillis).max().orElseThrow()),
        reviews.stream().map(Review::detail).collect(Collectors.joining("; ")));
  }

  private static int hours(List<Edge> edges) {
    RoaringBitmap hours = new RoaringBitmap();
    edges.forEach(edge -> hours.or(edge.hours()));
    return hours.getCardinality();
  }

  void json(ObjectNode document) {
    ArrayNode array = document.putArray("review");
    for (JudgedEdge edge : edges) {
      ObjectNode json = array.addObject();
      ArrayNode reasons = json.putArray("reasons");
      for (Review review : edge.rating().reviews()) {
        reasons.addObject().put("reason", review.kind().word()).put("because", review.detail());
      }
      json.put("countsAs", Findings.standing(edge.standing()));
      json.setAll(new EdgeJson(text).of(edge));
    }
  }
}
