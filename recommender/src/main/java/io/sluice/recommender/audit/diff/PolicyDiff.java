package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.audit.diff.connectivity.kinds.RuleContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policies themselves, compared by what they say: spelling, order and defaults that are written
 * out make no difference.
 *
 * @param changes sorted
 * @param unchanged how many policies are the same on both sides
 */
public record PolicyDiff(List<PolicyChange> changes, long unchanged) {
  /** What a policy says, but for its name. */
  private record Content(
      String cluster,
      String namespace,
      LabelSelector pods,
      Set<Direction> isolates,
      Set<PolicyRule> ingress,
      Set<PolicyRule> egress) {
    static Content of(NetworkPolicy policy) {
      return new Content(
          policy.cluster(),
          policy.namespace(),
          policy.podSelector(),
          policy.isolates(),
          RuleContent.of(policy, Direction.INGRESS),
          RuleContent.of(policy, Direction.EGRESS));
    }
  }

  /** Keeps its own copy. */
  public PolicyDiff {
    changes = List.copyOf(changes);
  }

  static PolicyDiff of(Side before, Side after) {
    SortedMap<NetworkPolicy.Key, NetworkPolicy> removed = byKey(before.policies());
    SortedMap<NetworkPolicy.Key, NetworkPolicy> added = byKey(after.policies());
    List<PolicyChange> changes = new ArrayList<>();
    long unchanged = 0;
    for (NetworkPolicy policy : before.policies().policies()) {
      NetworkPolicy now = added.get(policy.key());
      if (now != null) {
        removed.remove(policy.key());
        added.remove(policy.key());
        boolean same = Content.of(policy).equals(Content.of(now));
        unchanged += same ? 1 : 0;
        if (!same) {
          changes.add(change(PolicyChange.Kind.CHANGED, policy, ""));
        }
      }
    }
    refused(removed, after, "NEW", changes);
    refused(added, before, "OLD", changes);
    refusedAlone(before, after, "OLD", changes);
    refusedAlone(after, before, "NEW", changes);
    renamed(removed, added, changes);
    removed.values().forEach(p -> changes.add(change(PolicyChange.Kind.REMOVED, p, "")));
    added.values().forEach(p -> changes.add(change(PolicyChange.Kind.ADDED, p, "")));
    return new PolicyDiff(changes.stream().sorted().toList(), unchanged);
  }

  /** Policies that only look gone, or new, because the other side's version is refused. */
  private static void refused(
      Map<NetworkPolicy.Key, NetworkPolicy> missing,
      Side other,
      String side,
      List<PolicyChange> changes) {
    missing
        .values()
        .removeIf(
            policy -> {
              String reason = other.refused().get(policy.title());
              if (reason != null) {
                changes.add(change(PolicyChange.Kind.REFUSED, policy, note(side, reason)));
              }
              return reason != null;
            });
  }

  /** Refused policies of which the other side knows nothing at all. */
  private static void refusedAlone(Side side, Side other, String name, List<PolicyChange> changes) {
    Set<String> known = new java.util.HashSet<>(other.refused().keySet());
    other.policies().policies().forEach(policy -> known.add(policy.title()));
    side.policies().policies().forEach(policy -> known.add(policy.title()));
    side.refused()
        .forEach(
            (title, reason) -> {
              if (!known.contains(title)) {
                changes.add(
                    new PolicyChange(PolicyChange.Kind.REFUSED, "", title, note(name, reason)));
              }
            });
  }

  private static String note(String side, String reason) {
    return side + " has it, but the API server would refuse it: " + reason;
  }

  private static void renamed(
      Map<NetworkPolicy.Key, NetworkPolicy> removed,
      Map<NetworkPolicy.Key, NetworkPolicy> added,
      List<PolicyChange> changes) {
    for (NetworkPolicy old : List.copyOf(removed.values())) {
      added.values().stream()
          .filter(policy -> Content.of(policy).equals(Content.of(old)))
          .findFirst()
          .ifPresent(
              now -> {
                changes.add(change(PolicyChange.Kind.RENAMED, now, "was " + old.title()));
                removed.remove(old.key());
                added.remove(now.key());
              });
    }
  }

  private static PolicyChange change(PolicyChange.Kind kind, NetworkPolicy policy, String note) {
    return new PolicyChange(kind, policy.cluster(), policy.title(), note);
  }

  private static SortedMap<NetworkPolicy.Key, NetworkPolicy> byKey(PolicySet set) {
    SortedMap<NetworkPolicy.Key, NetworkPolicy> byKey = new TreeMap<>();
    set.policies().forEach(policy -> byKey.put(policy.key(), policy));
    return byKey;
  }
}
