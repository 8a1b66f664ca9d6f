package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;

/**
 * Who is told of a watched cluster. Called by one thread at a time, in the order of things; an
 * exception ends the watch.
 */
public interface WatchListener {
  /**
   * An object as it is now.
   *
   * @param event {@code PRESENT} where the first list has it; {@code DELETED} with its last state
   * @param epochMillis the server's time at which this was learnt, never less than before. After an
   *     outage that may be later than it happened
   */
  void object(ClusterObject.Event event, long epochMillis, ObjectNode object);

  /**
   * Everything that happened up to a moment was told. Not said before every kind has been listed
   * once, and not of the time since any watch is down.
   */
  void completeUntil(long epochMillis);

  /** A watch is down, and is tried again. Said once for each outage. */
  void lost(String reason);

  /** A kind is left out, because the account may not see it. */
  void leftOut(String reason);
}
