package io.sluice.recommender.world.score;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How well policies fit a world.
 *
 * @param world what it was made from
 * @param cases everything that is counted
 * @param truthTriples two live pods and a port, for each edge that anybody needs
 * @param seenTriples the same with ends outside, of edges that the logs show
 * @param heldOutFlows flows after the logs' end, of edges that they show
 * @param podDirections directions of live pods with traffic
 */
public record Score(
    String world,
    List<Case> cases,
    long truthTriples,
    long seenTriples,
    long heldOutFlows,
    long podDirections) {

  /** The cases of a measure. */
  public List<Case> of(Measure measure) {
    return cases.stream().filter(c -> c.measure() == measure).toList();
  }

  /** What the cases of a measure stand for. */
  public long count(Measure measure) {
    return of(measure).stream().mapToLong(Case::weight).sum();
  }

  /** Share of what was seen that stays allowed. */
  public double recall() {
    return seenTriples == 0 ? 1 : 1 - (double) count(Measure.SEEN_DENIED) / seenTriples;
  }

  /** Allowed and not needed, as a share of what is needed. */
  public double excess() {
    return (double) count(Measure.EXCESS) / Math.max(1, truthTriples);
  }

  /** For the message of a test that fails: the world, and the first cases. */
  public String describe(Measure measure) {
    return world
        + ", "
        + count(measure)
        + " "
        + measure.words()
        + ":\n"
        + of(measure).stream().limit(20).map(Case::text).collect(Collectors.joining("\n"));
  }
}
