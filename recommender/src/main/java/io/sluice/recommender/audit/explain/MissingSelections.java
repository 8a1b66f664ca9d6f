package io.sluice.recommender.audit.explain;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.recommender.audit.WouldAdmit;
import io.sluice.recommender.audit.world.NearNames;
import io.sluice.recommender.audit.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds policies of a pod's namespace that do not select it, though somebody may think so: their
 * selector misses a label by a few letters or selects no pod at all. Where the pod is isolated,
 * only such as would admit the connection count.
 */
final class MissingSelections {
  private static final int MOST_SHOWN = 3;

  /** More policies in one namespace are not tried one by one. */
  private static final int MOST_TRIED = 200;

  private record Near(NetworkPolicy policy, LabelRequirement failing, boolean close, boolean idle) {
    boolean isNarrow() {
      return close || idle;
    }

    int rank() {
      return close ? 0 : 1;
    }
  }

  private final World world;

  MissingSelections(World world) {
    this.world = world;
  }

  List<String> of(Pod pod, Direction direction, Connection connection, boolean denied) {
    List<Near> found = new ArrayList<>();
    world.evaluator().policies().in(pod.cluster(), pod.namespace()).stream()
        .filter(policy -> policy.isolates().contains(direction))
        .filter(policy -> !policy.podSelector().matches(pod.labels()))
        .limit(MOST_TRIED)
        .map(policy -> near(policy, pod))
        .filter(near -> near.isNarrow() && (!denied || admits(near, direction, connection)))
        .forEach(found::add);
    return found.stream()
        .sorted(Comparator.comparingInt(Near::rank).thenComparing(near -> near.policy.title()))
        .limit(MOST_SHOWN)
        .map(near -> inWords(near, pod, denied))
        .toList();
  }

  private Near near(NetworkPolicy policy, Pod pod) {
    List<LabelRequirement> failing =
        policy.podSelector().requirements().stream().filter(r -> !r.matches(pod.labels())).toList();
    boolean close = failing.size() == 1 && isClose(failing.get(0), pod.labels());
    return new Near(policy, failing.get(0), close, selectsNobody(policy));
  }

  /** Whether a value, or a key with its very value, differs by a few letters. */
  private static boolean isClose(LabelRequirement requirement, Map<String, String> labels) {
    String value = labels.get(requirement.key());
    if (value != null) {
      return !NearNames.of(value, requirement.values(), 1).isEmpty();
    }
    return NearNames.of(requirement.key(), labels.keySet(), 1).stream()
        .anyMatch(key -> requirement.values().contains(labels.getOrDefault(key, "")));
  }

  private boolean selectsNobody(NetworkPolicy policy) {
    Inventory inventory = world.inventory();
    RoaringBitmap pods = inventory.livePods();
    pods.and(inventory.podsIn(policy.cluster(), policy.namespace()));
    for (int id : pods) {
      if (policy.podSelector().matches(inventory.pods().get(id).labels())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a rule of it would let the connection through if it selected the pod. */
  private boolean admits(Near near, Direction direction, Connection connection) {
    return WouldAdmit.of(near.policy, direction, world.inventory(), world.evaluator().engine())
        .admits(connection);
  }

  private static String inWords(Near near, Pod pod, boolean denied) {
    Optional<String> value = Optional.ofNullable(pod.labels().get(near.failing.key()));
    return near.policy.title()
        + " ("
        + near.policy.selectorOrigin()
        + ") "
        + (denied ? "would admit it, but does" : "does")
        + " not select "
        + pod.title()
        + ": "
        + value
            .map(v -> "pod label " + near.failing.key() + "=" + v + " does not match ")
            .orElse("pod label " + near.failing.key() + " is absent, which does not match ")
        + near.failing
        + (near.idle ? "; no pod matches it" : "");
  }
}
