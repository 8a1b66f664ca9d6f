package io.sluice.recommender.audit.world;

import java.util.List;
import java.util.Optional;

/**
 * A question between two named ends, made ready for the evaluator.
 *
 * @param pairs the pairs to ask about, at least one; empty where the question makes no sense
 * @param notes who the ends are, where their names do not say it
 * @param problem why there is nobody to ask about, or ""
 * @param near names that may have been meant instead
 * @param dialled the node port that leads to the servers, if one does
 */
public record Asked(
    List<Pair> pairs,
    List<String> notes,
    String problem,
    List<String> near,
    Optional<Dialled> dialled) {
  public Asked {
    pairs = List.copyOf(pairs);
    notes = List.copyOf(notes);
    near = List.copyOf(near);
  }

  static Asked about(List<Pair> pairs, List<String> notes, Optional<Dialled> dialled) {
    return new Asked(pairs, notes, "", List.of(), dialled);
  }

  static Asked nobody(String problem, List<String> near) {
    return new Asked(List.of(), List.of(), problem, near, Optional.empty());
  }

  /** The problem, and what may have been meant. */
  public String problemInWords() {
    return near.isEmpty() ? problem : problem + "; did you mean " + String.join(" or ", near) + "?";
  }
}
