package io.sluice.recommender.world.score;

/**
 * One thing that a measure counts.
 *
 * @param weight how many triples, pods or flows it stands for
 * @param text what exactly
 */
public record Case(Measure measure, long weight, String text) {
  @Override
  public String toString() {
    return measure.words() + " (" + weight + "): " + text;
  }
}
