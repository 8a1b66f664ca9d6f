package io.sluice.analyzer.policy.corpus;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A whole corpus asked of the evaluator, and how far the two agree.
 *
 * <p>An expectation about a workload must hold for each of its pods. One about an end that the
 * world does not have counts as a disagreement, so that nothing is passed over.
 */
final class CorpusRun {
  /**
   * An expectation that the evaluator does not meet.
   *
   * @param expectation the expectation
   * @param reason what the evaluator says instead
   */
  record Disagreement(Expectation expectation, String reason) {
    @Override
    public String toString() {
      return expectation + ": " + reason;
    }
  }

  private final SortedMap<String, int[]> countsByFlags = new TreeMap<>();
  private final List<Disagreement> disagreements = new ArrayList<>();

  /**
   * Runs every line of {@code folder/name.jsonl.gz}.
   *
   * @param pods how pods are seen, see {@link CorpusWorld}
   */
  static CorpusRun of(Path folder, String name, EngineProfile engine, UnaryOperator<Pod> pods)
      throws IOException {
    CorpusRun run = new CorpusRun();
    Map<String, CorpusWorld> worlds = new HashMap<>();
    for (Expectation expectation : Expectation.readAll(folder.resolve(name + ".jsonl.gz"))) {
      CorpusWorld world =
          worlds.computeIfAbsent(
              expectation.world(), w -> new CorpusWorld(folder.resolve(w), engine, pods));
      run.count(expectation, problem(world, expectation));
    }
    return run;
  }

  /** Expectations that were met, of those without flags ({@code ""}) or with these. */
  int agreed(String flags) {
    return countsByFlags.getOrDefault(flags, new int[2])[0];
  }

  int asked(String flags) {
    int[] counts = countsByFlags.getOrDefault(flags, new int[2]);
    return counts[0] + counts[1];
  }

  int askedWithFlags() {
    return countsByFlags.keySet().stream()
        .filter(flags -> !flags.isEmpty())
        .mapToInt(this::asked)
        .sum();
  }

  List<Disagreement> disagreements() {
    return disagreements;
  }

  /** {@code 54881 of 54899; host-network 10 of 12}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    countsByFlags.forEach(
        (flags, counts) ->
            text.append(text.isEmpty() ? "" : "; ")
                .append(flags.isEmpty() ? "plain" : flags)
                .append(' ')
                .append(counts[0])
                .append(" of ")
                .append(counts[0] + counts[1]));
    return text.toString();
  }

  private void count(Expectation expectation, String problem) {
    int[] counts =
        countsByFlags.computeIfAbsent(String.join(",", expectation.flags()), f -> new int[2]);
    counts[problem.isEmpty() ? 0 : 1]++;
    if (!problem.isEmpty()) {
      disagreements.add(new Disagreement(expectation, problem));
    }
  }

  /** "" where the expectation is met. */
  private static String problem(CorpusWorld world, Expectation expectation) {
    List<Subject> sources = world.ends(expectation.source());
    List<Subject> destinations = world.ends(expectation.destination());
    if (sources.isEmpty() || destinations.isEmpty()) {
      return "no such end: "
          + (sources.isEmpty() ? expectation.source() : expectation.destination());
    }
    for (Subject source : sources) {
      for (Subject destination : destinations) {
        Verdict verdict =
            world
                .evaluator()
                .evaluate(
                    new Connection(
                        source, destination, expectation.protocol().number(), expectation.port()));
        if (verdict.allowed() != expectation.allow() || verdict instanceof Verdict.NotEvaluated) {
          return source + " -> " + destination + ": " + inWords(verdict);
        }
      }
    }
    return "";
  }

  private static String inWords(Verdict verdict) {
    if (verdict instanceof Verdict.Allowed allowed) {
      return "allowed, egress "
          + allowed.egress().because()
          + ", ingress "
          + allowed.ingress().because();
    }
    if (verdict instanceof Verdict.Denied denied) {
      return "denied, egress "
          + denied.egress().because()
          + ", ingress "
          + denied.ingress().because();
    }
    return verdict.toString();
  }
}
