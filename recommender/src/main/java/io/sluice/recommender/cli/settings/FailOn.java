package io.sluice.recommender.cli.settings;

import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.gate.Gate;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.UsageException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which findings make a command end with exit code 1.
 *
 * @param rules the kinds of findings
 */
public record FailOn(Set<FindingRule> rules) {
  public static final String NEVER = "never";

  /** The words of {@code check --fail-on}. */
  public static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(EnumSet.allOf(FindingRule.class)).iterator();
    }
  }

  /** The words of {@code recommend --fail-on}, which holds policies against edges alone. */
  public static final class EdgeWords implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(FindingRule.ofEdges()).iterator();
    }
  }

  public static FailOn of(List<String> words) {
    return of(words, EnumSet.allOf(FindingRule.class));
  }

  /** The same where only edges are looked at. */
  public static FailOn ofEdges(List<String> words) {
    return of(words, FindingRule.ofEdges());
  }

  private static FailOn of(List<String> words, Set<FindingRule> known) {
    EnumSet<FindingRule> rules = EnumSet.noneOf(FindingRule.class);
    for (String word : words) {
      if (!word.equals(NEVER)) {
        rules.add(
            FindingRule.ofWord(word)
                .filter(known::contains)
                .orElseThrow(
                    () ->
                        new UsageException(
                            "--fail-on is a list of "
                                + String.join(", ", words(known))
                                + ", but has \""
                                + word
                                + "\"")));
      }
    }
    if (!rules.isEmpty() && words.contains(NEVER)) {
      throw new UsageException("--fail-on never cannot stand beside other words");
    }
    return new FailOn(rules);
  }

  private static List<String> words(Set<FindingRule> rules) {
    return Stream.concat(rules.stream().map(FindingRule::word), Stream.of(NEVER)).toList();
  }

  public ExitCode exitCode(Gate.Outcome outcome) {
    return outcome.fails(rules) ? ExitCode.FINDING : ExitCode.DONE;
  }

  public ExitCode exitCode(AuditReport audit) {
    boolean found = audit.findings().stream().anyMatch(f -> rules.contains(f.rule()));
    return found ? ExitCode.FINDING : ExitCode.DONE;
  }
}
