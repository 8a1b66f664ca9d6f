package io.sluice.analyzer.sighting;

import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of samples of one pod with one address, in any order. */
final class SampleRuns {
  private record Run(long from, long to, long gapMillis) {}

  private static final Comparator<Run> ORDER =
      Comparator.comparingLong(Run::from).thenComparing(Run::to).thenComparing(Run::gapMillis);

  private final List<Run> runs = new ArrayList<>();

  /**
   * Adds a stretch.
   *
   * @param gapMillis how far apart two stretches are that are one
   */
  void add(long from, long to, long gapMillis) {
    runs.add(new Run(from, to, gapMillis));
  }

  /** The stretches, those without a gap between them as one. */
  List<SeenHold> holds(IpAddress address) {
    List<SeenHold> holds = new ArrayList<>();
    runs.sort(ORDER);
    Run joined = runs.get(0);
    for (Run run : runs.subList(1, runs.size())) {
      long gap = Math.max(joined.gapMillis, run.gapMillis);
      if (run.from - joined.to <= gap) {
        joined = new Run(joined.from, Math.max(joined.to, run.to), gap);
      } else {
        holds.add(new SeenHold(address, joined.from, joined.to, joined.to));
        joined = run;
      }
    }
    holds.add(new SeenHold(address, joined.from, joined.to, joined.to));
    return holds;
  }

  /** The last sample where others go on for more than a gap, else {@link Long#MAX_VALUE}. */
  long gone(long coveredMillis) {
    long last = runs.stream().mapToLong(Run::to).max().orElse(Long.MIN_VALUE);
    long gap = runs.stream().mapToLong(Run::gapMillis).max().orElse(0);
    return coveredMillis - last > gap ? last : Long.MAX_VALUE;
  }
}
