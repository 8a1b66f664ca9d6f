package io.sluice.recommender.audit.diff;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.audit.EdgeQuestions;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.PairVerdict;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks two readings about recorded edges, each for the product of its client and server pods. */
final class FlowComparer {
  private final RecordedEdges recorded;
  private final EdgeQuestions questions;
  private final Evaluator before;
  private final Evaluator after;
  private final List<FlowChange> denied = new ArrayList<>();
  private final List<FlowChange> allowed = new ArrayList<>();
  private final SortedMap<String, Long> notEvaluated = new TreeMap<>();
  private long unchanged;

  private FlowComparer(
      RecordedEdges recorded, Inventory inventory, Evaluator before, Evaluator after) {
    this.recorded = recorded;
    this.before = before;
    this.after = after;
    this.questions =
        new EdgeQuestions(inventory, recorded.pods(), List.of(before.policies(), after.policies()));
  }

  static FlowDiff compare(
      RecordedEdges recorded, Inventory inventory, Evaluator before, Evaluator after) {
    FlowComparer comparer = new FlowComparer(recorded, inventory, before, after);
    recorded.edges().forEach(comparer::compare);
    return new FlowDiff(
        comparer.denied.stream().sorted().toList(),
        comparer.allowed.stream().sorted().toList(),
        comparer.unchanged,
        comparer.notEvaluated);
  }

  private void compare(JudgedEdge edge) {
    EdgeQuestions.Questions asked = questions.of(edge);
    if (!asked.problem().isEmpty()) {
      cannot(asked.problem());
      return;
    }
    Tally tally = new Tally();
    asked.all().forEach(tally::ask);
    tally.conclude(edge);
  }

  private void cannot(String reason) {
    notEvaluated.merge(reason, 1L, Long::sum);
  }

  /** The first connection that differs, denials before others, and how many do. */
  private final class Tally {
    private @Nullable Connection question;
    private @Nullable Verdict old;
    private @Nullable Verdict now;
    private String open = "";
    private final Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
    private long newlyDenied;
    private long newlyAllowed;
    private long pairs;

    void ask(EdgeQuestions.Question asked) {
      PairVerdict first = PairVerdict.of(asked.asked(), before);
      PairVerdict second = PairVerdict.of(asked.asked(), after);
      pairs += asked.pairs();
      if (first.verdict() instanceof Verdict.NotEvaluated) {
        open = Reasons.because(first.verdict());
      } else if (second.verdict() instanceof Verdict.NotEvaluated) {
        open = Reasons.because(second.verdict());
      } else if (first.verdict().allowed() != second.verdict().allowed()) {
        changed(first, second, asked.pairs());
      }
    }

    /** Both are shown for the connection that is denied in one of them. */
    private void changed(PairVerdict first, PairVerdict second, long count) {
      boolean closes = first.verdict().allowed();
      PairVerdict denial = closes ? second : first;
      if (question == null || (closes && newlyDenied == 0)) {
        question = denial.connection();
        old = before.evaluate(question);
        now = after.evaluate(question);
        families.clear();
      }
      if (closes || newlyDenied == 0) {
        families.addAll(denial.denied());
      }
      newlyDenied += closes ? count : 0;
      newlyAllowed += closes ? 0 : count;
    }

    void conclude(JudgedEdge edge) {
      if (question == null || old == null || now == null) {
        if (open.isEmpty()) {
          unchanged++;
        } else {
          cannot(open);
        }
        return;
      }
      boolean mask =
          edge.edge().key().client() instanceof Party.External
              && !recorded.text().showClientAddresses();
      String address = question.client().toString();
      FlowChange change =
          new FlowChange(
              edge,
              mask ? EdgeText.INTERNET_CLIENT : address,
              question.server().toString(),
              question.port(),
              mask ? Reasons.masked(old, address) : old,
              mask ? Reasons.masked(now, address) : now,
              families,
              newlyDenied,
              newlyAllowed,
              pairs);
      (change.denied() ? denied : allowed).add(change);
    }
  }
}
