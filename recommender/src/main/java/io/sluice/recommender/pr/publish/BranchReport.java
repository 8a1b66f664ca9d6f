package io.sluice.recommender.pr.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.git.BranchTip;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.Trailers;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** The answer of {@code pr status}. */
public final class BranchReport implements Report {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("BRANCH"),
          Column.text("STATE"),
          Column.text("PULL REQUEST"),
          Column.text("EVIDENCE"),
          Column.text("COMMIT"));

  private final GitWorkspace git;
  private final List<BranchTip> branches;
  private final SortedMap<String, PullRequest> requests;

  /**
   * An answer.
   *
   * @param requests pull requests by branch; empty where no host was asked
   */
  public BranchReport(
      GitWorkspace git, List<BranchTip> branches, SortedMap<String, PullRequest> requests) {
    this.git = git;
    this.requests = requests;
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
      rows.add(
          List.of(tip.branch(), state(tip) + detail(tip), request(tip), window(tip), tip.head()));
    }
    return document.table(COLUMNS, rows);
  }

  private String state(BranchTip tip) {
    return tip instanceof BranchTip.Ours ours
        ? git.mergeState(ours).name().toLowerCase(Locale.ROOT)
        : "foreign";
  }

  /** {@code #7 open, draft}. */
  private String request(BranchTip tip) {
    PullRequest request = requests.get(tip.branch());
    return request == null
        ? "-"
        : "#"
            + request.number()
            + " "
            + word(request)
            + (request.draft() && request.state() == PullRequest.State.OPEN ? ", draft" : "");
  }

  private static String word(PullRequest request) {
    return request.state().name().toLowerCase(Locale.ROOT);
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
      PullRequest request = requests.get(tip.branch());
      if (request != null) {
        node.putObject("pullRequest")
            .put("number", request.number())
            .put("state", word(request))
            .put("draft", request.draft())
            .put("title", request.title())
            .put("url", request.url());
      }
    }
    return json;
  }
}
