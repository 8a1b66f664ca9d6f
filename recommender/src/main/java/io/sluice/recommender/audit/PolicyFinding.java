package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Something about a policy or a workload itself.
 *
 * @param rule what kind of finding it is
 * @param cluster cluster name, or ""
 * @param namespace namespace
 * @param subject the policy or workload, {@code namespace/name}
 * @param part what of it, such as {@code ingress[0]} or {@code egress}; or ""
 * @param place where it was read
 * @param message one sentence: what is wrong and what would be right
 */
public record PolicyFinding(
    FindingRule rule,
    String cluster,
    String namespace,
    String subject,
    String part,
    Optional<ObjectOrigin> place,
    String message)
    implements Reported, Comparable<PolicyFinding> {
  private static final Comparator<PolicyFinding> ORDER =
      Comparator.comparing(PolicyFinding::rule)
          .thenComparing(PolicyFinding::cluster)
          .thenComparing(PolicyFinding::subject)
          .thenComparing(PolicyFinding::part)
          .thenComparing(PolicyFinding::message);

  /** A finding about a policy. */
  static PolicyFinding of(FindingRule rule, NetworkPolicy policy, String part, String message) {
    return new PolicyFinding(
        rule,
        policy.cluster(),
        policy.namespace(),
        policy.title(),
        part,
        Optional.of(policy.origin()),
        message);
  }

  /** A rule's place in its policy: {@code ingress[0]}. */
  static String rulePart(Direction direction, int index) {
    return String.format(Locale.ROOT, "%s[%d]", direction.word(), index);
  }

  @Override
  public String fingerprint() {
    // Several things may be odd about one policy; what is said of each tells them apart.
    return rule == FindingRule.SUSPICIOUS || rule == FindingRule.REFUSED
        ? Fingerprint.of(rule.word(), cluster, subject, part, message)
        : Fingerprint.of(rule.word(), cluster, subject, part);
  }

  @Override
  public int compareTo(PolicyFinding other) {
    return ORDER.compare(this, other);
  }
}
