package io.sluice.recommender.pr.gitlab;

import static io.sluice.recommender.pr.rest.RestAnswer.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.pr.host.Found;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import java.util.TreeSet;

/** Merge requests in GitLab's JSON. Titles are read without the word that makes a draft. */
final class MergeRequests {
  private MergeRequests() {}

  /** Whether its branch is in the project itself, not in a fork. */
  static boolean isOurs(JsonNode request) {
    return request.path("source_project_id").asLong(-1)
        == request.path("target_project_id").asLong(-2);
  }

  static Found found(JsonNode request) {
    String merged = text(request, "merged_at");
    return Found.of(pullRequest(request), merged.isEmpty() ? text(request, "closed_at") : merged);
  }

  static PullRequest pullRequest(JsonNode request) {
    TreeSet<String> labels = new TreeSet<>();
    request.path("labels").forEach(label -> labels.add(label.asText()));
    return new PullRequest(
        request.path("iid").asLong(),
        state(text(request, "state")),
        text(request, "source_branch"),
        text(request, "target_branch"),
        text(request, "sha"),
        DraftTitle.plain(text(request, "title")),
        text(request, "description"),
        request.path("draft").asBoolean(),
        labels,
        text(request, "web_url"));
  }

  /** Locked means that it is being merged right now. */
  private static State state(String state) {
    return switch (state) {
      case "merged", "locked" -> State.MERGED;
      case "closed" -> State.CLOSED;
      default -> State.OPEN;
    };
  }
}
