package io.sluice.recommender.audit.gate;

import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.recommend.decision.NamePattern;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A finding that somebody accepts for a while, with the reason.
 *
 * @param rule the kind of finding
 * @param from which client of an edge; a pattern of {@code namespace/name}
 * @param to which server of an edge
 * @param port which port of an edge, such as {@code TCP/8443}
 * @param subject which policy or workload, where the finding is about one
 * @param reason why it is accepted
 * @param expires the last day on which it holds, UTC
 * @param line where it stands in the settings
 */
public record FindingException(
    FindingRule rule,
    Optional<NamePattern> from,
    Optional<NamePattern> to,
    Optional<String> port,
    Optional<NamePattern> subject,
    String reason,
    LocalDate expires,
    int line) {

  /** For people: {@code would-deny shop/web to *}. */
  public String title() {
    StringBuilder title = new StringBuilder(rule.word());
    subject.ifPresent(pattern -> title.append(' ').append(pattern));
    from.ifPresent(pattern -> title.append(" from ").append(pattern));
    to.ifPresent(pattern -> title.append(" to ").append(pattern));
    port.ifPresent(number -> title.append(" on ").append(number));
    return title.toString();
  }
}
