package io.sluice.recommender.write.manifest;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.write.file.ContentDigest;
import io.sluice.recommender.write.policy.PolicyFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy that came out of a run.
 *
 * @param key which policy
 * @param manifest what its manifest is known by
 * @param rules its rules, ingress first
 */
public record RecordedPolicy(NetworkPolicy.Key key, ContentDigest manifest, List<Rule> rules)
    implements Comparable<RecordedPolicy> {
  public RecordedPolicy {
    rules = List.copyOf(rules);
  }

  /**
   * A rule as text.
   *
   * @param direction its direction
   * @param peers whom it opens to
   * @param ports on which ports
   */
  public record Rule(Direction direction, List<String> peers, List<String> ports) {
    public Rule {
      peers = List.copyOf(peers);
      ports = List.copyOf(ports);
    }

    private static Rule of(Direction direction, PolicyRule rule) {
      return new Rule(
          direction,
          rule.peers().stream().map(Object::toString).toList(),
          rule.ports().stream().map(Object::toString).toList());
    }

    @Override
    public String toString() {
      return direction.word() + " " + String.join(" | ", peers) + " on " + String.join(", ", ports);
    }
  }

  /** The policies of a recommendation, sorted. */
  public static List<RecordedPolicy> of(Recommendation recommendation) {
    Map<NetworkPolicy.Key, ContentDigest> manifests = new HashMap<>();
    for (PolicyFile file : PolicyFile.of(recommendation)) {
      manifests.put(
          new NetworkPolicy.Key(file.cluster(), file.namespace(), file.name()),
          ContentDigest.of(file.yaml()));
    }
    List<RecordedPolicy> recorded = new ArrayList<>();
    for (NetworkPolicy policy : recommendation.proposed().policies()) {
      ContentDigest manifest = manifests.get(policy.key());
      if (manifest == null) {
        throw new IllegalStateException(policy.title() + " is proposed and has no manifest");
      }
      List<Rule> rules = new ArrayList<>();
      for (Direction direction : Direction.values()) {
        policy.rules(direction).forEach(rule -> rules.add(Rule.of(direction, rule)));
      }
      recorded.add(new RecordedPolicy(policy.key(), manifest, rules));
    }
    return recorded.stream().sorted().toList();
  }

  /** {@code namespace/name}, with the cluster before it where it has a name. */
  public String title() {
    String title = key.namespace() + "/" + key.name();
    return key.cluster().isEmpty() ? title : key.cluster() + ": " + title;
  }

  @Override
  public int compareTo(RecordedPolicy other) {
    return key.compareTo(other.key);
  }
}
