package io.sluice.recommender.pr.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.FileChange;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.Outcome;
import io.sluice.recommender.pr.files.FileDiff;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Escape;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The answer of {@code pr plan}, {@code apply} and {@code close}. */
public final class PullRequestReport implements Report {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("BRANCH"),
          Column.text("STATE"),
          Column.text("TITLE"),
          Column.number("FILES"),
          Column.text("DETAIL"));

  private final boolean done;
  private final GitWorkspace git;
  private final Map<GroupKey, Delivery> deliveries = new TreeMap<>();
  private final List<Outcome> outcomes;

  /**
   * An answer.
   *
   * @param done whether the outcomes happened, or would
   * @param outcomes what becomes of each, sorted
   */
  public PullRequestReport(
      boolean done, GitWorkspace git, List<Delivery> deliveries, List<Outcome> outcomes) {
    this.done = done;
    this.git = git;
    this.outcomes = List.copyOf(outcomes);
    deliveries.forEach(delivery -> this.deliveries.put(delivery.plan().key(), delivery));
  }

  @Override
  public Document document() {
    Document document = new Document();
    document.heading(
        (done ? "Pull requests" : "Planned pull requests, nothing written")
            + " into "
            + git.base()
            + " of "
            + git.title());
    List<List<String>> rows = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Delivery delivery = deliveries.get(outcome.key());
      rows.add(
          List.of(
              outcome.key().branch(),
              outcome.kind().word(),
              delivery == null ? "-" : delivery.plan().title(),
              delivery == null ? "-" : Wording.count(delivery.files().size()),
              outcome.detail().isEmpty() ? "-" : outcome.detail()));
    }
    return rows.isEmpty() ? document.line("none") : document.table(COLUMNS, rows);
  }

  /** The overview, and every future pull request as its reviewer will see it. */
  @Override
  public String markdown() {
    StringBuilder text = new StringBuilder(Report.super.markdown());
    for (Outcome outcome : outcomes) {
      Delivery delivery = deliveries.get(outcome.key());
      if (!done && delivery != null && !delivery.plan().isEmpty()) {
        pullRequest(text, delivery);
      }
    }
    return text.toString();
  }

  private void pullRequest(StringBuilder text, Delivery delivery) {
    text.append("\n---\n\n# ").append(Escape.markdown(delivery.plan().title())).append("\n\n");
    text.append("`")
        .append(delivery.plan().key().branch())
        .append("` → `")
        .append(git.base())
        .append("`, ")
        .append(delivery.plan().draft() ? "draft" : "ready")
        .append(", labels ")
        .append(String.join(", ", delivery.plan().labels().stream().map(Escape::markdown).toList()))
        .append("\n\n")
        .append(delivery.body());
    text.append("\n### Files\n");
    for (FileChange file : delivery.files()) {
      text.append("\n").append(Escape.markdown(file.path())).append(" (").append(file.word());
      text.append("):\n\n");
      fenced(text, file);
    }
  }

  private static void fenced(StringBuilder text, FileChange file) {
    boolean changed = file.before().isPresent() && file.after().isPresent();
    String content =
        changed
            ? FileDiff.of(file.before().get(), file.after().get())
            : file.after().or(file::before).orElse("");
    String language = changed ? "diff" : file.path().endsWith(".md") ? "markdown" : "yaml";
    int longest = 2;
    int run = 0;
    for (int i = 0; i < content.length(); i++) {
      run = content.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    text.append(fence).append(language).append('\n').append(content);
    text.append(content.endsWith("\n") ? "" : "\n").append(fence).append('\n');
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonText.document("PullRequestReport");
    json.put("repository", git.title()).put("base", git.base());
    json.put("baseCommit", git.baseCommit()).put("done", done);
    ArrayNode array = json.putArray("pullRequests");
    for (Outcome outcome : outcomes) {
      ObjectNode node = array.addObject();
      node.put("key", outcome.key().title());
      node.put("kind", outcome.key().kind().name().toLowerCase(Locale.ROOT));
      node.put("branch", outcome.key().branch());
      node.put("state", outcome.kind().name().toLowerCase(Locale.ROOT));
      node.put("detail", outcome.detail());
      Delivery delivery = deliveries.get(outcome.key());
      if (delivery != null && !delivery.plan().isEmpty()) {
        add(node, delivery);
      }
      if (delivery != null) {
        ArrayNode notes = node.putArray("notes");
        delivery.plan().notes().forEach(notes::add);
      }
    }
    return json;
  }

  private static void add(ObjectNode node, Delivery delivery) {
    node.put("title", delivery.plan().title()).put("draft", delivery.plan().draft());
    ArrayNode labels = node.putArray("labels");
    delivery.plan().labels().forEach(labels::add);
    node.put("ruleDigest", delivery.plan().digests().rules());
    node.put("evidenceDigest", delivery.plan().digests().evidence());
    node.put("window", delivery.plan().window());
    node.put("body", delivery.body());
    delivery.comment().ifPresent(comment -> node.put("comment", comment));
    ArrayNode files = node.putArray("files");
    for (FileChange file : delivery.files()) {
      ObjectNode entry = files.addObject().put("path", file.path()).put("change", file.word());
      file.before().ifPresent(before -> entry.put("before", before));
      file.after().ifPresent(after -> entry.put("after", after));
    }
  }
}
