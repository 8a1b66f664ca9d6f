package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.ingest.decode.bytes.PlainTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The times that an object tells of itself. */
public final class Timestamps {
  /**
   * Fields that hold a time in the past. {@code deletionTimestamp} is not among them: it lies ahead
   * by the grace period.
   */
  private static final Set<String> PAST =
      Set.of(
          "creationTimestamp",
          "startTime",
          "startedAt",
          "finishedAt",
          "completionTime",
          "lastTransitionTime",
          "lastProbeTime",
          "lastHeartbeatTime",
          "lastUpdateTime",
          "lastScheduleTime",
          "lastSuccessfulTime",
          "time");

  /** Where the seconds stand in {@code 2026-11-03T19:05:01Z}. */
  private static final int SECONDS = 17;

  private Timestamps() {}

  /**
   * RFC 3339, with any offset, to milliseconds. Objects have them as protobuf writes them, many to
   * a pod, and {@code java.time} would take a third of the time that reading a snapshot takes.
   */
  static OptionalLong millis(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long plain = new PlainTime().millis(bytes, 0, bytes.length);
    boolean leap = text.startsWith("60", SECONDS);
    return plain == PlainTime.NONE || leap ? anyMillis(text) : OptionalLong.of(plain);
  }

  static OptionalLong anyMillis(String text) {
    try {
      Instant instant = DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from);
      return OptionalLong.of(instant.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** A field's time, or {@code otherwise} where it has none. */
  public static long millis(JsonNode field, long otherwise) {
    return field.isTextual() ? millis(field.textValue()).orElse(otherwise) : otherwise;
  }

  /** The latest time in metadata and status, or {@link Long#MIN_VALUE}. */
  static long latest(JsonNode tree) {
    return Math.max(latestBelow(tree.path("metadata")), latestBelow(tree.path("status")));
  }

  private static long latestBelow(JsonNode node) {
    long latest = Long.MIN_VALUE;
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        JsonNode value = field.getValue();
        if (value.isContainerNode()) {
          latest = Math.max(latest, latestBelow(value));
        } else if (PAST.contains(field.getKey())) {
          latest = Math.max(latest, millis(value, Long.MIN_VALUE));
        }
      }
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        latest = Math.max(latest, latestBelow(element));
      }
    }
    return latest;
  }

  /** The newest transition of a condition, or {@link Long#MIN_VALUE}. */
  public static long newestCondition(JsonNode tree) {
    long newest = Long.MIN_VALUE;
    for (JsonNode condition : tree.path("status").path("conditions")) {
      newest = Math.max(newest, millis(condition.path("lastTransitionTime"), Long.MIN_VALUE));
    }
    return newest;
  }

  /** When the last container of a pod finished, or {@link Long#MIN_VALUE}. */
  public static long finished(JsonNode tree) {
    long finished = Long.MIN_VALUE;
    for (JsonNode container : tree.path("status").path("containerStatuses")) {
      JsonNode terminated = container.path("state").path("terminated");
      finished = Math.max(finished, millis(terminated.path("finishedAt"), Long.MIN_VALUE));
    }
    return finished;
  }

  /** When a pod started, by startTime, its scheduling, or its creation. */
  public static long started(JsonNode tree) {
    JsonNode status = tree.path("status");
    long created = millis(tree.path("metadata").path("creationTimestamp"), Long.MIN_VALUE);
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals("PodScheduled")) {
        created = millis(condition.path("lastTransitionTime"), created);
      }
    }
    return millis(status.path("startTime"), created);
  }
}
