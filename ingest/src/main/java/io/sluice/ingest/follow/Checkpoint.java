package io.sluice.ingest.follow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.decode.LogPlace;
import io.sluice.ingest.source.FollowedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How far a log was read.
 *
 * @param shown what reports call the log
 * @param version the log's version when it was read last
 * @param place behind the last record that was read
 * @param check sum of the bytes right before that place, by which a log is known again
 * @param parts how many batches were made of it; those of a log that was rewritten count on
 * @param rewrites how often it turned out to be another log than before
 * @param standing what is to be expected of it
 * @param reason why nothing of it is read, or ""
 */
public record Checkpoint(
    String shown,
    String version,
    LogPlace place,
    long check,
    long parts,
    int rewrites,
    Standing standing,
    String reason) {
  /** What is to be expected of a log. */
  public enum Standing {
    /** Records may follow those that were read. */
    GROWS,
    /** It did not change for long, and all of it was read; what follows still is. */
    SETTLED,
    /** It was read at once, as it cannot be read on in: it is compressed. */
    WHOLE,
    /** It is no log that is read. */
    UNREAD
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final int FORM = 1;

  /** Nothing was read of a log yet. */
  static Checkpoint start(FollowedLog log) {
    return new Checkpoint(log.shown(), "", LogPlace.START, 0, 0, 0, Standing.GROWS, "");
  }

  /** The bytes as which it is kept: JSON. */
  public byte[] bytes() {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("form", FORM);
    tree.put("log", shown);
    tree.put("version", version);
    tree.put("offset", place.offset());
    tree.put("lines", place.lines());
    tree.put("wrappers", place.wrappers());
    tree.put("recognised", place.recognised());
    tree.put("check", check);
    tree.put("parts", parts);
    tree.put("rewrites", rewrites);
    tree.put("standing", standing.name());
    tree.put("reason", reason);
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #bytes} made.
   *
   * @throws UnusableInputException where it is none, or of a newer version of Sluice
   */
  public static Checkpoint read(byte[] bytes) {
    try {
      JsonNode tree = JSON.readTree(bytes);
      if (tree.path("form").asInt(0) != FORM) {
        throw new UnusableInputException(
            "a checkpoint of form " + tree.path("form").asText("none") + "; use a newer Sluice");
      }
      return new Checkpoint(
          tree.required("log").textValue(),
          tree.required("version").textValue(),
          new LogPlace(
              tree.required("offset").longValue(),
              tree.required("lines").longValue(),
              tree.required("wrappers").intValue(),
              tree.required("recognised").booleanValue()),
          tree.required("check").longValue(),
          tree.required("parts").longValue(),
          tree.required("rewrites").intValue(),
          Standing.valueOf(tree.required("standing").textValue()),
          tree.required("reason").textValue());
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableInputException("no checkpoint of Sluice's", e);
    }
  }

  Checkpoint standing(Standing now, String why) {
    return new Checkpoint(shown, version, place, check, parts, rewrites, now, why);
  }

  Checkpoint seen(FollowedLog log) {
    return new Checkpoint(shown, log.version(), place, check, parts, rewrites, standing, reason);
  }

  Checkpoint at(LogPlace further, long sum, long madeOfIt) {
    return new Checkpoint(shown, version, further, sum, madeOfIt, rewrites, standing, reason);
  }

  /** From the start, as nothing of it was counted. */
  Checkpoint again() {
    return new Checkpoint(shown, "", LogPlace.START, 0, parts, rewrites, Standing.GROWS, "");
  }

  /** From the start, although some of it was counted. */
  Checkpoint rewritten() {
    return new Checkpoint(shown, "", LogPlace.START, 0, parts, rewrites + 1, Standing.GROWS, "");
  }
}
