package io.sluice.bench;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoded;
import io.sluice.ingest.decode.Decoders;
import io.sluice.ingest.decode.LogDecoder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Hubble records from bytes to flows, on one thread, from memory; an operation is one record. The
 * first log has been read before, as in a long run: its ends are known.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecoderBenchmark {
  private static final int LINES = 20_000;
  private static final int TIMES = 10;

  /** Which decoder. */
  @Param public Decoders decoders = Decoders.FAST;

  /** Which lines. */
  @Param public HubbleLog.Form form = HubbleLog.Form.EXPORTER;

  private final EndpointDictionary endpoints = new EndpointDictionary();
  private final ObserverDictionary observers = new ObserverDictionary();
  private LogDecoder decoder = new LogDecoder(endpoints, observers, Optional.empty());
  private byte[] log = {};

  /** What JMH prints beside the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Throughput {
    /** Bytes of log: megabytes per second. */
    public double megabytes;
  }

  /** Keeps nothing but what the compiler must not leave out. */
  private static final class Sum implements FlowSink {
    private long sum;

    @Override
    public Outcome accept(Flow flow) {
      sum += flow.source + 31L * flow.destination + flow.destinationPort + flow.epochMillis;
      return Outcome.USED;
    }
  }

  /** Writes the log and reads it once. */
  @Setup
  public void write() throws IOException {
    log = HubbleLog.of(form, LINES, 1);
    decoder = new LogDecoder(endpoints, observers, Optional.empty(), decoders);
    decoder.decode("log", HubbleLog.repeated(log, 1), new Sum());
  }

  /** All records, ten times over. */
  @Benchmark
  @OperationsPerInvocation(LINES * TIMES)
  public long hubble(Throughput throughput) throws IOException {
    Sum sum = new Sum();
    Decoded decoded = decoder.decode("log", HubbleLog.repeated(log, TIMES), sum);
    throughput.megabytes += log.length * (double) TIMES / 1e6;
    return sum.sum + decoded.format().ordinal();
  }
}
