package io.sluice.recommender.pr.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.rest.Patience;
import io.sluice.recommender.pr.rest.Purpose;
import io.sluice.recommender.pr.rest.RestAnswer;
import io.sluice.recommender.pr.rest.RestClient;
import io.sluice.recommender.pr.rest.RestRequest;
import io.sluice.recommender.pr.rest.Token;

/** GitHub's GraphQL, which answers 200 also where it refuses. */
final class GithubGraph {
  private final RestClient client;

  GithubGraph(GithubRepository repository, Token token, Patience patience) {
    this.client = new RestClient(repository.graphql(), token, new GithubRules(), patience);
  }

  /**
   * Asks for one mutation with one variable, {@code $input}.
   *
   * @param repeatable whether to do it twice does no more than to do it once
   * @return the member {@code data}
   */
  JsonNode mutate(String mutation, ObjectNode input, boolean repeatable, Purpose purpose) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", mutation);
    body.putObject("variables").set("input", input);
    RestRequest post = RestRequest.post("", body, purpose);
    RestAnswer answer = client.send(repeatable ? post.thatMayBeRepeated() : post);
    JsonNode error = answer.json().path("errors").path(0);
    if (!error.isMissingNode()) {
      String type = error.path("type").asText();
      String hint = type.equals("FORBIDDEN") ? " (needed: " + purpose.needs() + ")" : "";
      throw new HostException(
          reason(type), "GitHub: could not " + purpose.doing() + ": " + answer.words() + hint);
    }
    if (!answer.json().path("data").isObject()) {
      throw client.senseless(post, "no data");
    }
    return answer.json().path("data");
  }

  private static Reason reason(String type) {
    return switch (type) {
      case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> Reason.NOT_PERMITTED;
      case "NOT_FOUND" -> Reason.NOT_FOUND;
      case "STALE_DATA" -> Reason.CONFLICT;
      default -> Reason.REFUSED;
    };
  }
}
