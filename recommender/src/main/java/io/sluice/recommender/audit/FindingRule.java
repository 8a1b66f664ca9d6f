package io.sluice.recommender.audit;

import java.util.Locale;
import java.util.Optional;

/** What kind of finding it is; in the order of reports. The words are part of the output. */
public enum FindingRule {
  /** It was forwarded, and the policies would deny it. */
  WOULD_DENY,
  /** It was stopped already, as recorded. */
  DENIED,
  /** It was forwarded but is quarantined, and the policies would deny it: that is their purpose. */
  QUARANTINED,
  /** The policies cannot be asked about it. */
  NOT_EVALUATED;

  /** The word in reports and of {@code --fail-on}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
