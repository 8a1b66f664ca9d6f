package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.document.BrokenFileException;
import java.util.Set;

/**
 * A line of a recorded watch: {@code {"type":"ADDED","object":{…}}}, as {@code kubectl get -w
 * --output-watch-events -o json} prints it, with or without a {@code "time"} that the recorder
 * added.
 */
final class WatchEvent {
  private static final Set<String> TYPES =
      Set.of("ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR");

  private WatchEvent() {}

  static boolean isType(String word) {
    return TYPES.contains(word);
  }

  /** Whether a {@code Status} of the API server tells of an error. */
  static boolean saysWhy(JsonNode status) {
    return status.has("message") || status.has("reason") || status.has("code");
  }

  /** What a {@code Status} of the API server says: its message, else its reason and code. */
  static String reasonOf(JsonNode status) {
    String message = status.path("message").asText("");
    String reason = status.path("reason").asText("");
    String code = status.path("code").asText("");
    if (!message.isBlank()) {
      return message;
    }
    if (reason.isBlank()) {
      return code.isBlank() ? "the API server gave no reason" : "code " + code;
    }
    return code.isBlank() ? reason : reason + " (code " + code + ")";
  }

  /** When an event was, in milliseconds; {@link Long#MIN_VALUE} where nothing tells. */
  static long timeOf(ClusterObject.Event event, JsonNode time, JsonNode tree, int line) {
    if (!time.isMissingNode() && !time.isNull()) {
      return Timestamps.millis(time.asText())
          .orElseThrow(
              () ->
                  new BrokenFileException(
                      line,
                      "\"time\" of a watch event must be an RFC 3339 time such as"
                          + " 2025-01-31T12:00:00Z, but is \""
                          + time.asText()
                          + "\"",
                      false));
    }
    JsonNode metadata = tree.path("metadata");
    long started = Timestamps.started(tree);
    return switch (event) {
      case ADDED, PRESENT ->
          Timestamps.millis(
              tree.path("status").path("startTime"),
              Timestamps.millis(metadata.path("creationTimestamp"), Long.MIN_VALUE));
      case MODIFIED -> Math.max(started, Timestamps.newestCondition(tree));
      case DELETED -> {
        long finished = Timestamps.finished(tree);
        yield finished != Long.MIN_VALUE
            ? finished
            : Timestamps.millis(metadata.path("deletionTimestamp"), Timestamps.latest(tree));
      }
    };
  }
}
