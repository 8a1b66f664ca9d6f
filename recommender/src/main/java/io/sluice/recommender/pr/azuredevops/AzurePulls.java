package io.sluice.recommender.pr.azuredevops;

import static io.sluice.recommender.pr.rest.RestAnswer.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.pr.host.Found;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import java.util.TreeSet;

/** Pull requests in the JSON of Azure DevOps. */
final class AzurePulls {
  static final String BRANCHES = "refs/heads/";

  private final AzureDevOpsRepository repository;

  AzurePulls(AzureDevOpsRepository repository) {
    this.repository = repository;
  }

  /** Whether its branch is in the repository itself, not in a fork. */
  static boolean isOurs(JsonNode pull) {
    JsonNode fork = pull.path("forkSource");
    return fork.isMissingNode() || fork.isNull();
  }

  Found found(JsonNode pull) {
    return Found.of(pullRequest(pull), text(pull, "closedDate"));
  }

  PullRequest pullRequest(JsonNode pull) {
    TreeSet<String> labels = new TreeSet<>();
    for (JsonNode label : pull.path("labels")) {
      if (label.path("active").asBoolean(true)) {
        labels.add(text(label, "name"));
      }
    }
    long number = pull.path("pullRequestId").asLong();
    return new PullRequest(
        number,
        state(text(pull, "status")),
        branch(text(pull, "sourceRefName")),
        branch(text(pull, "targetRefName")),
        text(pull.path("lastMergeSourceCommit"), "commitId"),
        text(pull, "title"),
        text(pull, "description"),
        pull.path("isDraft").asBoolean(),
        labels,
        repository.web(number));
  }

  private static State state(String status) {
    return switch (status) {
      case "completed" -> State.MERGED;
      case "abandoned" -> State.CLOSED;
      default -> State.OPEN;
    };
  }

  private static String branch(String ref) {
    return ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : ref;
  }
}
