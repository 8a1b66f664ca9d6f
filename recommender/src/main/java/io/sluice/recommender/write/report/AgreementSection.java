package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.audit.Agreement;
import io.sluice.recommender.audit.Agreement.Disagreement;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.List;

/** How far recorded and evaluated verdicts agree, as part of a report. */
final class AgreementSection {
  /** So many disagreements are listed for people; JSON has them all. */
  private static final int MAX_LISTED = 20;

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("FROM"),
          Column.text("TO"),
          Column.text("PORT"),
          Column.text("RECORDED"),
          Column.number("RECORDS"),
          Column.text("THE POLICIES SAY"));

  private final Agreement agreement;
  private final EdgeText text;

  AgreementSection(Agreement agreement, EdgeText text) {
    this.agreement = agreement;
    this.text = text;
  }

  void write(Document document) {
    document.heading("Recorded verdicts and these policies");
    if (agreement.comparedEdges() == 0) {
      document.line("No recorded verdict can be compared with the policies.");
      return;
    }
    document.line(
        Wording.percent(agreement.share())
            + " of "
            + Wording.count(agreement.comparedRecords(), "record", "records")
            + " agree ("
            + Wording.count(agreement.agreeingEdges())
            + " of "
            + Wording.count(agreement.comparedEdges(), "edge", "edges")
            + ", "
            + Wording.count(agreement.incomparableEdges())
            + " cannot be compared)");
    List<Disagreement> listed = agreement.disagreements().stream().limit(MAX_LISTED).toList();
    document.table(COLUMNS, listed.stream().map(this::row).toList());
    int more = agreement.disagreements().size() - listed.size();
    if (more > 0) {
      document.line("and " + Wording.count(more, "more edge", "more edges") + " (-o json)");
    }
    if (!listed.isEmpty()) {
      document.line(
          "Policies that changed in the window, a snapshot of another time and the wrong --engine"
              + " look like this.");
    }
  }

  private List<String> row(Disagreement disagreement) {
    Edge edge = disagreement.edge().edge();
    return List.of(
        text.client(edge),
        text.server(edge, disagreement.edge().ambiguous()),
        EdgeText.port(edge),
        disagreement.recorded().name(),
        Wording.count(edge.records()),
        disagreement.evaluated());
  }

  void json(ObjectNode document) {
    ObjectNode json = document.putObject("agreement");
    json.put("comparedEdges", agreement.comparedEdges())
        .put("comparedRecords", agreement.comparedRecords())
        .put("agreeingEdges", agreement.agreeingEdges())
        .put("agreeingRecords", agreement.agreeingRecords())
        .put("incomparableEdges", agreement.incomparableEdges());
    ArrayNode array = json.putArray("disagreements");
    EdgeJson edges = new EdgeJson(text);
    for (Disagreement disagreement : agreement.disagreements()) {
      ObjectNode one = array.addObject();
      one.put("recorded", disagreement.recorded().name())
          .put("evaluated", disagreement.evaluated());
      one.setAll(edges.of(disagreement.edge()));
    }
  }
}
