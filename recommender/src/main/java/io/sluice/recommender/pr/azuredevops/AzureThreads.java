package io.sluice.recommender.pr.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.host.StickyText;
import io.sluice.recommender.pr.rest.Purpose;
import io.sluice.recommender.pr.rest.RestAnswer;
import io.sluice.recommender.pr.rest.RestClient;
import io.sluice.recommender.pr.rest.RestRequest;

/**
 * Comments of a pull request. Each begins a thread of its own, which is closed from the start: an
 * active one would count as a question that somebody has to resolve before merging.
 */
final class AzureThreads {
  private static final String VERSION = "?api-version=7.1";

  private final RestClient client;
  private final AzureLists lists;
  private final String repository;

  AzureThreads(RestClient client, AzureLists lists, String repository) {
    this.client = client;
    this.lists = lists;
    this.repository = repository;
  }

  /** Adds the comment, or replaces its text if that differs. */
  void say(long pullRequest, StickyText sticky, Purpose purpose) {
    String path = repository + "/pullRequests/" + pullRequest + "/threads";
    for (JsonNode thread : lists.whole(path + VERSION, purpose)) {
      JsonNode first = thread.path("comments").path(0);
      String content = RestAnswer.text(first, "content");
      if (!thread.path("isDeleted").asBoolean()
          && !first.path("isDeleted").asBoolean()
          && sticky.isIn(content)) {
        if (!sticky.isSaidBy(content)) {
          replace(path, thread.path("id").asLong(), first.path("id").asLong(), sticky, purpose);
        }
        return;
      }
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode comment = body.putArray("comments").addObject();
    comment.put("parentCommentId", 0).put("content", sticky.whole()).put("commentType", "text");
    body.put("status", "closed");
    client.send(RestRequest.post(path + VERSION, body, purpose));
  }

  private void replace(String path, long thread, long comment, StickyText sticky, Purpose purpose) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("content", sticky.whole());
    String one = path + "/" + thread + "/comments/" + comment + VERSION;
    client.send(RestRequest.patch(one, body, purpose));
  }
}
