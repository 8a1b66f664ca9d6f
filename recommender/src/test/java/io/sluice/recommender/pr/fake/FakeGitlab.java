package io.sluice.recommender.pr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.gitlab.GitlabHost;
import io.sluice.recommender.pr.gitlab.GitlabProject;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.rest.Patience;
import io.sluice.recommender.pr.rest.Token;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** GitLab. In the memory, a draft's title has its word, as it has there. */
public final class FakeGitlab extends FakeHost {
  private static final String REQUESTS =
      "/api/v4/projects/contoso%2Fnetwork%2Fpolicies/merge_requests";

  @Override
  public PullRequestHost client(Patience patience) {
    return new GitlabHost(
        new GitlabProject(url("/api/v4"), "contoso/network/policies"),
        new Token(SECRET, "SLUICE_GITLAB_TOKEN", Token.Scheme.PRIVATE_TOKEN),
        patience);
  }

  @Override
  public URI apiUrl() {
    return url("/api/v4");
  }

  @Override
  public String path() {
    return "contoso/network/policies.git";
  }

  @Override
  public int refusedStatus() {
    return 400;
  }

  @Override
  boolean knows(Map<String, String> headers) {
    return SECRET.equals(headers.get("PRIVATE-TOKEN"));
  }

  @Override
  Reply reply(Asked asked) {
    if (asked.is("GET", REQUESTS)) {
      return page(
          asked, all().stream().filter(pull -> asksFor(asked, pull)).map(this::json).toList());
    } else if (asked.is("POST", REQUESTS)) {
      return open(asked.body());
    } else if (asked.is("GET", REQUESTS + "/\\d+")) {
      return Reply.of(200, json(pull(asked.number(1))));
    } else if (asked.is("PUT", REQUESTS + "/\\d+")) {
      return change(pull(asked.number(1)), asked.body());
    } else if (asked.is("GET", REQUESTS + "/\\d+/notes")) {
      return page(asked, notes(pull(asked.number(1))));
    } else if (asked.is("POST", REQUESTS + "/\\d+/notes")) {
      say(pull(asked.number(1)), asked.body().path("body").asText());
      return Reply.of(201, Reply.object());
    } else if (asked.is("PUT", REQUESTS + "/\\d+/notes/\\d+")) {
      pull(asked.number(2)).comments.put(asked.number(1), asked.body().path("body").asText());
      return Reply.of(200, Reply.object());
    }
    return Reply.message(404, "404 Not Found");
  }

  private static boolean asksFor(Asked asked, FakePull pull) {
    String branch = asked.query().get("source_branch");
    boolean state = asked.query().get("state").equals("all") || pull.isOpen();
    return state && (branch == null || branch.equals(pull.branch));
  }

  private Reply open(JsonNode body) {
    String branch = body.path("source_branch").asText();
    for (FakePull pull : all()) {
      if (pull.isOpen() && !pull.fromFork && pull.branch.equals(branch)) {
        ObjectNode error = Reply.object();
        error
            .putArray("message")
            .add(
                "Another open merge request already exists for this source branch: !"
                    + pull.number);
        return Reply.of(409, error);
      }
    }
    FakePull pull =
        add(
            branch,
            body.path("target_branch").asText(),
            body.path("title").asText(),
            body.path("description").asText());
    pull.draft = isDraft(pull.title);
    addAll(pull, body.path("labels").asText());
    return Reply.of(201, json(pull));
  }

  private Reply change(FakePull pull, JsonNode body) {
    pull.title = body.path("title").asText(pull.title);
    pull.draft = isDraft(pull.title);
    pull.body = body.path("description").asText(pull.body);
    addAll(pull, body.path("add_labels").asText());
    pull.labels.removeAll(List.of(body.path("remove_labels").asText().split(",")));
    if (body.path("state_event").asText().equals("close")) {
      pull.end("closed", "2026-11-20T10:00:00.000Z");
    }
    return Reply.of(200, json(pull));
  }

  private static void addAll(FakePull pull, String labels) {
    for (String label : labels.split(",", -1)) {
      if (!label.isEmpty() && !pull.labels.contains(label)) {
        pull.labels.add(label);
      }
    }
  }

  private static boolean isDraft(String title) {
    return title.toLowerCase(Locale.ROOT).startsWith("draft:");
  }

  /** GitLab's own note comes first: it is no comment, whatever it says. */
  private static List<ObjectNode> notes(FakePull pull) {
    List<ObjectNode> notes = new ArrayList<>();
    notes.add(Reply.object().put("id", 1).put("body", "assigned to @someone").put("system", true));
    pull.comments.forEach(
        (id, text) ->
            notes.add(Reply.object().put("id", id).put("body", text).put("system", false)));
    return notes;
  }

  private ObjectNode json(FakePull pull) {
    ObjectNode json = Reply.object().put("id", 9_000 + pull.number).put("iid", pull.number);
    json.put("state", pull.isOpen() ? "opened" : pull.state).put("title", pull.title);
    json.put("description", pull.body.isEmpty() ? null : pull.body);
    json.put("draft", pull.draft || isDraft(pull.title));
    json.put("closed_at", pull.state.equals("closed") ? pull.ended : null);
    json.put("merged_at", pull.state.equals("merged") ? pull.ended : null);
    json.put("source_branch", pull.branch).put("target_branch", pull.base).put("sha", pull.head());
    json.put("source_project_id", pull.fromFork ? 8 : 7).put("target_project_id", 7);
    json.put("web_url", "https://gitlab.example/policies/-/merge_requests/" + pull.number);
    pull.labels.forEach(json.putArray("labels")::add);
    return json;
  }
}
