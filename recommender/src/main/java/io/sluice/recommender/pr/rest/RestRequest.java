package io.sluice.recommender.pr.rest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One question to a host.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param path below the interface's base, with its query, encoded, beginning with {@code /}
 * @param body what is sent; null for none
 * @param repeatable whether a second arrival changes nothing that the first did not
 * @param purpose what it is for
 */
public record RestRequest(
    String method, String path, @Nullable JsonNode body, boolean repeatable, Purpose purpose) {

  public static RestRequest get(String path, Purpose purpose) {
    return new RestRequest("GET", path, null, true, purpose);
  }

  public static RestRequest delete(String path, Purpose purpose) {
    return new RestRequest("DELETE", path, null, true, purpose);
  }

  public static RestRequest put(String path, JsonNode body, Purpose purpose) {
    return new RestRequest("PUT", path, body, true, purpose);
  }

  public static RestRequest patch(String path, JsonNode body, Purpose purpose) {
    return new RestRequest("PATCH", path, body, true, purpose);
  }

  /** A POST makes something each time that it arrives: it is not repeated after a lost answer. */
  public static RestRequest post(String path, JsonNode body, Purpose purpose) {
    return new RestRequest("POST", path, body, false, purpose);
  }

  /** The same, where a second arrival changes nothing. */
  public RestRequest thatMayBeRepeated() {
    return new RestRequest(method, path, body, true, purpose);
  }

  /** The same with another query, which is encoded already. */
  RestRequest withQuery(String query) {
    int end = path.indexOf('?');
    String before = end < 0 ? path : path.substring(0, end);
    return new RestRequest(method, before + "?" + query, body, repeatable, purpose);
  }

  boolean writes() {
    return !method.equals("GET");
  }
}
