package io.sluice.recommender.serve.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back, to Java's client or over a bare socket, for requests that the client does not
 * send.
 *
 * @param statusCode 0 where no response came
 */
record RawResponse(int statusCode, HttpHeaders headers, String body) {
  private static final String END_OF_HEAD = "\r\n\r\n";

  static RawResponse of(HttpResponse<String> response) {
    return new RawResponse(response.statusCode(), response.headers(), response.body());
  }

  /** Of all that came over a socket. */
  static RawResponse of(String text) {
    int end = text.indexOf(END_OF_HEAD);
    int status = text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    String head = end < 0 ? "" : text.substring(0, end);
    return new RawResponse(
        status, headers(head), end < 0 ? "" : text.substring(end + END_OF_HEAD.length()));
  }

  private static HttpHeaders headers(String head) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        headers
            .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
            .add(line.substring(colon + 2));
      }
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
