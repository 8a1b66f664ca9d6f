package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.recommend.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What goes into one pull request, while it is put together. */
final class Draft {
  final GroupKey key;
  final List<StageMove> moves = new ArrayList<>();
  final List<ChangedPolicy> changes = new ArrayList<>();

  /** Policies that stand in files that somebody edited. */
  final List<WantedPolicy> declined = new ArrayList<>();

  /** The recommendations that it is made of, by namespace. */
  final TreeMap<String, Recommendation> recommendations = new TreeMap<>();

  /** For the person who reads the pull request. */
  final SortedSet<String> remarks = new TreeSet<>();

  Draft(GroupKey key) {
    this.key = key;
  }

  /** The namespaces that it is about. */
  SortedSet<String> namespaces() {
    return new TreeSet<>(recommendations.keySet());
  }

  /** The policies in force once it is merged. */
  PolicySet after(PolicySet current) {
    Set<NetworkPolicy.Key> gone = new TreeSet<>();
    changes.stream().filter(c -> c.after().isEmpty()).forEach(c -> gone.add(c.key()));
    List<NetworkPolicy> kept =
        current.policies().stream().filter(policy -> !gone.contains(policy.key())).toList();
    List<NetworkPolicy> brought = changes.stream().flatMap(c -> c.after().stream()).toList();
    return PolicySet.of(kept).with(PolicySet.of(brought));
  }
}
