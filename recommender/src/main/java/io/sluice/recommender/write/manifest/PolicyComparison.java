package io.sluice.recommender.write.manifest;

import io.sluice.analyzer.policy.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** In what the policies of two runs differ, rule by rule. */
public final class PolicyComparison {
  private PolicyComparison() {}

  /** One line per difference, sorted by policy; none where all manifests are the same bytes. */
  public static List<String> differences(List<RecordedPolicy> recorded, List<RecordedPolicy> now) {
    SortedMap<NetworkPolicy.Key, RecordedPolicy> before = byKey(recorded);
    SortedMap<NetworkPolicy.Key, RecordedPolicy> after = byKey(now);
    List<String> differences = new ArrayList<>();
    TreeMap<NetworkPolicy.Key, RecordedPolicy> all = new TreeMap<>(after);
    all.putAll(before);
    all.forEach(
        (key, one) -> {
          RecordedPolicy was = before.get(key);
          RecordedPolicy is = after.get(key);
          if (was == null) {
            differences.add("policy " + one.title() + ": is proposed now and was not");
          } else if (is == null) {
            differences.add("policy " + one.title() + ": is not proposed any more");
          } else if (!was.manifest().equals(is.manifest())) {
            differences.addAll(differences(was, is));
          }
        });
    return differences;
  }

  private static SortedMap<NetworkPolicy.Key, RecordedPolicy> byKey(List<RecordedPolicy> all) {
    SortedMap<NetworkPolicy.Key, RecordedPolicy> byKey = new TreeMap<>();
    all.forEach(policy -> byKey.put(policy.key(), policy));
    return byKey;
  }

  private static List<String> differences(RecordedPolicy was, RecordedPolicy is) {
    List<RecordedPolicy.Rule> gone = new ArrayList<>(was.rules());
    is.rules().forEach(gone::remove);
    List<RecordedPolicy.Rule> added = new ArrayList<>(is.rules());
    was.rules().forEach(added::remove);
    List<String> differences = new ArrayList<>();
    gone.forEach(rule -> differences.add("policy " + was.title() + ": no rule any more: " + rule));
    added.forEach(rule -> differences.add("policy " + was.title() + ": a new rule: " + rule));
    if (differences.isEmpty()) {
      differences.add(
          "policy "
              + was.title()
              + ": the same rules, but the manifest differs elsewhere (selector, directions,"
              + " annotations or comments)");
    }
    return differences;
  }
}
