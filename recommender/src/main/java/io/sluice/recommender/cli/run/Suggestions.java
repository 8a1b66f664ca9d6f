package io.sluice.recommender.cli.run;

import io.sluice.recommender.audit.world.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The nearest known word for one that nobody knows. */
public final class Suggestions {
  private Suggestions() {}

  /** What an unknown option or command may have been meant to be. */
  public static List<String> of(CommandLine.ParameterException problem) {
    if (!(problem instanceof CommandLine.UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return List.of();
    }
    String word = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    List<String> known = new ArrayList<>();
    CommandLine command = problem.getCommandLine();
    if (word.startsWith("-")) {
      command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    } else {
      known.addAll(command.getSubcommands().keySet());
    }
    return nearest(word, known).map(List::of).orElse(List.of());
  }

  /** The known word that differs least, if it does not differ by more than a third. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return NearNames.of(word, known, 1).stream().findFirst();
  }
}
