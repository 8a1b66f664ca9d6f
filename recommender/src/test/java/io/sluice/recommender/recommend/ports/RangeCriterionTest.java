package io.sluice.recommender.recommend.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** When ports are a range, by draws whose range is known. */
class RangeCriterionTest {
  private static final int HOURS = 24;

  private final TreeMap<Integer, PortSighting> met = new TreeMap<>();

  private void meet(int port, int hour) {
    met.merge(port, new PortSighting(port, RoaringBitmap.bitmapOf(hour), 1), PortSighting::and);
  }

  private void draw(Random random, int first, int width, int count, int hours) {
    for (int i = 0; i < count; i++) {
      meet(first + random.nextInt(width), random.nextInt(hours));
    }
  }

  private List<PolicyPort.Range> ranges() {
    return new RangeCriterion(Protocol.TCP, Optional.empty())
        .ranges(new ArrayList<>(met.values())).stream().map(PortRange::ports).toList();
  }

  @RepeatedTest(20)
  void whatIsFoundLiesWithinWhatWasDrawnFromAndHoldsAllThatWasMet() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int width = 20 + random.nextInt(200);
    draw(random, 30_000, width, 120, HOURS);

    assertThat(ranges())
        .as("seed %d", seed)
        .containsExactly(new PolicyPort.Range(Protocol.TCP, met.firstKey(), met.lastKey()));
  }

  @RepeatedTest(20)
  void whatIsMetInOneHourIsNoRangeHoweverManyItAre() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    draw(random, 1024 + random.nextInt(20_000), 1 + random.nextInt(2_000), 500, 1);

    assertThat(ranges()).as("seed %d", seed).isEmpty();
  }

  @RepeatedTest(20)
  void eachPortOnceIsNoRangeHoweverSlowly() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int count = 12 + random.nextInt(300);
    for (int port = 20_000; port < 20_000 + count; port++) {
      meet(port, random.nextInt(240));
    }

    assertThat(ranges()).as("seed %d", seed).isEmpty();
  }

  @Test
  void rangesFarApartAreSeveralAndAStrayPortIsOfNone() {
    Random random = new Random(11);
    draw(random, 20_000, 50, 60, HOURS);
    draw(random, 40_000, 50, 60, HOURS);
    meet(9999, 3);

    assertThat(ranges()).hasSize(2).noneMatch(range -> range.to() - range.from() >= 50);
  }

  @Test
  void portsDrawnFromAllEphemeralOnesAreTooFarApart() {
    draw(new Random(5), 32_768, 28_232, 60, HOURS);
    met.keySet().stream().limit(10).toList().forEach(port -> meet(port, HOURS));

    assertThat(ranges()).isEmpty();
  }
}
