package io.sluice.bench.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;

/** A piece of the logs that whole runs are measured on, in memory. */
public final class LogSample {
  private static final int PODS = 5_000;

  private LogSample() {}

  /** The ends of so many pods' lines, each as its own node writes it. */
  public static List<byte[]> hubbleEnds(int pods, long seed) {
    HubbleEnds ends = new HubbleEnds();
    return new Fleet(pods, seed)
        .apps().stream()
            .flatMap(app -> app.slots().stream().map(slot -> ends.of(app, slot.last(), true)))
            .limit(pods)
            .toList();
  }

  /** A blob of an interface's hour of about so many bytes. */
  public static byte[] vnet(int size, long seed) {
    Fleet fleet = new Fleet(PODS, seed);
    SplittableRandom random = new SplittableRandom(seed);
    VnetBlob blob = new VnetBlob(fleet, fleet.machines().get(0), random, 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream(size + (1 << 16));
    try {
      blob.write(out, Fleet.START_MILLIS, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
