package io.sluice.bench.endtoend;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Ordinary traffic, and as much noise beside it as keeps a share of the records. */
final class Mixture {
  private final TrafficSource traffic;
  private final double share;
  private final @Nullable Noise noise;
  private long noiseRecords;
  private long recordsBefore;
  private boolean lastWasNoise;

  /**
   * A mixture.
   *
   * @param traffic what is ordinary
   * @param share of the records that are noise, from 0 to 1; without any, the traffic is what it is
   *     without a mixture
   */
  Mixture(Fleet fleet, TrafficSource traffic, SplittableRandom random, double share) {
    this.traffic = traffic;
    this.share = share;
    this.noise = share == 0 ? null : new Noise(fleet, random);
  }

  /**
   * Draws what happens next.
   *
   * @param records how many have been written of all that was drawn before
   */
  Exchange at(long epochMillis, long records) {
    noiseRecords += lastWasNoise ? records - recordsBefore : 0;
    recordsBefore = records;
    lastWasNoise = noiseRecords < share * records;
    return noise != null && lastWasNoise ? noise.at(epochMillis) : traffic.at(epochMillis);
  }
}
