package io.sluice.recommender.cli.command;

import io.sluice.recommender.cli.run.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code sluice pr} is to do: the first word behind it, or plan. */
enum PrVerb {
  PLAN,
  APPLY,
  STATUS,
  CLOSE;

  /** Takes the verb off the words; a path that is called so is written {@code ./plan}. */
  static PrVerb take(List<String> words) {
    if (words.isEmpty()) {
      return PLAN;
    }
    Optional<PrVerb> verb =
        Arrays.stream(values()).filter(v -> v.toString().equals(words.get(0))).findFirst();
    if (verb.isPresent()) {
      words.remove(0);
    } else if (words.get(0).matches("[a-z]+") && !exists(words.get(0))) {
      throw new UsageException(
          "pr has no verb \""
              + words.get(0)
              + "\", and there is no such file; it has plan, apply, status and close");
    }
    return verb.orElse(PLAN);
  }

  private static boolean exists(String word) {
    try {
      return Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether it needs evidence. */
  boolean readsLogs() {
    return this == PLAN || this == APPLY;
  }

  /** Whether it changes branches and pull requests. */
  boolean writes() {
    return this == APPLY || this == CLOSE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
