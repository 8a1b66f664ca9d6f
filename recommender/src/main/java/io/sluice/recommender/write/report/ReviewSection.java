package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.confidence.Review;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

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
    document.table(COLUMNS, edges.stream().map(this::row).toList());
  }

  private List<String> row(JudgedEdge judged) {
    Edge edge = judged.edge();
    List<Review> reviews = judged.rating().reviews();
    return List.of(
        reviews.stream().map(review -> review.kind().word()).collect(Collectors.joining(", ")),
        text.client(edge),
        text.server(edge, judged.ambiguous()),
        EdgeText.port(edge),
        Findings.standing(judged.standing()),
        judged.confidence().word(),
        Wording.connections(edge),
        Wording.count(edge.hours().getCardinality()),
        Wording.time(edge.lastMillis()),
        reviews.stream().map(Review::detail).collect(Collectors.joining("; ")));
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
