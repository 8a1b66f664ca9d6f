package io.sluice.bench;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.reach.Reachability;
import io.sluice.bench.process.UsedHeap;
import java.lang.management.ManagementFactory;

/** Prints what the reachability of a synthetic cluster holds on the heap, and how large it is. */
public final class ReachabilityMemory {
  private ReachabilityMemory() {}

  /** Takes a {@link ClusterSize}. */
  public static void main(String[] args) {
    SyntheticCluster cluster = new SyntheticCluster(ClusterSize.valueOf(args[0]), 1);
    long before = UsedHeap.bytes();
    long start = cpuNanos();
    Reachability built =
        Reachability.of(cluster.policies(), cluster.pods(), cluster, EngineProfile.GENERIC);
    double seconds = (cpuNanos() - start) / 1e9;
    long after = UsedHeap.bytes();
    System.out.printf(
        "%d pods, %d policies: %d pod classes, %d port classes, %d distinct rows%n",
        cluster.pods().size(),
        cluster.policies().policies().size(),
        built.podClasses().size(),
        built.portClasses().size(),
        built.distinctRows());
    System.out.printf(
        "built in %.2f s of processor time; heap in use after collection: cluster %d MB, result %d MB%n",
        seconds, before >> 20, (after - before) >> 20);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
