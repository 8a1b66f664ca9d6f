package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.write.policy.PolicyFile;
import io.sluice.recommender.write.policy.PolicyYaml;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A policy that a pull request brings, changes or takes away.
 *
 * @param wanted what the recommendation says; empty for a policy that goes
 * @param before the policy of ours on the base
 * @param after the policy of the pull request; empty for one that goes
 * @param file its file; empty for one that goes
 * @param opened peers and ports that it adds
 * @param closed peers and ports that it takes away
 */
record ChangedPolicy(
    Optional<WantedPolicy> wanted,
    Optional<NetworkPolicy> before,
    Optional<NetworkPolicy> after,
    Optional<PolicyFile> file,
    int opened,
    int closed) {
  static ChangedPolicy added(WantedPolicy wanted) {
    NetworkPolicy policy = wanted.policy();
    int atoms = 0;
    for (Direction direction : Direction.values()) {
      atoms += Atoms.of(policy, direction).size();
    }
    return new ChangedPolicy(
        Optional.of(wanted),
        Optional.empty(),
        Optional.of(policy),
        Optional.of(wanted.file()),
        atoms,
        0);
  }

  static ChangedPolicy extended(WantedPolicy wanted, NetworkPolicy base, Merge merge) {
    NetworkPolicy after = merge.extended();
    return new ChangedPolicy(
        Optional.of(wanted),
        Optional.of(base),
        Optional.of(after),
        Optional.of(wanted.file(after, merge)),
        merge.addedCount(),
        0);
  }

  static ChangedPolicy tightened(WantedPolicy wanted, NetworkPolicy base, Merge merge) {
    NetworkPolicy after = merge.tightened();
    return new ChangedPolicy(
        Optional.of(wanted),
        Optional.of(base),
        Optional.of(after),
        Optional.of(wanted.file(after, merge)),
        0,
        merge.unseenCount());
  }

  static ChangedPolicy removed(NetworkPolicy base) {
    return new ChangedPolicy(
        Optional.empty(), Optional.of(base), Optional.empty(), Optional.empty(), 0, 0);
  }

  /** What it is called, before as after. */
  NetworkPolicy.Key key() {
    return after.or(() -> before).orElseThrow().key();
  }

  /** Where it stands, below the folder. */
  String path() {
    return PolicyFile.pathOf(key().namespace(), key().name());
  }

  String word() {
    return before.isEmpty() ? "new" : after.isEmpty() ? "removed" : "changed";
  }

  /** What it says, in one spelling: the same for policies that let the same through. */
  String canonical() {
    return word() + " " + path() + "\n" + after.map(ChangedPolicy::canonical).orElse("");
  }

  private static String canonical(NetworkPolicy policy) {
    return PolicyYaml.plain(
        new NetworkPolicy(
            policy.cluster(),
            policy.namespace(),
            policy.name(),
            policy.podSelector(),
            policy.isolates(),
            sorted(policy, Direction.INGRESS),
            sorted(policy, Direction.EGRESS),
            policy.origin()));
  }

  private static List<PolicyRule> sorted(NetworkPolicy policy, Direction direction) {
    return Atoms.rules(Atoms.of(policy, direction)).stream()
        .sorted(Comparator.comparing(PolicyRule::toString))
        .toList();
  }
}
