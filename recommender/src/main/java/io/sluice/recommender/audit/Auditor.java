package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replays recorded edges through policies: each edge is asked about for the product of its client
 * and server pods, whatever it counts for as evidence.
 */
public final class Auditor {
  private final Inventory inventory;
  private final PodDirectory pods;
  private final EngineProfile engine;
  private final EdgeText text;
  private final ForeignPolicies foreign;

  /**
   * An auditor.
   *
   * @param text says whether it may name internet clients
   * @param foreign policies of other APIs, whose pods' flows are not evaluated
   */
  public Auditor(
      Inventory inventory,
      PodDirectory pods,
      EngineProfile engine,
      EdgeText text,
      ForeignPolicies foreign) {
    this.foreign = foreign;
    this.inventory = inventory;
    this.pods = pods;
    this.engine = engine;
    this.text = text;
  }

  /** Asks about every edge, where the policies asked about are those in force. */
  public AuditReport audit(List<JudgedEdge> edges, PolicySet policies) {
    return audit(edges, policies, policies);
  }

  /**
   * Asks about every edge.
   *
   * @param current the policies in force, which may explain what was stopped already
   */
  public AuditReport audit(List<JudgedEdge> edges, PolicySet policies, PolicySet current) {
    EdgeQuestions questions = new EdgeQuestions(inventory, pods, List.of(policies, current));
    Evaluator asked = new Evaluator(policies, inventory, engine, foreign);
    Evaluator inForce =
        policies == current ? asked : new Evaluator(current, inventory, engine, foreign);
    List<Finding> findings = new ArrayList<>();
    long[] counts = new long[FindingRule.values().length];
    long allowed = 0;
    for (JudgedEdge edge : edges) {
      boolean stopped = edge.edge().key().denied();
      Answer answer = ask(edge, questions, stopped ? inForce : asked);
      Optional<Finding> finding =
          stopped ? Optional.of(stopped(edge, answer)) : answer.finding(edge);
      finding.ifPresent(findings::add);
      finding.ifPresent(f -> counts[f.rule().ordinal()]++);
      allowed += finding.isEmpty() ? 1 : 0;
    }
    return new AuditReport(
        findings.stream().sorted().toList(), allowed, counts[0], counts[1], counts[2], counts[3]);
  }

  /** What was asked about one edge, and what came out. */
  private record Answer(
      String client,
      String server,
      int port,
      Verdict verdict,
      Set<AddressFamily> deniedFamilies,
      long deniedPairs,
      long pairs) {
    Optional<Finding> finding(JudgedEdge edge) {
      if (verdict instanceof Verdict.Allowed) {
        return Optional.empty();
      }
      return Optional.of(finding(rule(edge), edge, ""));
    }

    private FindingRule rule(JudgedEdge edge) {
      if (!(verdict instanceof Verdict.Denied)) {
        return FindingRule.NOT_EVALUATED;
      }
      return edge.standing() instanceof Standing.Quarantined
          ? FindingRule.QUARANTINED
          : FindingRule.WOULD_DENY;
    }

    Finding finding(FindingRule rule, JudgedEdge edge, String note) {
      Confidence confidence = edge.confidence();
      return new Finding(
          rule,
          edge,
          client,
          server,
          port,
          verdict,
          deniedFamilies,
          deniedPairs,
          pairs,
          confidence,
          note);
    }
  }

  private static Finding stopped(JudgedEdge edge, Answer answer) {
    return answer.finding(FindingRule.DENIED, edge, explanation(edge.edge(), answer.verdict));
  }

  private static String explanation(Edge edge, Verdict verdict) {
    if (edge.verdicts().getOrDefault(ObservedVerdict.DROPPED, 0L) == 0) {
      return "stopped by a filter outside Kubernetes, such as a network security group";
    }
    if (verdict instanceof Verdict.Denied) {
      return "the current policies explain it";
    }
    return verdict instanceof Verdict.Allowed
        ? "the current policies allow it: they were other ones then, or something else stopped it"
        : "whether the current policies explain it cannot be told";
  }

  private Answer ask(JudgedEdge judged, EdgeQuestions questions, Evaluator evaluator) {
    Edge edge = judged.edge();
    EdgeQuestions.Questions asked = questions.of(judged);
    if (!asked.problem().isEmpty()) {
      return cannot(
          edge, text.client(edge), text.server(edge, judged.ambiguous()), asked.problem());
    }
    Tally tally = new Tally();
    asked
        .all()
        .forEach(
            question -> tally.add(PairVerdict.of(question.asked(), evaluator), question.pairs()));
    return tally.answer(edge);
  }

  private static Answer cannot(Edge edge, String client, String server, String reason) {
    Verdict verdict = new Verdict.NotEvaluated(Verdict.NotEvaluated.Kind.UNKNOWN_INVENTORY, reason);
    return new Answer(client, server, edge.key().port(), verdict, Set.of(), 0, 0);
  }

  /** Keeps the gravest verdict, the first of its kind, and counts pairs. */
  private final class Tally {
    private final Set<AddressFamily> deniedFamilies = EnumSet.noneOf(AddressFamily.class);
    private @Nullable PairVerdict gravest;
    private long denied;
    private long pairs;

    void add(PairVerdict answer, long count) {
      pairs += count;
      denied += answer.verdict() instanceof Verdict.Denied ? count : 0;
      deniedFamilies.addAll(answer.denied());
      if (gravest == null
          || PairVerdict.gravity(answer.verdict()) > PairVerdict.gravity(gravest.verdict())) {
        gravest = answer;
      }
    }

    Answer answer(Edge edge) {
      if (gravest == null) {
        throw new IllegalStateException("nothing was asked about " + edge.key());
      }
      Connection question = gravest.connection();
      Verdict verdict = gravest.verdict();
      boolean mask = edge.key().client() instanceof Party.External && !text.showClientAddresses();
      String address = question.client().toString();
      return new Answer(
          mask ? EdgeText.INTERNET_CLIENT : address,
          question.server().toString(),
          question.port(),
          mask ? Reasons.masked(verdict, address) : verdict,
          deniedFamilies,
          denied,
          pairs);
    }
  }
}
