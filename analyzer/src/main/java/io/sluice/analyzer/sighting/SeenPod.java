package io.sluice.analyzer.sighting;

import io.sluice.ingest.IpAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One pod as recorders saw it. Of its ports they know nothing.
 *
 * @param cluster cluster name from {@code NAME=PATH}, or ""
 * @param uid uid, or ""
 * @param node node name, or ""
 * @param ownerKind kind of its controller, or ""
 * @param ownerName name of its controller, or ""
 * @param labels what is known of its labels
 * @param hostNetwork whether it is known to share its node's network: then its addresses are the
 *     node's
 * @param hostAddress its node's address, where the recorder tells
 * @param startMillis when it started, or was first seen
 * @param goneMillis when it no longer held any address, because the recorder went on without it;
 *     {@link Long#MAX_VALUE} where that is not known
 * @param holds what it held when, in order
 */
public record SeenPod(
    String cluster,
    String namespace,
    String name,
    String uid,
    String node,
    String ownerKind,
    String ownerName,
    SeenLabels labels,
    boolean hostNetwork,
    Optional<IpAddress> hostAddress,
    long startMillis,
    long goneMillis,
    List<SeenHold> holds)
    implements Comparable<SeenPod> {
  private static final Comparator<SeenPod> ORDER =
      Comparator.comparing(SeenPod::cluster)
          .thenComparing(SeenPod::namespace)
          .thenComparing(SeenPod::name)
          .thenComparing(SeenPod::uid)
          .thenComparing(SeenPod::startMillis)
          .thenComparing(pod -> pod.holds.toString())
          .thenComparing(pod -> pod.labels.toString());

  public SeenPod {
    holds = holds.stream().sorted().toList();
  }

  /** When it was last seen. */
  public long lastMillis() {
    return holds.stream().mapToLong(SeenHold::untilMillis).max().orElse(startMillis);
  }

  @Override
  public int compareTo(SeenPod other) {
    return ORDER.compare(this, other);
  }
}
