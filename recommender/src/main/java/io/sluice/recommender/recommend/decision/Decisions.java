package io.sluice.recommender.recommend.decision;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people decided. A decision past its last day has no effect; days are held against the end of
 * the evidence, never against the clock, so that the same input has the same answer.
 *
 * @param edges about connections, in the order of the file
 * @param holds about directions that are held open, in the order of the file
 * @param day the day that the evidence ends on, UTC
 */
public record Decisions(List<EdgeDecision> edges, List<HoldDecision> holds, LocalDate day) {

  /** Nobody decided anything. */
  public static Decisions none() {
    return new Decisions(List.of(), List.of(), LocalDate.EPOCH);
  }

  /** The same on the day that the evidence ends on. */
  public Decisions on(LocalDate evidenceEnd) {
    return new Decisions(edges, holds, evidenceEnd);
  }

  /** Whether it holds on the day of the evidence. */
  public boolean inForce(Sponsor sponsor) {
    return !day.isAfter(sponsor.expires());
  }

  /** The first that accepts an edge; none where another one forbids it. */
  public Optional<EdgeDecision> accepting(Edge edge) {
    return forbidding(edge).isPresent()
        ? Optional.empty()
        : of(EdgeDecision.Kind.ACCEPT).stream().filter(d -> d.covers(edge)).findFirst();
  }

  /** The first that forbids an edge. */
  public Optional<EdgeDecision> forbidding(Edge edge) {
    return of(EdgeDecision.Kind.NEVER_ALLOW).stream().filter(d -> d.meets(edge)).findFirst();
  }

  /**
   * An edge of open orientation, turned as a decision says.
   *
   * @param client who opens it
   * @param server who listens
   */
  public record Turned(EdgeDecision decision, Party client, Party server) {}

  /** How an acceptance turns an edge whose orientation is open. */
  public Optional<Turned> turning(Edge edge) {
    Party one = edge.key().client();
    Party other = edge.key().server();
    return of(EdgeDecision.Kind.ACCEPT).stream()
        .filter(
            d -> d.port().filter(p -> p.protocol().number() == edge.key().protocol()).isPresent())
        .flatMap(
            d ->
                Stream.of(new Turned(d, one, other), new Turned(d, other, one))
                    .filter(
                        t ->
                            d.from().matches(t.client(), edge.addresses())
                                && d.to().matches(t.server(), edge.addresses())))
        .findFirst();
  }

  /** The first that releases a hold. */
  public Optional<HoldDecision> releasing(
      Collection<Workload> members, Direction direction, String word) {
    return holds.stream()
        .filter(d -> inForce(d.sponsor()) && d.releases(members, direction, word))
        .findFirst();
  }

  /** Those of one kind that are in force. */
  public List<EdgeDecision> of(EdgeDecision.Kind kind) {
    return edges.stream().filter(d -> d.kind() == kind && inForce(d.sponsor())).toList();
  }
}
