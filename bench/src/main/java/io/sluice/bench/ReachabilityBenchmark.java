package io.sluice.bench;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.reach.Reachability;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All-pairs reachability with its pair counts, on one thread. Single shots: the first one of a
 * process, which warms nothing up, is what a command pays.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 5, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ReachabilityBenchmark {
  /** How large a cluster. */
  @Param({"MEDIUM", "LARGE", "LARGE_SCATTERED"})
  public ClusterSize size = ClusterSize.SMALL;

  private SyntheticCluster cluster = new SyntheticCluster(ClusterSize.SMALL, 1);

  /** Makes the cluster of that size. */
  @Setup
  public void makeCluster() {
    cluster = new SyntheticCluster(size, 1);
  }

  /** From policies to rows and counts. */
  @Benchmark
  public Reachability build() {
    return Reachability.of(cluster.policies(), cluster.pods(), cluster, EngineProfile.GENERIC);
  }
}
