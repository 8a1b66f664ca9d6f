package io.sluice.recommender.audit.gate;

import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.Finding;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.PolicyFinding;
import io.sluice.recommender.audit.Reported;
import io.sluice.recommender.recommend.decision.NamePattern;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a check forgives.
 *
 * @param baseline fingerprints of findings that an earlier report had
 * @param exceptions findings that somebody accepts
 * @param today the day that exceptions are held against: that of the evidence, never the clock's,
 *     so that the same input has the same answer tomorrow
 * @param text how ends of edges are named
 */
public record Gate(
    Set<String> baseline, List<FindingException> exceptions, LocalDate today, EdgeText text) {

  /** What becomes of a finding. */
  public sealed interface Status {
    /** It counts. */
    record New() implements Status {}

    /** The baseline has it already. */
    record Known() implements Status {}

    /** Somebody accepts it. */
    record Accepted(FindingException exception) implements Status {}
  }

  /**
   * Judged findings.
   *
   * @param statuses every finding with its status, in the order given
   * @param unused exceptions that no finding needed
   * @param expired exceptions that are past their day
   */
  public record Outcome(
      Map<Reported, Status> statuses,
      List<FindingException> unused,
      List<FindingException> expired) {

    /** Whether a finding that counts is of one of these rules. */
    public boolean fails(Set<FindingRule> rules) {
      return statuses.entrySet().stream()
          .anyMatch(e -> e.getValue() instanceof Status.New && rules.contains(e.getKey().rule()));
    }

    /** How many findings have a status of a kind. */
    public long count(Class<? extends Status> kind) {
      return statuses.values().stream().filter(kind::isInstance).count();
    }
  }

  /** Judges findings. */
  public Outcome judge(Collection<? extends Reported> findings) {
    Map<Reported, Status> statuses = new LinkedHashMap<>();
    Set<FindingException> needed = new HashSet<>();
    for (Reported finding : findings) {
      Status status = status(finding);
      if (status instanceof Status.Accepted accepted) {
        needed.add(accepted.exception());
      }
      statuses.put(finding, status);
    }
    List<FindingException> expired = exceptions.stream().filter(this::isExpired).toList();
    List<FindingException> unused = new ArrayList<>(exceptions);
    unused.removeAll(expired);
    unused.removeAll(needed);
    return new Outcome(statuses, unused, expired);
  }

  private Status status(Reported finding) {
    Optional<FindingException> accepted =
        exceptions.stream().filter(e -> !isExpired(e) && covers(e, finding)).findFirst();
    if (accepted.isPresent()) {
      return new Status.Accepted(accepted.get());
    }
    return baseline.contains(finding.fingerprint()) ? new Status.Known() : new Status.New();
  }

  private boolean isExpired(FindingException exception) {
    return today.isAfter(exception.expires());
  }

  private boolean covers(FindingException exception, Reported reported) {
    if (exception.rule() != reported.rule()) {
      return false;
    }
    if (reported instanceof PolicyFinding finding) {
      boolean ofEdges =
          exception.from().isPresent()
              || exception.to().isPresent()
              || exception.port().isPresent();
      return !ofEdges && matches(exception.subject(), finding.subject());
    }
    Finding finding = (Finding) reported;
    return exception.subject().isEmpty()
        && matches(exception.from(), text.name(finding.edge().edge().key().client()))
        && matches(exception.to(), text.name(finding.edge().edge().key().server()))
        && exception
            .port()
            .map(port -> port.equals(EdgeText.port(finding.edge().edge())))
            .orElse(true);
  }

  private static boolean matches(Optional<NamePattern> pattern, String name) {
    return pattern.map(p -> p.matches(name)).orElse(true);
  }
}
