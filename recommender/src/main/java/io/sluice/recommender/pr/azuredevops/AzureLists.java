package io.sluice.recommender.pr.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.pr.rest.Purpose;
import io.sluice.recommender.pr.rest.RestClient;
import io.sluice.recommender.pr.rest.RestRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of Azure DevOps: {@code {"count": 2, "value": [...]}}. Some are paged by how many to skip
 * and tell nothing of a next page: a page shorter than what was asked for may be the server's own
 * limit, so only an empty one is the end.
 */
final class AzureLists {
  private static final int PAGE = 100;

  private final RestClient client;

  AzureLists(RestClient client) {
    this.client = client;
  }

  /** All items of a paged list. */
  List<JsonNode> paged(String pathAndQuery, Purpose purpose) {
    List<JsonNode> all = new ArrayList<>();
    while (true) {
      String page = pathAndQuery + "&$top=" + PAGE + "&$skip=" + all.size();
      List<JsonNode> items = whole(page, purpose);
      if (items.isEmpty()) {
        return all;
      }
      all.addAll(items);
    }
  }

  /** The items of a list that comes in one piece. */
  List<JsonNode> whole(String pathAndQuery, Purpose purpose) {
    RestRequest get = RestRequest.get(pathAndQuery, purpose);
    JsonNode value = client.send(get).json().path("value");
    if (!value.isArray()) {
      throw client.senseless(get, "no list");
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }
}
