package io.sluice.recommender.pr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.azuredevops.AzureDevOpsHost;
import io.sluice.recommender.pr.azuredevops.AzureDevOpsRepository;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.rest.Patience;
import io.sluice.recommender.pr.rest.Token;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** Azure DevOps. Its lists show the beginning of a description only. */
public final class FakeAzureDevOps extends FakeHost {
  private static final String REPO = "/contoso/Network%20Team/_apis/git/repositories/policies";
  private static final String REF = "refs/heads/";
  private static final int SHOWN_IN_LISTS = 400;

  @Override
  public PullRequestHost client(Patience patience) {
    return new AzureDevOpsHost(
        new AzureDevOpsRepository(url("/contoso"), "Network Team", "policies"),
        new TreeSet<>(List.of("d6245f20-2af8-44f4-9451-8107cb2767db")),
        new Token(SECRET, "SLUICE_AZURE_TOKEN", Token.Scheme.BASIC),
        patience);
  }

  @Override
  public URI apiUrl() {
    return url("/contoso");
  }

  @Override
  public String path() {
    return "contoso/Network%20Team/_git/policies";
  }

  @Override
  public int refusedStatus() {
    return 400;
  }

  @Override
  boolean knows(Map<String, String> headers) {
    byte[] pair = (":" + SECRET).getBytes(StandardCharsets.UTF_8);
    return ("Basic " + Base64.getEncoder().encodeToString(pair))
        .equals(headers.get("Authorization"));
  }

  @Override
  Reply reply(Asked asked) {
    if (!"7.1".equals(asked.query().get("api-version"))) {
      return Reply.message(400, "No api-version was supplied");
    } else if (asked.is("GET", REPO + "/pullrequests")) {
      return list(asked);
    } else if (asked.is("POST", REPO + "/pullrequests")) {
      return open(asked.body());
    } else if (asked.is("GET", REPO + "/pullRequests/\\d+")) {
      return Reply.of(200, json(pull(asked.number(1)), Integer.MAX_VALUE));
    } else if (asked.is("PATCH", REPO + "/pullRequests/\\d+")) {
      return change(pull(asked.number(1)), asked.body());
    } else if (asked.path().matches(REPO + "/pullRequests/\\d+/labels.*")) {
      return labels(asked);
    } else if (asked.is("GET", REPO + "/pullRequests/\\d+/threads")) {
      return value(threads(pull(asked.number(1))));
    } else if (asked.is("POST", REPO + "/pullRequests/\\d+/threads")) {
      say(pull(asked.number(1)), asked.body().path("comments").path(0).path("content").asText());
      return Reply.of(200, Reply.object());
    } else if (asked.is("PATCH", REPO + "/pullRequests/\\d+/threads/\\d+/comments/1")) {
      pull(asked.number(3)).comments.put(asked.number(2), asked.body().path("content").asText());
      return Reply.of(200, Reply.object());
    }
    return Reply.message(404, "VS800075: The project does not exist, or you may not see it.");
  }

  private Reply list(Asked asked) {
    String ref = asked.query().get("searchCriteria.sourceRefName");
    boolean all = asked.query().get("searchCriteria.status").equals("all");
    List<ObjectNode> found = new ArrayList<>();
    for (FakePull pull : all()) {
      if ((all || pull.isOpen()) && (ref == null || ref.equals(REF + pull.branch))) {
        found.add(0, json(pull, SHOWN_IN_LISTS));
      }
    }
    int skip = Math.min(Integer.parseInt(asked.query().get("$skip")), found.size());
    return value(found.subList(skip, Math.min(skip + pageSize, found.size())));
  }

  private Reply open(JsonNode body) {
    String branch = body.path("sourceRefName").asText().substring(REF.length());
    if (all().stream()
        .anyMatch(pull -> pull.isOpen() && !pull.fromFork && pull.branch.equals(branch))) {
      return Reply.message(
          409, "TF401179: An active pull request for the source and target branch already exists.");
    }
    FakePull pull =
        add(
            branch,
            body.path("targetRefName").asText().substring(REF.length()),
            body.path("title").asText(),
            body.path("description").asText());
    pull.draft = body.path("isDraft").asBoolean();
    body.path("labels").forEach(label -> pull.labels.add(label.path("name").asText()));
    return Reply.of(201, json(pull, Integer.MAX_VALUE));
  }

  private Reply change(FakePull pull, JsonNode body) {
    pull.title = body.path("title").asText(pull.title);
    pull.body = body.path("description").asText(pull.body);
    pull.draft = body.path("isDraft").asBoolean(pull.draft);
    if (body.path("status").asText().equals("abandoned")) {
      pull.end("closed", "2026-11-20T10:00:00.1234567Z");
    }
    return Reply.of(200, json(pull, Integer.MAX_VALUE));
  }

  private Reply labels(Asked asked) {
    if (asked.method().equals("DELETE")) {
      FakePull pull = pull(Long.parseLong(asked.path().split("/", -1)[8]));
      pull.labels.removeIf(label -> id(label).equals(asked.lastSegment()));
      return Reply.of(200, Reply.object());
    }
    FakePull pull = pull(asked.number(1));
    String name = asked.body().path("name").asText();
    if (asked.method().equals("POST") && pull.labels.stream().noneMatch(name::equalsIgnoreCase)) {
      pull.labels.add(name);
    }
    return value(pull.labels.stream().map(FakeAzureDevOps::label).toList());
  }

  private static ObjectNode label(String name) {
    return Reply.object().put("id", id(name)).put("name", name).put("active", true);
  }

  private static String id(String label) {
    return UUID.nameUUIDFromBytes(label.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static List<ObjectNode> threads(FakePull pull) {
    List<ObjectNode> threads = new ArrayList<>();
    pull.comments.forEach(
        (id, text) -> {
          ObjectNode thread = Reply.object().put("id", id).put("status", "closed");
          thread.putArray("comments").addObject().put("id", 1).put("content", text);
          threads.add(thread);
        });
    return threads;
  }

  private static Reply value(List<ObjectNode> items) {
    ObjectNode list = Reply.object().put("count", items.size());
    list.set("value", Reply.array(items));
    return Reply.of(200, list);
  }

  private static ObjectNode json(FakePull pull, int shown) {
    ObjectNode json = Reply.object().put("pullRequestId", pull.number).put("title", pull.title);
    Map<String, String> words =
        Map.of("open", "active", "merged", "completed", "closed", "abandoned");
    json.put("status", words.get(pull.state)).put("isDraft", pull.draft);
    json.put("description", pull.body.substring(0, Math.min(shown, pull.body.length())));
    json.put("sourceRefName", REF + pull.branch).put("targetRefName", REF + pull.base);
    if (!pull.ended.isEmpty()) {
      json.put("closedDate", pull.ended);
    }
    if (pull.fromFork) {
      json.putObject("forkSource").put("name", REF + pull.branch);
    }
    json.putObject("lastMergeSourceCommit").put("commitId", pull.head());
    json.set("labels", Reply.array(pull.labels.stream().map(FakeAzureDevOps::label).toList()));
    return json;
  }
}
