package io.sluice.bench;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoders;
import io.sluice.ingest.decode.LogDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A blob of Azure's flow logs from bytes to flows, on one thread, in place and by the reference. An
 * operation is a whole blob; {@code tuples} and {@code megabytes} are counted beside it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class AzureDecoderBenchmark {
  /** What else is shown per second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /** Tuples that were decoded. */
    public long tuples;

    /** Millions of bytes that were decoded. */
    public double megabytes;

    /** Begins anew. */
    @Setup(Level.Iteration)
    public void clear() {
      tuples = 0;
      megabytes = 0;
    }
  }

  /** Which blob. */
  @Param public AzureBlob blob = AzureBlob.VNET;

  /** By which decoders. */
  @Param public Decoders decoders = Decoders.FAST;

  /** How large it is, in bytes. */
  @Param("4194304")
  public int size = 4 << 20;

  private byte[] bytes = {};
  private LogDecoder decoder = decoder(Decoders.FAST);
  private long sum;

  private static LogDecoder decoder(Decoders decoders) {
    return new LogDecoder(
        new EndpointDictionary(), new ObserverDictionary(), Optional.empty(), decoders);
  }

  /** Makes the blob. */
  @Setup
  public void make() {
    bytes = blob.bytes(size);
    decoder = decoder(decoders);
  }

  /** One blob. */
  @Benchmark
  public long decode(Counters counters) throws IOException {
    long before = decoder.records();
    decoder.decode("blob", new ByteArrayInputStream(bytes), this::take);
    counters.tuples += decoder.records() - before;
    counters.megabytes += bytes.length / 1e6;
    return sum;
  }

  private Outcome take(Flow flow) {
    sum += flow.source + flow.destinationPort + flow.bytes;
    return Outcome.USED;
  }

  /** What all flows so far add up to. */
  long sum() {
    return sum;
  }

  /** Tuples so far. */
  long tuples() {
    return decoder.records();
  }

  /** Those of them that were read in place. */
  long fastTuples() {
    return decoder.fastTuples();
  }
}
