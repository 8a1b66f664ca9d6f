package io.sluice.recommender.audit.backtest;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.audit.Finding;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.backtest.Backtest.Weight;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Recommendation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Replays held-out edges through what was proposed without them. */
public final class Backtester {
  private final Auditor auditor;
  private final Recommendation recommendation;
  private final PolicySet recorded;

  /**
   * A backtester of one proposal.
   *
   * @param recommendation what was learnt from the earlier records
   * @param recorded the policies that were in force, which may explain what was stopped
   */
  public Backtester(Auditor auditor, Recommendation recommendation, PolicySet recorded) {
    this.auditor = auditor;
    this.recommendation = recommendation;
    this.recorded = recorded;
  }

  /**
   * Replays.
   *
   * @param heldOut the later edges, judged by themselves, so that a scan is told from traffic
   */
  public Backtest test(List<JudgedEdge> heldOut, Duration span, long fromMillis) {
    AuditReport audit = auditor.audit(heldOut, recommendation.effective(), recorded);
    Map<JudgedEdge, Finding> findings = new TreeMap<>();
    audit.findings().forEach(finding -> findings.put(finding.edge(), finding));
    boolean byConnections = heldOut.stream().anyMatch(edge -> edge.edge().connections() > 0);
    Totals totals = new Totals(byConnections);
    proposedFor().forEach(totals::selected);
    heldOut.forEach(edge -> totals.add(edge, Optional.ofNullable(findings.get(edge))));
    long to = heldOut.stream().mapToLong(edge -> edge.edge().lastMillis()).max().orElse(fromMillis);
    return totals.read(span, fromMillis, to, audit);
  }

  private Collection<Workload> proposedFor() {
    TreeSet<Workload> workloads = new TreeSet<>();
    recommendation.proposals().stream()
        .filter(proposal -> proposal.policy().isPresent())
        .forEach(
            proposal -> {
              workloads.add(proposal.workload());
              workloads.addAll(proposal.merged());
            });
    return workloads;
  }

  /** Sums under construction. */
  private static final class Totals {
    private final boolean byConnections;
    private final SortedMap<Workload, Sum> workloads = new TreeMap<>();
    private Weight allowed = Weight.NONE;
    private Weight denied = Weight.NONE;
    private Weight notEvaluated = Weight.NONE;

    Totals(boolean byConnections) {
      this.byConnections = byConnections;
    }

    void selected(Workload workload) {
      workloads.put(workload, new Sum());
    }

    void add(JudgedEdge edge, Optional<Finding> finding) {
      long count = byConnections ? edge.edge().connections() : edge.edge().records();
      FindingRule rule = finding.map(Finding::rule).orElse(null);
      if (rule == FindingRule.NOT_EVALUATED) {
        notEvaluated = notEvaluated.plus(count);
      } else if (rule == FindingRule.WOULD_DENY) {
        denied = denied.plus(count);
        seen(edge.edge(), count);
        denied(edge.edge(), count, finding.orElseThrow().verdict());
      } else if (rule == null) {
        allowed = allowed.plus(count);
        seen(edge.edge(), count);
      }
    }

    /** An edge within one workload is one edge of it. */
    private void seen(Edge edge, long count) {
      for (Party party : new TreeSet<>(List.of(edge.key().client(), edge.key().server()))) {
        if (party instanceof Workload workload && workloads.containsKey(workload)) {
          workloads.get(workload).seen(count);
        }
      }
    }

    private void denied(Edge edge, long count, Verdict verdict) {
      if (!(verdict instanceof Verdict.Denied stopped)) {
        return;
      }
      SortedMap<Workload, Set<String>> by = new TreeMap<>();
      add(by, edge, Direction.EGRESS, stopped.egress());
      add(by, edge, Direction.INGRESS, stopped.ingress());
      by.forEach((workload, policies) -> sum(workload, count).denied(edge, count, policies));
    }

    /** The sum of a workload; traffic of one that no proposal selects, a current policy denies. */
    private Sum sum(Workload workload, long count) {
      return workloads.computeIfAbsent(
          workload,
          w -> {
            Sum sum = new Sum();
            sum.seen(count);
            return sum;
          });
    }

    private static void add(
        Map<Workload, Set<String>> to, Edge edge, Direction direction, DirectionVerdict verdict) {
      Party subject = direction == Direction.EGRESS ? edge.key().client() : edge.key().server();
      if (verdict instanceof DirectionVerdict.DeniedBy by && subject instanceof Workload workload) {
        by.isolating().stream()
            .map(NetworkPolicy::title)
            .forEach(to.computeIfAbsent(workload, w -> new TreeSet<>())::add);
      }
    }

    Backtest read(Duration span, long fromMillis, long toMillis, AuditReport audit) {
      List<WorkloadTest> tests =
          workloads.entrySet().stream()
              .map(entry -> entry.getValue().read(entry.getKey()))
              .toList();
      return new Backtest(
          span, fromMillis, toMillis, byConnections, allowed, denied, notEvaluated, tests, audit);
    }
  }

  /** What one workload amounts to. */
  private static final class Sum {
    private Weight all = Weight.NONE;
    private Weight denied = Weight.NONE;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final TreeSet<String> policies = new TreeSet<>();

    void seen(long count) {
      all = all.plus(count);
    }

    void denied(Edge edge, long count, Collection<String> by) {
      denied = denied.plus(count);
      first = Math.min(first, edge.firstMillis());
      last = Math.max(last, edge.lastMillis());
      policies.addAll(by);
    }

    WorkloadTest read(Workload workload) {
      return new WorkloadTest(workload, all, denied, first, last, policies);
    }
  }
}
