package io.sluice.recommender.cli.cluster;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.answer.CiliumVersion;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.cli.run.UsageException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of {@code --engine}, also for shell completion. */
public final class EngineWords implements Iterable<String> {
  private static final List<String> WORDS =
      Stream.concat(Stream.of("auto"), EngineProfile.all().stream().map(EngineProfile::name))
          .toList();

  @Override
  public Iterator<String> iterator() {
    return WORDS.iterator();
  }

  /**
   * The engine of a word.
   *
   * @param option the option that it was given with
   * @throws UsageException where it is none
   */
  public static EngineChoice choose(
      String option, String word, Inventory inventory, Optional<CiliumVersion> cilium) {
    return EngineChoice.of(word, inventory, cilium)
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + " is one of "
                        + String.join(", ", WORDS)
                        + ", but is \""
                        + word
                        + "\""));
  }
}
