package io.sluice.recommender.pr.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.git.BranchTip;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.Trailers;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer of {@code pr status}. */
public final class BranchReport implements Report {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("BRANCH"),
          Column.text("STATE"),
          Column.text("EVIDENCE"),
          Column.text("COMMIT"));

  private final GitWorkspace git;
  private final List<BranchTip> branches;

  public BranchReport(GitWorkspace git, List<BranchTip> branches) {
    this.git = git;
    this.branches = List.copyOf(branches);
  }

  @Override
  public Document document() {
    Document document = new Document();
    document.heading("Branches for " + git.base() + " of " + git.title());
    if (branches.isEmpty()) {
      return document.line("none");
    }
    List<List<String>> rows = new ArrayList<>();
    for (BranchTip tip : branches) {
      rows.add(List.of(tip.branch(), state(tip) + detail(tip), window(tip), tip.head()));
    }
    return document.table(COLUMNS, rows);
  }

  private String state(BranchTip tip) {
    return tip instanceof BranchTip.Ours ours
        ? git.mergeState(ours).name().toLowerCase(Locale.ROOT)
        : "foreign";
  }

  private static String detail(BranchTip tip) {
    return tip instanceof BranchTip.Foreign foreign ? ": " + foreign.reason() : "";
  }

  private static String window(BranchTip tip) {
    return tip instanceof BranchTip.Ours ours
        ? ours.trailers().getOrDefault(Trailers.WINDOW, "-")
        : "-";
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonText.document("PullRequestBranches");
    json.put("repository", git.title()).put("base", git.base());
    json.put("baseCommit", git.baseCommit());
    ArrayNode array = json.putArray("branches");
    for (BranchTip tip : branches) {
      ObjectNode node = array.addObject();
      node.put("branch", tip.branch()).put("head", tip.head()).put("state", state(tip));
      if (tip instanceof BranchTip.Ours ours) {
        node.put("window", window(tip)).put("ruleDigest", ours.ruleDigest());
      } else if (tip instanceof BranchTip.Foreign foreign) {
        node.put("reason", foreign.reason());
      }
    }
    return json;
  }
}
