package io.sluice.recommender.groundtruth.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.recommender.example.Sluice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Our policies for a pair beside the expected ones.
 *
 * @param agreed what both let through
 * @param onlyOurs how often ours lets through or closes what theirs does not, by reason
 * @param onlyTheirs likewise
 * @param unexplained differences without a reason
 * @param withheld calls that ours does not learn
 * @param withheldFor why the report says so
 */
record Comparison(
    Given given,
    int agreed,
    Map<Difference, Integer> onlyOurs,
    Map<Difference, Integer> onlyTheirs,
    List<String> unexplained,
    Set<Call> withheld,
    Set<String> withheldFor) {
  static final List<String> HEAD =
      List.of("| pair | agreed | only ours | only theirs |", "|---|---|---|---|");

  /** Runs {@code recommend} on the input, and reads what both say of the same pods. */
  static Comparison of(Given given, Path out) {
    List<Object> words = new ArrayList<>(List.of("recommend"));
    words.addAll(given.logs());
    words.addAll(List.of("--cluster", given.cluster(), "--engine", "generic"));
    words.addAll(List.of("--out-dir", out, "-o", "json"));
    Sluice.Run run = Sluice.run(words.toArray());
    if (run.exit() != 0) {
      throw new AssertionError(given + ": exit " + run.exit() + "\n" + run.out() + run.err());
    }
    Inventory inventory = Inventory.of(objects(given.cluster()));
    PolicySet proposed =
        Files.exists(out) ? PolicyLoader.load(objects(out)).policies() : PolicySet.none();
    return of(
        given,
        run.report().document().path("withheld"),
        Reading.of(given, inventory, proposed),
        Reading.of(given, inventory, given.theirs()));
  }

  private static List<ClusterObject> objects(Path path) {
    return ClusterReader.read("", path, OptionalLong.empty()).objects();
  }

  private static Comparison of(Given given, JsonNode withheld, Reading ours, Reading theirs) {
    Reasons reasons = new Reasons(given, ours, theirs);
    Set<String> words = new TreeSet<>();
    withheld.forEach(edge -> words.add(edge.path("reason").asText()));
    Map<Difference, Integer> onlyOurs = new EnumMap<>(Difference.class);
    Map<Difference, Integer> onlyTheirs = new EnumMap<>(Difference.class);
    List<String> unexplained = new ArrayList<>();
    for (Opening opening : without(ours.openings(), theirs.openings())) {
      reasons
          .ofOurs(opening)
          .ifPresentOrElse(
              why -> onlyOurs.merge(why, 1, Integer::sum),
              () -> unexplained.add("ours " + opening));
    }
    for (Opening opening : without(theirs.openings(), ours.openings())) {
      reasons
          .ofTheirs(opening)
          .ifPresentOrElse(
              why -> onlyTheirs.merge(why, 1, Integer::sum),
              () -> unexplained.add("theirs " + opening));
    }
    for (String end : without(ours.closed(), theirs.closed())) {
      onlyOurs.merge(Difference.BOTH_DIRECTIONS, 1, Integer::sum);
      if (!reasons.hasEvidence(end)) {
        unexplained.add("closed by ours " + end);
      }
    }
    for (String end : without(theirs.closed(), ours.closed())) {
      boolean guessed = reasons.isOfCallsWithheld(end);
      onlyTheirs.merge(
          guessed ? Difference.NO_DIRECTION : Difference.NEVER_SEEN_CLOSED, 1, Integer::sum);
      if (!guessed && reasons.hasEvidence(end)) {
        unexplained.add("closed by theirs " + end);
      }
    }
    Set<Opening> agreed = new LinkedHashSet<>(ours.openings());
    agreed.retainAll(theirs.openings());
    return new Comparison(
        given, agreed.size(), onlyOurs, onlyTheirs, unexplained, reasons.withheld(), words);
  }

  private static <T> Set<T> without(Set<T> some, Set<T> others) {
    Set<T> left = new LinkedHashSet<>(some);
    left.removeAll(others);
    return left;
  }

  /** As Markdown. */
  String line() {
    return "| `"
        + given
        + "` | "
        + agreed
        + " | "
        + words(onlyOurs)
        + " | "
        + words(onlyTheirs)
        + " |";
  }

  private static String words(Map<Difference, Integer> differences) {
    return differences.isEmpty()
        ? "–"
        : differences.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .collect(Collectors.joining(", "));
  }
}
