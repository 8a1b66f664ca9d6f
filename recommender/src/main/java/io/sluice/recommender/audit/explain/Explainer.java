package io.sluice.recommender.audit.explain;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.audit.explain.Explanation.Group;
import io.sluice.recommender.audit.explain.Explanation.Hint;
import io.sluice.recommender.audit.world.Asked;
import io.sluice.recommender.audit.world.NamedEnd;
import io.sluice.recommender.audit.world.Pair;
import io.sluice.recommender.audit.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Explains connections of a world: every pair of pods is asked, and equal answers are one. */
public final class Explainer {
  private final World world;
  private final MissingSelections missing;

  public Explainer(World world) {
    this.world = world;
    this.missing = new MissingSelections(world);
  }

  /**
   * Explains a connection.
   *
   * @param asked what {@link World#ask} made of the same four, with pairs to ask about
   */
  public Explanation explain(String from, String to, int protocol, int port, Asked asked) {
    Map<List<Object>, Group> groups = new LinkedHashMap<>();
    Set<String> namespaces = new TreeSet<>();
    for (Pair pair : asked.pairs()) {
      Connection connection = pair.connection(protocol);
      Verdict verdict = world.verdict(asked, connection);
      List<Object> answer = List.of(pair.port(), verdict.allowed(), answer(verdict));
      groups.merge(
          answer,
          new Group(connection, pair.size(), verdict, List.of()),
          (a, b) -> new Group(a.sample(), a.pairs() + b.pairs(), a.verdict(), List.of()));
      addNamespace(namespaces, connection.client());
      addNamespace(namespaces, connection.server());
    }
    List<String> notes = new ArrayList<>(List.of(who(from), who(to)));
    notes.addAll(asked.notes());
    addProblems(notes, namespaces);
    return new Explanation(
        from,
        to,
        protocol,
        port,
        world.evaluator().engine().name(),
        notes.stream().filter(note -> !note.isEmpty()).distinct().toList(),
        groups.values().stream()
            .sorted(Comparator.comparingLong(Group::pairs).reversed())
            .map(this::hinted)
            .toList());
  }

  /** Both directions in words; which of two equal pods it is about makes no difference. */
  private static String answer(Verdict verdict) {
    List<String> sides = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      Sides.of(verdict, direction).map(DirectionVerdict::because).ifPresent(sides::add);
    }
    return sides.isEmpty() ? Reasons.because(verdict) : String.join("\n", sides);
  }

  private Group hinted(Group group) {
    List<Hint> hints = new ArrayList<>();
    for (Direction direction : List.of(Direction.EGRESS, Direction.INGRESS)) {
      Sides.of(group.verdict(), direction)
          .ifPresent(verdict -> addHints(hints, group.sample(), direction, verdict));
    }
    return new Group(group.sample(), group.pairs(), group.verdict(), hints);
  }

  private void addHints(
      List<Hint> hints, Connection connection, Direction direction, DirectionVerdict verdict) {
    if (verdict instanceof DirectionVerdict.DeniedBy denied) {
      hints.add(
          new Hint(direction, Hint.Kind.WOULD_ADMIT, Remedy.of(denied, direction, connection)));
    }
    boolean open = verdict instanceof DirectionVerdict.NotIsolated;
    if ((open || !verdict.allows())
        && Sides.own(connection, direction) instanceof Subject.OfPod of) {
      missing
          .of(of.pod(), direction, connection, !open)
          .forEach(text -> hints.add(new Hint(direction, Hint.Kind.DOES_NOT_SELECT, text)));
    }
  }

  /** {@code shop/cart: 2 pods of Deployment shop/cart, app=cart}. */
  private String who(String text) {
    if (!(world.end(text) instanceof NamedEnd.Subjects end)
        || !(end.subjects().get(0) instanceof Subject.OfPod of)) {
      return "";
    }
    Pod pod = of.pod();
    int count = end.subjects().size();
    return text
        + ": "
        + (count == 1 ? "pod " + pod.name() : count + " pods")
        + " of "
        + pod.workload().kind()
        + " "
        + pod.workload().title()
        + ", "
        + Remedy.labels(pod)
        + (pod.hostNetwork() ? ", hostNetwork" : "");
  }

  private static void addNamespace(Set<String> namespaces, Subject subject) {
    if (subject instanceof Subject.OfPod of) {
      namespaces.add(of.pod().namespace());
    }
  }

  /** Policies of the ends' namespaces, or of the whole cluster, that were not looked at. */
  private void addProblems(List<String> notes, Set<String> namespaces) {
    world.problems().stream()
        .filter(problem -> problem.severity() != Severity.SUSPICIOUS)
        .filter(
            problem ->
                problem.severity() == Severity.UNSUPPORTED
                    || namespaces.contains(problem.policy().replaceFirst("/.*", "")))
        .forEach(
            problem ->
                notes.add(
                    (problem.severity() == Severity.REFUSED ? "not in force: " : "not evaluated: ")
                        + problem));
  }
}
