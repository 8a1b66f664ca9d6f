package io.sluice.recommender.pr.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list in pages, each naming the next in its {@code Link} header (RFC 8288), as GitHub and GitLab
 * do. A page may hold fewer items than were asked for and still not be the last. Of the next page's
 * URL only the query is used: the token goes nowhere else.
 */
public final class LinkedPages {
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*(?:;\\s*[^,;]*)*?;\\s*rel=\"?next\"?(?=\\s*(?:[,;]|$))");

  private LinkedPages() {}

  /** The items of all pages. Half a list is never returned. */
  public static List<JsonNode> all(RestClient client, RestRequest first) {
    List<JsonNode> items = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    Optional<RestRequest> next = Optional.of(first);
    while (next.isPresent()) {
      RestRequest request = next.orElseThrow();
      if (!asked.add(request.path())) {
        throw client.senseless(request, "a page that names itself as the next one");
      }
      RestAnswer answer = client.send(request);
      items(client, request, answer.json()).forEach(items::add);
      next = nextQuery(answer).map(request::withQuery);
    }
    return items;
  }

  /** The items of one answer, which must be a list. */
  static JsonNode items(RestClient client, RestRequest request, JsonNode list) {
    if (!list.isArray()) {
      throw client.senseless(request, "no list");
    }
    return list;
  }

  private static Optional<String> nextQuery(RestAnswer answer) {
    Matcher link = NEXT.matcher(String.join(", ", answer.headers().allValues("Link")));
    if (!link.find()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(URI.create(link.group(1)).getRawQuery());
    } catch (IllegalArgumentException e) {
      throw new HostException(Reason.UNREACHABLE, "a Link header holds no URL", e);
    }
  }
}
