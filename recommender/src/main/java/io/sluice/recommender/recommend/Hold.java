package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.Direction;

/**
 * What keeps a direction of a workload open.
 *
 * @param direction the direction
 * @param word stable word, such as {@code partial-source} or {@code unmapped-address}
 * @param detail which flows or which blind spot, for people
 * @param records log records behind it, 0 for a blind spot
 * @param release the option that releases it
 */
public record Hold(Direction direction, String word, String detail, long records, String release)
    implements Comparable<Hold> {
  @Override
  public int compareTo(Hold other) {
    int byDirection = direction.compareTo(other.direction);
    if (byDirection != 0) {
      return byDirection;
    }
    int byWord = word.compareTo(other.word);
    return byWord != 0 ? byWord : detail.compareTo(other.detail);
  }
}
