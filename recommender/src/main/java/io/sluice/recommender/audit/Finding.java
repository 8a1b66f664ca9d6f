package io.sluice.recommender.audit;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A recorded flow that the policies would not let through, or that they cannot be asked about.
 *
 * @param rule what kind of finding it is
 * @param edge the edge
 * @param clientSample the client that was asked about, for people
 * @param serverSample the server that was asked about, for people
 * @param portSample the port that was asked about, -1 where the protocol has none
 * @param verdict both directions, with reasons
 * @param deniedFamilies the address families that are denied, where ends could talk in either
 * @param deniedPairs denied connections between distinct ends of the edge
 * @param pairs all connections that were asked about
 * @param confidence how much evidence there is that the flow is real
 * @param note what else a reader must know, such as whether the current policies explain it; or ""
 */
public record Finding(
    FindingRule rule,
    JudgedEdge edge,
    String clientSample,
    String serverSample,
    int portSample,
    Verdict verdict,
    Set<AddressFamily> deniedFamilies,
    long deniedPairs,
    long pairs,
    Confidence confidence,
    String note)
    implements Reported, Comparable<Finding> {
  /** Keeps families in their order. */
  public Finding {
    deniedFamilies = Collections.unmodifiableSet(new TreeSet<>(deniedFamilies));
  }

  /** Why, in one line: the family where there is a choice, and what decides. */
  public String because() {
    return Reasons.over(deniedFamilies) + Reasons.because(verdict);
  }

  /** The nearest rule that does not admit it; without rules the policy that isolates. */
  @Override
  public Optional<ObjectOrigin> place() {
    return verdict instanceof Verdict.Denied ? Places.of(verdict) : Optional.empty();
  }

  @Override
  public String fingerprint() {
    EdgeKey key = edge.edge().key();
    return Fingerprint.of(
        rule.word(),
        key.cluster(),
        key.client().toString(),
        key.server().toString(),
        Integer.toString(key.protocol()),
        EdgeText.port(edge.edge()));
  }

  @Override
  public int compareTo(Finding other) {
    int byRule = rule.compareTo(other.rule);
    return byRule != 0 ? byRule : edge.compareTo(other.edge);
  }
}
