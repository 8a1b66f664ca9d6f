package io.sluice.analyzer.policy.foreign;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies of other APIs that were found in the input, and the pods that they may select: what
 * {@code networking.k8s.io} policies say of such a pod is not the whole truth.
 *
 * <p>Of a policy that was read several times the last reading counts; one that a watch saw deleted
 * is gone. Thread-safe: answers are kept by class of pods with the same labels.
 */
public final class ForeignPolicies {
  private record Question(
      String cluster,
      String namespace,
      boolean hostNetwork,
      boolean fromLog,
      Map<String, String> labels,
      Direction direction) {}

  private final List<ForeignPolicy> policies;
  private final Map<Question, Optional<ForeignPolicy>> answers = new ConcurrentHashMap<>();

  private ForeignPolicies(List<ForeignPolicy> sorted) {
    this.policies = sorted;
  }

  /** The foreign policies among objects in any order; other kinds are passed over. */
  public static ForeignPolicies of(Collection<ClusterObject> objects) {
    List<ClusterObject> inOrder = new ArrayList<>(objects);
    inOrder.sort(
        Comparator.comparingLong(ClusterObject::epochMillis)
            .thenComparing(object -> object.event() != Event.PRESENT)
            .thenComparing(ClusterObject::origin));
    Map<ForeignPolicy.Key, ForeignPolicy> last = new TreeMap<>();
    for (ClusterObject object : inOrder) {
      if (ForeignKind.isForeign(object)) {
        ForeignPolicy policy = ForeignKind.read(object);
        if (object.event() == Event.DELETED) {
          last.remove(policy.key());
        } else {
          last.put(policy.key(), policy);
        }
      }
    }
    return new ForeignPolicies(List.copyOf(last.values()));
  }

  /** None. */
  public static ForeignPolicies none() {
    return new ForeignPolicies(List.of());
  }

  /** These and others; of one that both have the other's reading counts. */
  public ForeignPolicies with(ForeignPolicies other) {
    Map<ForeignPolicy.Key, ForeignPolicy> all = new TreeMap<>();
    policies.forEach(policy -> all.put(policy.key(), policy));
    other.policies.forEach(policy -> all.put(policy.key(), policy));
    return new ForeignPolicies(List.copyOf(all.values()));
  }

  /** All of them, sorted, also those that are not enforced. */
  public List<ForeignPolicy> policies() {
    return policies;
  }

  /** The first policy, by key, that may decide about traffic of a pod in a direction. */
  public Optional<ForeignPolicy> mayTouch(Pod pod, Direction direction) {
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    Question question =
        new Question(
            pod.cluster(),
            pod.namespace(),
            pod.hostNetwork(),
            !pod.origin().tellsAllLabels(),
            pod.labels(),
            direction);
    return answers.computeIfAbsent(question, asked -> first(pod, direction));
  }

  private Optional<ForeignPolicy> first(Pod pod, Direction direction) {
    return policies.stream().filter(policy -> policy.mayTouch(pod, direction)).findFirst();
  }
}
