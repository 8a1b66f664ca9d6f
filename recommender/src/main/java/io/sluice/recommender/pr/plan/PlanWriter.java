package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.pr.Digests;
import io.sluice.recommender.pr.FileChange;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.PullRequestPlan;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.pr.PullRequestText;
import io.sluice.recommender.pr.body.BodyText;
import io.sluice.recommender.pr.body.Facts;
import io.sluice.recommender.pr.files.BaseFolder;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.file.ContentDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes a plan of a draft: files, risk, text, digests. */
final class PlanWriter {
  private static final int HOURS_PER_DAY = 24;

  private final Survey survey;
  private final BaseFolder base;
  private final PlanOptions options;

  PlanWriter(Survey survey, BaseFolder base, PlanOptions options) {
    this.survey = survey;
    this.base = base;
    this.options = options;
  }

  PullRequestPlan write(Draft draft) {
    List<String> notes = new ArrayList<>();
    if (draft.key.kind() == GroupKey.Kind.TIGHTEN) {
      refuseShortEvidence(draft, notes);
    }
    draft.changes.sort(Comparator.comparing(ChangedPolicy::key));
    Isolation isolation = isolation(draft);
    if (!isolation.opening().isEmpty() && !options.allowWidening()) {
      keep(draft, isolation, notes);
    }
    DraftFiles drafted = new DraftFiles(base, options);
    List<FileChange> files = drafted.of(draft);
    notes.addAll(drafted.warnings);
    notes.addAll(draft.remarks);
    drafted.declined.keySet().forEach(path -> notes.add(path + " was edited and is kept"));
    notes.addAll(new BlindSpots(survey, draft).warnings());
    List<String> said = notes.stream().distinct().toList();
    return files.isEmpty()
        ? PullRequestPlan.nothing(draft.key, said)
        : proposing(draft, files, drafted.declined, said);
  }

  private PullRequestPlan proposing(
      Draft draft,
      List<FileChange> files,
      SortedMap<String, FileChange> declined,
      List<String> notes) {
    PolicySet after = draft.after(survey.current());
    Risk risk = Risk.of(survey, edges(draft), survey.current(), after, draft.namespaces());
    Effect effect = new Effect(risk, isolation(draft), declined);
    Facts facts = new FactsWriter(survey, options, draft, effect).write();
    PullRequestText text =
        BodyText.of(facts, options.elsewhere(draft.key, BodyText.whole(facts).length()));
    return new PullRequestPlan(
        draft.key,
        new Title(draft, effect).text(),
        text,
        labels(draft, effect),
        isDraft(draft, effect),
        files,
        new Digests(ruleDigest(draft), evidenceDigest(draft)),
        window(),
        Math.max(0, survey.summary().coverage().lastMillis()),
        notes);
  }

  /** Nothing goes that a longer look might still have seen. */
  private void refuseShortEvidence(Draft draft, List<String> notes) {
    long needed = (long) options.settings().tightenAfterDays() * HOURS_PER_DAY;
    long seen = survey.summary().coverage().hoursWithData();
    if (seen < needed && !draft.changes.isEmpty()) {
      notes.add(
          draft.key.title()
              + ": nothing is tightened, because the evidence has "
              + Wording.count(seen)
              + " hours with data and pullRequests.tightenAfterDays asks for "
              + Wording.count(needed));
      draft.changes.clear();
    }
  }

  private Isolation isolation(Draft draft) {
    return Isolation.between(
        survey, survey.current(), draft.after(survey.current()), draft.namespaces());
  }

  private static void keep(Draft draft, Isolation isolation, List<String> notes) {
    draft.changes.removeIf(
        change -> {
          boolean opens = isolation.opening().contains(change.key());
          if (opens) {
            notes.add(
                change.key().namespace()
                    + "/"
                    + change.key().name()
                    + " stays: without it pods would be open that it closes (--allow-widening)");
          }
          return opens;
        });
  }

  private static List<JudgedEdge> edges(Draft draft) {
    return draft.recommendations.values().stream()
        .findFirst()
        .map(Recommendation::edges)
        .orElse(List.of());
  }

  private SortedSet<String> labels(Draft draft, Effect effect) {
    TreeSet<String> labels = new TreeSet<>(options.settings().labels());
    labels.add("netpol");
    boolean removes = draft.changes.stream().anyMatch(c -> c.after().isEmpty());
    labels.add(
        draft.key.kind() == GroupKey.Kind.ADD
            ? "netpol/add"
            : removes ? "netpol/remove" : "netpol/tighten");
    if (!effect.risk().denied().isEmpty()) {
      labels.add("netpol/would-deny");
    }
    if (!effect.isolation().opened().isEmpty()) {
      labels.add("netpol/widens");
    }
    proposals(draft).stream()
        .map(WorkloadProposal::confidence)
        .min(Comparator.naturalOrder())
        .map(Confidence::word)
        .ifPresent(word -> labels.add("netpol/confidence-" + word));
    return labels;
  }

  private boolean isDraft(Draft draft, Effect effect) {
    if (options.settings().draft() != PullRequestSettings.Draft.AUTO) {
      return options.settings().draft() == PullRequestSettings.Draft.ALWAYS;
    }
    return !effect.risk().denied().isEmpty()
        || !effect.isolation().opened().isEmpty()
        || proposals(draft).stream().anyMatch(proposal -> isLearning(draft, proposal));
  }

  private static boolean isLearning(Draft draft, WorkloadProposal proposal) {
    return Optional.ofNullable(draft.recommendations.get(proposal.workload().namespace()))
        .map(recommendation -> recommendation.maturities().get(proposal.workload()))
        .filter(maturity -> maturity.state() == Maturity.State.LEARNING)
        .isPresent();
  }

  static List<WorkloadProposal> proposals(Draft draft) {
    return draft.changes.stream()
        .flatMap(change -> change.wanted().stream())
        .flatMap(wanted -> wanted.proposal().stream())
        .toList();
  }

  private static String ruleDigest(Draft draft) {
    StringBuilder text = new StringBuilder(draft.key.branch()).append('\n');
    draft.changes.forEach(change -> text.append(change.canonical()));
    return digest(text);
  }

  private String evidenceDigest(Draft draft) {
    StringBuilder text = new StringBuilder(window()).append('\n');
    for (ChangedPolicy change : draft.changes) {
      NetworkPolicy.Key key = change.key();
      text.append(key.namespace()).append('/').append(key.name()).append('\n');
    }
    for (WorkloadProposal proposal : proposals(draft)) {
      for (RuleEvidence item : proposal.evidence()) {
        item.edges().forEach(edge -> append(text, edge));
      }
    }
    return digest(text);
  }

  private static void append(StringBuilder text, JudgedEdge judged) {
    text.append(judged.edge().key())
        .append(' ')
        .append(judged.edge().records())
        .append(' ')
        .append(judged.edge().connections())
        .append(' ')
        .append(judged.edge().firstMillis())
        .append(' ')
        .append(judged.edge().lastMillis())
        .append('\n');
  }

  private static String digest(StringBuilder text) {
    return ContentDigest.of(text.toString()).named();
  }

  private String window() {
    Coverage coverage = survey.summary().coverage();
    return coverage.firstMillis() > coverage.lastMillis()
        ? "unknown"
        : Wording.exactTime(coverage.firstMillis())
            + "/"
            + Wording.exactTime(coverage.lastMillis());
  }
}
