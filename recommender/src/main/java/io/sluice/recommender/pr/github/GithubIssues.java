package io.sluice.recommender.pr.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.host.LabelChange;
import io.sluice.recommender.pr.host.StickyText;
import io.sluice.recommender.pr.rest.LinkedPages;
import io.sluice.recommender.pr.rest.Purpose;
import io.sluice.recommender.pr.rest.RestAnswer;
import io.sluice.recommender.pr.rest.RestClient;
import io.sluice.recommender.pr.rest.RestRequest;
import io.sluice.recommender.pr.rest.UrlText;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Labels and comments: in GitHub a pull request is an issue too, and has them as such. */
final class GithubIssues {
  private static final String NEEDS = "pull_requests=write, for new labels also issues=write";

  private final String repository;
  private final RestClient client;

  GithubIssues(GithubRepository repository, RestClient client) {
    this.repository = repository.path();
    this.client = client;
  }

  void label(long number, SortedSet<String> labels, String own) {
    String path = path(number) + "/labels";
    Purpose purpose = new Purpose("label pull request #" + number, NEEDS);
    List<String> there =
        LinkedPages.all(client, RestRequest.get(path + "?per_page=100", purpose)).stream()
            .map(label -> RestAnswer.text(label, "name"))
            .toList();
    LabelChange change = LabelChange.ignoringCase(there, labels, own);
    addLabels(number, change.add());
    for (String label : change.remove()) {
      RestRequest delete = RestRequest.delete(path + "/" + UrlText.segment(label), purpose);
      RestAnswer answer = client.ask(delete);
      if (answer.status() != 200 && answer.status() != 404) {
        throw client.refusal(delete, answer);
      }
    }
  }

  /** GitHub makes the labels that the repository does not have, if the token may write issues. */
  void addLabels(long number, SortedSet<String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode names = body.putArray("labels");
    labels.forEach(names::add);
    Purpose purpose = new Purpose("label pull request #" + number, NEEDS);
    // To add a label twice is to add it once.
    client.send(RestRequest.post(path(number) + "/labels", body, purpose).thatMayBeRepeated());
  }

  /** Adds the comment, or replaces its text if that differs. */
  void say(long number, StickyText sticky) {
    Purpose purpose = new Purpose("comment on pull request #" + number, NEEDS);
    String path = path(number) + "/comments";
    Optional<JsonNode> there =
        LinkedPages.all(client, RestRequest.get(path + "?per_page=100", purpose)).stream()
            .filter(comment -> sticky.isIn(RestAnswer.text(comment, "body")))
            .findFirst();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("body", sticky.whole());
    if (there.isEmpty()) {
      client.send(RestRequest.post(path, body, purpose));
    } else if (!sticky.isSaidBy(RestAnswer.text(there.orElseThrow(), "body"))) {
      long id = there.orElseThrow().path("id").asLong();
      client.send(RestRequest.patch(repository + "/issues/comments/" + id, body, purpose));
    }
  }

  private String path(long number) {
    return repository + "/issues/" + number;
  }
}
