package io.sluice.bench.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/** A piece of the logs that whole runs are measured on, in memory. */
public final class LogSample {
  private static final int PODS = 5_000;

  private LogSample() {}

  /** A blob of an interface's hour of about so many bytes. */
  public static byte[] vnet(int size, long seed) {
    Fleet fleet = new Fleet(PODS, seed);
    SplittableRandom random = new SplittableRandom(seed);
    Machine machine = fleet.machines().get(0);
    TrafficSource traffic = new AtMachine(fleet, machine, random);
    VnetBlob blob = new VnetBlob(new Mixture(fleet, traffic, random, 0), machine, random);
    ByteArrayOutputStream out = new ByteArrayOutputStream(size + (1 << 16));
    try {
      blob.write(out, Fleet.START_MILLIS, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
