package io.sluice.recommender.cli.cluster;

import io.sluice.analyzer.policy.EngineProfile;
import java.util.Iterator;
import java.util.List;
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
}
