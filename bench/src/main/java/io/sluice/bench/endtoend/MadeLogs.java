package io.sluice.bench.endtoend;

import java.io.IOException;
import java.nio.file.Path;

/** Logs and their snapshot for other benchmarks. */
public final class MadeLogs {
  private static final long SEED = 1;

  private MadeLogs() {}

  /**
   * Writes Hubble lines below {@code logs} and the snapshot below {@code cluster}.
   *
   * @return how many lines
   */
  public static long hubble(Path folder, int pods, long size) throws IOException {
    Fleet fleet = new Fleet(pods, SEED);
    new SnapshotFiles(fleet, false).write(folder.resolve("cluster"));
    return new LogFiles(fleet, LogForm.HUBBLE, 4, size, SEED, 0)
        .write(folder.resolve("logs"))
        .records();
  }
}
