package io.sluice.analyzer.sighting;

import java.util.Comparator;

/**
 * What tells one pod from all others of its cluster.
 *
 * @param uid uid, or "" where the source leaves it out; then pods of one name are one
 */
public record PodKey(String namespace, String name, String uid) implements Comparable<PodKey> {
  private static final Comparator<PodKey> ORDER =
      Comparator.comparing(PodKey::namespace)
          .thenComparing(PodKey::name)
          .thenComparing(PodKey::uid);

  @Override
  public int compareTo(PodKey other) {
    return ORDER.compare(this, other);
  }
}
