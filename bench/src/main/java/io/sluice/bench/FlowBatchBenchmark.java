package io.sluice.bench;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.LogBatches;
import io.sluice.ingest.decode.LogDecoder;
import io.sluice.ingest.decode.LogParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Flows into batches and out of them, on one thread, from memory; an operation is one flow. Beside
 * them in the same run: the decoding that comes before writing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FlowBatchBenchmark {
  /** Flows of the log. */
  public static final int FLOWS = 60_000;

  /** Which lines. */
  @Param({"EXPORTER", "ACNS_AGGREGATED"})
  public HubbleLog.Form form = HubbleLog.Form.EXPORTER;

  private byte[] log = {};
  private EndpointDictionary endpoints = new EndpointDictionary();
  private ObserverDictionary observers = new ObserverDictionary();
  private LogDecoder decoder = new LogDecoder(endpoints, observers, Optional.empty());
  private List<byte[]> values = List.of();
  private FlowReplay replay = new FlowReplay(new EndpointDictionary(), new ObserverDictionary());

  /** Keeps nothing but what the compiler must not leave out. */
  private static final class Sum implements FlowSink {
    private long sum;

    @Override
    public Outcome accept(Flow flow) {
      sum += flow.source + 31L * flow.destination + flow.destinationPort + flow.epochMillis;
      return Outcome.USED;
    }
  }

  /** Writes the log and its batches. */
  @Setup
  public void write() throws IOException {
    log = HubbleLog.of(form, FLOWS, 1);
    endpoints = new EndpointDictionary();
    observers = new ObserverDictionary();
    decoder = new LogDecoder(endpoints, observers, Optional.empty());
    values = batches();
    replay = new FlowReplay(new EndpointDictionary(), new ObserverDictionary());
    System.out.printf("%s: %.1f bytes a flow, of %d%n", form, bytesPerFlow(), log.length / FLOWS);
  }

  /** How many bytes of batches there are for a flow. */
  public double bytesPerFlow() {
    return values.stream().mapToLong(value -> value.length).sum() / (double) FLOWS;
  }

  private List<byte[]> batches() throws IOException {
    List<byte[]> made = new ArrayList<>();
    FlowBatchWriter writer = new FlowBatchWriter(endpoints, observers, BatchLimits.DEFAULTS, "");
    decoder.decode(
        "log",
        HubbleLog.repeated(log, 1),
        new LogBatches(writer, finished -> made.add(finished.value())));
    return made;
  }

  /** Lines to flows, for comparison. */
  @Benchmark
  @OperationsPerInvocation(FLOWS)
  public long decode() throws IOException {
    Sum sum = new Sum();
    decoder.decode("log", HubbleLog.repeated(log, 1), sum);
    return sum.sum;
  }

  /** Lines to batches: what is more than {@link #decode} is writing. */
  @Benchmark
  @OperationsPerInvocation(FLOWS)
  public long decodeAndWrite() throws IOException {
    return batches().size();
  }

  /** Batches to flows. */
  @Benchmark
  @OperationsPerInvocation(FLOWS)
  public long read() throws IOException {
    Sum sum = new Sum();
    LogParts parts = new LogParts("log");
    for (byte[] value : values) {
      replay.replay(FlowBatch.read(value), sum, parts);
    }
    return sum.sum;
  }
}
