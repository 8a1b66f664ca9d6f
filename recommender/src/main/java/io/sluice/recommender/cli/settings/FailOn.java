package io.sluice.recommender.cli.settings;

import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.gate.Gate;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.UsageException;
import java.util.Arrays;
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

  /** The words of {@code --fail-on}. */
  public static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              Arrays.stream(FindingRule.values()).map(FindingRule::word), Stream.of(NEVER))
          .iterator();
    }
  }

  public static FailOn of(List<String> words) {
    EnumSet<FindingRule> rules = EnumSet.noneOf(FindingRule.class);
    for (String word : words) {
      if (!word.equals(NEVER)) {
        rules.add(
            FindingRule.ofWord(word)
                .orElseThrow(
                    () ->
                        new UsageException(
                            "--fail-on is a list of "
                                + String.join(", ", new Words())
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

  public ExitCode exitCode(Gate.Outcome outcome) {
    return outcome.fails(rules) ? ExitCode.FINDING : ExitCode.DONE;
  }

  public ExitCode exitCode(AuditReport audit) {
    boolean found = audit.findings().stream().anyMatch(f -> rules.contains(f.rule()));
    return found ? ExitCode.FINDING : ExitCode.DONE;
  }
}
