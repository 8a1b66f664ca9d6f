package io.sluice.recommender.audit.explain;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.EdgeText;
import java.util.List;

/**
 * What policies say of a connection between two ends, and why.
 *
 * @param from who connects, as asked
 * @param to to whom, as asked
 * @param protocol IANA number
 * @param port port as asked, or -1
 * @param engine whose reading it is
 * @param notes who the ends are, and which policies could not be looked at
 * @param groups the pairs of pods by their answer, the larger groups first; at least one
 */
public record Explanation(
    String from,
    String to,
    int protocol,
    int port,
    String engine,
    List<String> notes,
    List<Group> groups) {
  public Explanation {
    notes = List.copyOf(notes);
    groups = List.copyOf(groups);
  }

  /** {@code shop/web -> shop/cart TCP/8080}. */
  public String connection() {
    return from + " -> " + to + " " + EdgeText.port(protocol, port);
  }

  /** How many pairs of pods were asked about. */
  public long pairs() {
    return groups.stream().mapToLong(Group::pairs).sum();
  }

  /**
   * Pairs of pods with the same answer.
   *
   * @param sample one of them
   * @param pairs how many
   * @param verdict the answer
   * @param hints what would admit it, or which policies miss a pod that they were perhaps meant for
   */
  public record Group(Connection sample, long pairs, Verdict verdict, List<Hint> hints) {
    public Group {
      hints = List.copyOf(hints);
    }
  }

  /**
   * A sentence about one direction.
   *
   * @param direction direction
   * @param kind what it is about
   * @param text the sentence
   */
  public record Hint(Direction direction, Kind kind, String text) {
    /** What a hint is about. */
    public enum Kind {
      /** The smallest change to the nearest rule. */
      WOULD_ADMIT,
      /** A policy whose pod selector narrowly misses the pod. */
      DOES_NOT_SELECT
    }
  }
}
