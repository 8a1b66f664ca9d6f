package io.sluice.recommender.pr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.github.GithubHost;
import io.sluice.recommender.pr.github.GithubRepository;
import io.sluice.recommender.pr.github.VerifiedCommits;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.rest.Patience;
import io.sluice.recommender.pr.rest.Token;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** GitHub. */
public final class FakeGithub extends FakeHost {
  private static final String REPO = "/api/v3/repos/contoso/policies";

  /** Where it has no drafts, as for private repositories on the free plan. */
  public boolean withoutDrafts;

  /** The commit that every branch is at. */
  public String head = "0".repeat(40);

  /** Makes the commits that it is asked for in a real repository; by default none. */
  public Optional<Committer> committer = Optional.empty();

  /** Who makes a commit on a branch. */
  @FunctionalInterface
  public interface Committer {
    /**
     * Makes it.
     *
     * @param files content by path; empty for what goes
     * @return its id, or nothing where the branch is not at the expected head
     */
    Optional<String> commit(
        String branch,
        String expectedHead,
        String message,
        SortedMap<String, Optional<String>> files);
  }

  @Override
  public PullRequestHost client(Patience patience) {
    return new GithubHost(repository(), token(), patience);
  }

  public VerifiedCommits commits(Patience patience) {
    return new VerifiedCommits(repository(), token(), patience);
  }

  private GithubRepository repository() {
    return GithubRepository.at(url("/api/v3"), "contoso", "policies");
  }

  private static Token token() {
    return new Token(SECRET, "SLUICE_GITHUB_TOKEN", Token.Scheme.BEARER);
  }

  @Override
  public URI apiUrl() {
    return url("/api/v3");
  }

  @Override
  public String path() {
    return "contoso/policies.git";
  }

  @Override
  public int refusedStatus() {
    return 422;
  }

  @Override
  boolean knows(Map<String, String> headers) {
    return ("Bearer " + SECRET).equals(headers.get("Authorization"));
  }

  @Override
  Reply reply(Asked asked) {
    if (asked.is("GET", REPO + "/pulls")) {
      return page(
          asked, all().stream().filter(pull -> asksFor(asked, pull)).map(this::json).toList());
    } else if (asked.is("POST", REPO + "/pulls")) {
      return open(asked.body());
    } else if (asked.is("GET", REPO + "/pulls/\\d+")) {
      return Reply.of(200, json(pull(asked.number(1))));
    } else if (asked.is("PATCH", REPO + "/pulls/\\d+")) {
      return change(pull(asked.number(1)), asked.body());
    } else if (asked.path().matches(REPO + "/issues/\\d+/labels.*")) {
      return labels(asked, pull(asked.number(1)));
    } else if (asked.is("GET", REPO + "/issues/\\d+/comments")) {
      return page(asked, comments(pull(asked.number(1))));
    } else if (asked.is("POST", REPO + "/issues/\\d+/comments")) {
      say(pull(asked.number(1)), asked.body().path("body").asText());
      return Reply.of(201, Reply.object());
    } else if (asked.is("PATCH", REPO + "/issues/comments/\\d+")) {
      long id = asked.number(1);
      all().stream()
          .filter(pull -> pull.comments.containsKey(id))
          .forEach(pull -> pull.comments.put(id, asked.body().path("body").asText()));
      return Reply.of(200, Reply.object());
    } else if (asked.is("POST", "/api/graphql")) {
      return graph(asked.body());
    }
    return Reply.message(404, "Not Found");
  }

  private static boolean asksFor(Asked asked, FakePull pull) {
    String head = asked.query().get("head");
    boolean state = asked.query().get("state").equals("all") || pull.isOpen();
    // A fork of another owner is not found by head; one of the same owner is.
    return state && (head == null || head.equals("contoso:" + pull.branch));
  }

  private Reply open(JsonNode body) {
    String branch = body.path("head").asText();
    if (withoutDrafts && body.path("draft").asBoolean()) {
      return Reply.message(422, "Draft pull requests are not supported in this repository.");
    }
    if (all().stream()
        .anyMatch(pull -> pull.isOpen() && !pull.fromFork && pull.branch.equals(branch))) {
      ObjectNode error = Reply.object().put("message", "Validation Failed");
      error
          .putArray("errors")
          .addObject()
          .put("resource", "PullRequest")
          .put("code", "custom")
          .put("message", "A pull request already exists for contoso:" + branch + ".");
      return Reply.of(422, error);
    }
    FakePull pull =
        add(
            branch,
            body.path("base").asText(),
            body.path("title").asText(),
            body.path("body").asText());
    pull.draft = body.path("draft").asBoolean();
    return Reply.of(201, json(pull));
  }

  private Reply change(FakePull pull, JsonNode body) {
    pull.title = body.path("title").asText(pull.title);
    pull.body = body.path("body").asText(pull.body);
    if (body.path("state").asText().equals("closed")) {
      pull.end("closed", "2026-11-20T10:00:00Z");
    }
    return Reply.of(200, json(pull));
  }

  private Reply labels(Asked asked, FakePull pull) {
    if (asked.method().equals("POST")) {
      for (JsonNode label : asked.body().path("labels")) {
        if (pull.labels.stream().noneMatch(label.asText()::equalsIgnoreCase)) {
          pull.labels.add(label.asText());
        }
      }
    } else if (asked.method().equals("DELETE") && !pull.labels.remove(asked.lastSegment())) {
      return Reply.message(404, "Label does not exist");
    }
    List<ObjectNode> labels = pull.labels.stream().map(l -> Reply.object().put("name", l)).toList();
    return asked.method().equals("GET") ? page(asked, labels) : Reply.of(200, Reply.array(labels));
  }

  private static List<ObjectNode> comments(FakePull pull) {
    List<ObjectNode> comments = new ArrayList<>();
    pull.comments.forEach(
        (id, text) -> comments.add(Reply.object().put("id", id).put("body", text)));
    return comments;
  }

  private Reply graph(JsonNode body) {
    JsonNode input = body.path("variables").path("input");
    String query = body.path("query").asText();
    ObjectNode data = Reply.object();
    if (query.contains("createCommitOnBranch")) {
      if (committer.isPresent()) {
        head = made(input, committer.get()).orElse("none");
        data.putObject("data")
            .putObject("createCommitOnBranch")
            .putObject("commit")
            .put("oid", head);
        return Reply.of(200, data);
      }
      if (!input.path("expectedHeadOid").asText().equals(head)) {
        ObjectNode answer = Reply.object().putNull("data");
        String message =
            "Expected branch to point to \"" + head + "\" but it did not. Pull and try again.";
        answer.putArray("errors").addObject().put("type", "STALE_DATA").put("message", message);
        return Reply.of(200, answer);
      }
      head = "c".repeat(40);
      data.putObject("data").putObject("createCommitOnBranch").putObject("commit").put("oid", head);
      return Reply.of(200, data);
    }
    String node = input.path("pullRequestId").asText();
    FakePull pull = pull(Long.parseLong(node.substring("PR_".length())));
    pull.draft = query.contains("convertPullRequestToDraft");
    data.putObject("data").putObject("any").putObject("pullRequest").put("isDraft", pull.draft);
    return Reply.of(200, data);
  }

  private static Optional<String> made(JsonNode input, Committer committer) {
    SortedMap<String, Optional<String>> files = new TreeMap<>();
    for (JsonNode file : input.path("fileChanges").path("additions")) {
      byte[] content = Base64.getDecoder().decode(file.path("contents").asText());
      files.put(
          file.path("path").asText(), Optional.of(new String(content, StandardCharsets.UTF_8)));
    }
    for (JsonNode file : input.path("fileChanges").path("deletions")) {
      files.put(file.path("path").asText(), Optional.empty());
    }
    JsonNode message = input.path("message");
    return committer.commit(
        input.path("branch").path("branchName").asText(),
        input.path("expectedHeadOid").asText(),
        message.path("headline").asText() + "\n\n" + message.path("body").asText(),
        files);
  }

  private ObjectNode json(FakePull pull) {
    ObjectNode json = Reply.object().put("number", pull.number).put("node_id", "PR_" + pull.number);
    json.put("state", pull.isOpen() ? "open" : "closed").put("title", pull.title);
    json.put("body", pull.body.isEmpty() ? null : pull.body).put("draft", pull.draft);
    json.put("closed_at", pull.ended.isEmpty() ? null : pull.ended);
    json.put("merged_at", pull.state.equals("merged") ? pull.ended : null);
    json.put("html_url", "https://github.example/contoso/policies/pull/" + pull.number);
    ObjectNode from = json.putObject("head").put("ref", pull.branch).put("sha", pull.head());
    from.putObject("repo").put("full_name", pull.fromFork ? "contoso/fork" : "contoso/policies");
    json.putObject("base").put("ref", pull.base);
    json.set(
        "labels",
        Reply.array(pull.labels.stream().map(l -> Reply.object().put("name", l)).toList()));
    return json;
  }
}
