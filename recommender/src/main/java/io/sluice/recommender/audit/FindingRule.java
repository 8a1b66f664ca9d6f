package io.sluice.recommender.audit;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What kind of finding it is; in the order of reports. The words are part of the output. */
public enum FindingRule {
  /** It was forwarded, and the policies would deny it. */
  WOULD_DENY("went through when recorded, and these policies would stop it"),
  /** It was stopped already, as recorded. */
  DENIED("was stopped when it was recorded"),
  /** It was forwarded but is quarantined, and the policies would deny it: that is their purpose. */
  QUARANTINED("is not learnt, a scan for instance, and these policies would stop it"),
  /** The policies cannot be asked about it. */
  NOT_EVALUATED("cannot be asked about"),
  /** A policy's selector misses pods that flows show it is meant for: most likely a typo. */
  SELECTOR_MISMATCH("a selector misses pods that the flows show it is meant for"),
  /** A policy, or a peer in one, selects no pod at all. */
  SELECTS_NOTHING("a policy or a peer in one selects no pod"),
  /** A policy that the API server would refuse: it is not in force, and nothing of it counts. */
  REFUSED("a policy that the API server would refuse, so that it is not in force"),
  /** A policy that cannot be evaluated, or that the engine does not apply. */
  UNSUPPORTED("a policy that cannot be evaluated, or that the engine does not apply"),
  /** A workload with traffic that no policy isolates in some direction. */
  NO_POLICY("a workload with traffic that no policy isolates in some direction"),
  /** A rule that admits anybody. */
  WIDE_OPEN("a rule that admits anybody"),
  /** A rule that nothing in the window needed. */
  STALE_RULE("a rule that nothing in the window needed"),
  /** Something else in a policy that is legal and hardly meant. */
  SUSPICIOUS("a policy says something that is legal and hardly meant"),
  /** A policy selects other workloads than when the flows were recorded. */
  SELECTION_CHANGED("a policy selects other workloads than when the flows were recorded"),
  /** A workload that a policy isolated when the flows were recorded and that none isolates now. */
  NEWLY_OPEN("a workload was isolated when the flows were recorded, and is not now"),
  /** Policies admit what a decision forbids. */
  NEVER_ALLOW("policies admit what a decision forbids"),
  /** Policies deny what a decision expects. */
  EXPECTED_DENIED("policies deny what a decision expects to be open"),
  /** A decision is past its last day and has no effect. */
  DECISION_EXPIRED("a decision is past its last day and has no effect"),
  /** A decision that nothing needs any more. */
  DECISION_UNUSED("a decision that nothing in the cluster or the logs needs");

  private final String meaning;

  FindingRule(String meaning) {
    this.meaning = meaning;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  /** The word in reports and of {@code --fail-on}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those about edges, which {@link Auditor} finds. */
  public static Set<FindingRule> ofEdges() {
    return EnumSet.of(WOULD_DENY, DENIED, QUARANTINED, NOT_EVALUATED);
  }

  /** The rule of a word. */
  public static Optional<FindingRule> ofWord(String word) {
    for (FindingRule rule : values()) {
      if (rule.word().equals(word)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
