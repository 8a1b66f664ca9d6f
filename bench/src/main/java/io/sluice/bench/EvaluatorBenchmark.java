package io.sluice.bench;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
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

/** Single evaluations among 10,000 pods under 2,000 policies, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(4)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 2)
public class EvaluatorBenchmark {
  private static final int DRAWN = 1 << 16;

  /** Which connections. */
  @Param public Connections connections = Connections.RANDOM;

  private final SyntheticCluster cluster = new SyntheticCluster(ClusterSize.MEDIUM, 1);
  private final Evaluator evaluator =
      new Evaluator(cluster.policies(), cluster, EngineProfile.GENERIC);
  private Connection[] drawn = {};
  private int next;

  /** Draws what the parameter says. */
  @Setup
  public void draw() {
    drawn = connections.draw(cluster.pods(), DRAWN, 2);
  }

  /** Only whether. */
  @Benchmark
  public boolean allows() {
    return evaluator.allows(drawn[next++ & (DRAWN - 1)]);
  }

  /** And why, with all sentences of a denial. */
  @Benchmark
  public Verdict evaluate() {
    return evaluator.evaluate(drawn[next++ & (DRAWN - 1)]);
  }
}
