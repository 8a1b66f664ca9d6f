package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One Kubernetes object as read: a tree, where it stands, and when it was true.
 *
 * @param cluster cluster name from {@code NAME=PATH}, or ""
 * @param kind its kind, taken from the list around it where the item has none
 * @param tree the object
 * @param origin file and first line
 * @param lines line of each field by JSON pointer ({@code /spec/podSelector}), from 1; may lack
 *     some
 * @param event what a watch said of it, or {@link Event#PRESENT}
 * @param epochMillis when it was true: snapshot time, or the watch event's time
 */
public record ClusterObject(
    String cluster,
    String kind,
    JsonNode tree,
    ObjectOrigin origin,
    Map<String, Integer> lines,
    Event event,
    long epochMillis) {

  /** How an object came to be read. */
  public enum Event {
    PRESENT,
    ADDED,
    MODIFIED,
    DELETED
  }

  /** Line of a field, or of the nearest field around it. */
  public int lineOf(String pointer) {
    String at = pointer;
    while (!at.isEmpty()) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    return origin.line();
  }
}
