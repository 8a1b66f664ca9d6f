package io.sluice.bench.process;

/** How much of this process's heap is in use. */
public final class UsedHeap {
  private UsedHeap() {}

  /** Bytes after collections. */
  public static long bytes() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
