package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something about a policy or a workload itself.
 *
 * @param rule what kind of finding it is
 * @param cluster cluster name, or ""
 * @param namespace namespace
 * @param subject the policy or workload, {@code namespace/name}
 * @param part what of it, such as {@code ingress[0]} or {@code egress}; or ""
 * @param place the file and line to look at: of the policy, or of the part that it is about
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
          .thenComparing(PolicyFinding::message)
          .thenComparing(finding -> finding.place().map(ObjectOrigin::toString).orElse(""));

  /** The line of another place that a message names. */
  private static final Pattern LINE = Pattern.compile("(?<=[^\\s:]):[0-9]+(?=[\\s,;.)]|$)");

  /** A finding about a policy, or something of it that stands at a place of its own. */
  static PolicyFinding of(
      FindingRule rule, NetworkPolicy policy, String part, ObjectOrigin place, String message) {
    return new PolicyFinding(
        rule,
        policy.cluster(),
        policy.namespace(),
        policy.title(),
        part,
        Optional.of(place),
        message);
  }

  /** A finding about a rule. */
  static PolicyFinding of(FindingRule rule, RuleRef ref, String message) {
    return of(rule, ref, ref.origin(), message);
  }

  /** A finding about a part of a rule. */
  static PolicyFinding of(FindingRule rule, RuleRef ref, ObjectOrigin place, String message) {
    return of(rule, ref.policy(), rulePart(ref.direction(), ref.index()), place, message);
  }

  /** A rule's place in its policy: {@code ingress[0]}. */
  static String rulePart(Direction direction, int index) {
    return String.format(Locale.ROOT, "%s[%d]", direction.word(), index);
  }

  @Override
  public String fingerprint() {
    // Several things may be odd about one policy; what is said of each tells them apart.
    return rule == FindingRule.SUSPICIOUS || rule == FindingRule.REFUSED
        ? Fingerprint.of(rule.word(), cluster, subject, part, LINE.matcher(message).replaceAll(""))
        : Fingerprint.of(rule.word(), cluster, subject, part);
  }

  @Override
  public int compareTo(PolicyFinding other) {
    return ORDER.compare(this, other);
  }
}
