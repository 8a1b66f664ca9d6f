package io.sluice.recommender.serve.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.write.JsonText;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** Why there is no answer, as RFC 9457 writes it. */
final class Problem extends RuntimeException {
  static final String TYPE = "application/problem+json";

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String detail;
  private final transient Map<String, String> headers;

  Problem(int status, String detail) {
    this(status, detail, Map.of());
  }

  /**
   * A problem.
   *
   * @param detail for people: what was expected and what to do; "" where the status says it all
   * @param headers further headers of the reply
   */
  Problem(int status, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }

  static Problem badRequest(String detail) {
    return new Problem(HttpStatus.BAD_REQUEST_400, detail);
  }

  /** What is not there yet, or not now. */
  static Problem later(String detail) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE_503, detail, Map.of("Retry-After", "5"));
  }

  Reply reply() {
    return new Reply(status, TYPE, JsonText.write(json(status, detail))).with(headers);
  }

  static ObjectNode json(int status, String detail) {
    ObjectNode json =
        JsonText.object()
            .put("type", "about:blank")
            .put("title", HttpStatus.getMessage(status))
            .put("status", status);
    return detail.isEmpty() ? json : json.put("detail", detail);
  }
}
