package io.sluice.recommender.pr.github;

import static io.sluice.recommender.pr.rest.RestAnswer.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.pr.host.Found;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import java.util.TreeSet;

/** Pull requests in GitHub's JSON. */
final class GithubPulls {
  private final GithubRepository repository;

  GithubPulls(GithubRepository repository) {
    this.repository = repository;
  }

  /** Whether its branch is in the repository itself; the repository of a deleted fork is null. */
  boolean isOurs(JsonNode pull) {
    String from = pull.path("head").path("repo").path("full_name").asText();
    return from.equalsIgnoreCase(repository.fullName());
  }

  Found found(JsonNode pull) {
    return Found.of(pullRequest(pull), text(pull, "closed_at"));
  }

  PullRequest pullRequest(JsonNode pull) {
    TreeSet<String> labels = new TreeSet<>();
    pull.path("labels").forEach(label -> labels.add(text(label, "name")));
    return new PullRequest(
        pull.path("number").asLong(),
        state(pull),
        text(pull.path("head"), "ref"),
        text(pull.path("base"), "ref"),
        text(pull.path("head"), "sha"),
        text(pull, "title"),
        text(pull, "body"),
        pull.path("draft").asBoolean(),
        labels,
        text(pull, "html_url"));
  }

  private static State state(JsonNode pull) {
    if (text(pull, "state").equals("open")) {
      return State.OPEN;
    }
    return text(pull, "merged_at").isEmpty() ? State.CLOSED : State.MERGED;
  }
}
