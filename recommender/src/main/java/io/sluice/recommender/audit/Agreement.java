package io.sluice.recommender.audit;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far the verdicts in the logs are what the policies in the snapshot make of the same traffic:
 * a check of the attribution, of the engine profile and of the snapshot's age on the user's own
 * data.
 *
 * <p>Not everything can be compared. A packet that left one end and was never answered may have
 * been stopped at the other. A network security group's verdict says nothing of policies; an edge
 * that only some of its pods' pairs could have, or in only one of its address families, would not
 * show which of them were seen.
 *
 * @param comparedEdges edges that were compared
 * @param comparedRecords their records
 * @param agreeingEdges those of them where log and policies say the same
 * @param agreeingRecords their records
 * @param incomparableEdges edges that were not compared
 * @param disagreements the rest, most records first
 */
public record Agreement(
    long comparedEdges,
    long comparedRecords,
    long agreeingEdges,
    long agreeingRecords,
    long incomparableEdges,
    List<Disagreement> disagreements) {

  /**
   * An edge of which log and policies say different things.
   *
   * @param edge the edge
   * @param recorded what the log says of it
   * @param evaluated what the policies say of it, in words
   */
  public record Disagreement(JudgedEdge edge, ObservedVerdict recorded, String evaluated)
      implements Comparable<Disagreement> {
    @Override
    public int compareTo(Disagreement other) {
      int byRecords = Long.compare(other.edge.edge().records(), edge.edge().records());
      return byRecords != 0 ? byRecords : edge.compareTo(other.edge);
    }
  }

  /** Compares edges with what an audit of them under the policies in force found. */
  public static Agreement of(Collection<JudgedEdge> edges, AuditReport audit) {
    Map<JudgedEdge, Finding> findings = new HashMap<>();
    audit.findings().forEach(finding -> findings.put(finding.edge(), finding));
    long[] compared = new long[2];
    long[] agreeing = new long[2];
    List<Disagreement> disagreements = new ArrayList<>();
    for (JudgedEdge edge : edges) {
      Optional<Finding> finding = Optional.ofNullable(findings.get(edge));
      Optional<ObservedVerdict> recorded = recorded(edge.edge());
      Optional<Boolean> allowed = evaluated(edge.edge(), finding);
      if (recorded.isEmpty()
          || allowed.isEmpty()
          || (recorded.get() == ObservedVerdict.FORWARDED && isOpen(edge.edge(), allowed.get()))) {
        continue;
      }
      count(compared, edge);
      if (allowed.get() == (recorded.get() == ObservedVerdict.FORWARDED)) {
        count(agreeing, edge);
      } else {
        disagreements.add(new Disagreement(edge, recorded.get(), inWords(finding)));
      }
    }
    return new Agreement(
        compared[0],
        compared[1],
        agreeing[0],
        agreeing[1],
        edges.size() - compared[0],
        disagreements.stream().sorted().toList());
  }

  /** The share of compared records where both say the same; 1 where none was compared. */
  public double share() {
    return comparedRecords == 0 ? 1 : (double) agreeingRecords / comparedRecords;
  }

  private static void count(long[] sums, JudgedEdge edge) {
    sums[0]++;
    sums[1] += edge.edge().records();
  }

  /** Whether it was let through on its way only, and nothing shows that it came in. */
  private static boolean isOpen(Edge edge, boolean allowed) {
    boolean cameIn =
        edge.vantages().stream().anyMatch(Vantage::atPod)
            && edge.recordsByReporter().getOrDefault(Reporter.SERVER, 0L) > 0;
    return !allowed && !edge.key().denied() && !edge.answered() && !cameIn;
  }

  /**
   * The one verdict that its records have and that speaks of policies. In audit mode replies are
   * forwarded beside the requests that would have been stopped: the requests tell.
   */
  private static Optional<ObservedVerdict> recorded(Edge edge) {
    Set<ObservedVerdict> seen = EnumSet.noneOf(ObservedVerdict.class);
    edge.verdicts().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .forEach(entry -> seen.add(entry.getKey()));
    if (seen.contains(ObservedVerdict.AUDIT)) {
      seen.remove(ObservedVerdict.FORWARDED);
    }
    return seen.size() == 1 && !seen.contains(ObservedVerdict.FILTERED)
        ? seen.stream().findFirst()
        : Optional.empty();
  }

  /** Whether the policies let it through, where that is the same for all its pods and families. */
  private static Optional<Boolean> evaluated(Edge edge, Optional<Finding> finding) {
    if (finding.isEmpty()) {
      return Optional.of(true);
    }
    Verdict verdict = finding.get().verdict();
    if (verdict instanceof Verdict.Allowed) {
      return Optional.of(true);
    }
    Set<AddressFamily> denied = finding.get().deniedFamilies();
    boolean all =
        finding.get().deniedPairs() == finding.get().pairs()
            && (denied.isEmpty() || denied.containsAll(RecordedFamilies.of(edge)));
    return verdict instanceof Verdict.Denied && all ? Optional.of(false) : Optional.empty();
  }

  private static String inWords(Optional<Finding> finding) {
    return finding
        .filter(denied -> !denied.verdict().allowed())
        .map(denied -> "denied: " + denied.because())
        .orElse("allowed");
  }
}
