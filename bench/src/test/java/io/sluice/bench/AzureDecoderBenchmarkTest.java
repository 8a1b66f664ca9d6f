package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.ingest.decode.Decoders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is decoded alike and, in place, without garbage. */
final class AzureDecoderBenchmarkTest {
  private static AzureDecoderBenchmark benchmark(AzureBlob blob, Decoders decoders) {
    AzureDecoderBenchmark benchmark = new AzureDecoderBenchmark();
    benchmark.blob = blob;
    benchmark.decoders = decoders;
    benchmark.make();
    return benchmark;
  }

  @ParameterizedTest
  @EnumSource
  void bothDecodersGiveTheSameFlows(AzureBlob blob) throws IOException {
    AzureDecoderBenchmark fast = benchmark(blob, Decoders.FAST);
    AzureDecoderBenchmark reference = benchmark(blob, Decoders.REFERENCE);

    long sum = fast.decode(new AzureDecoderBenchmark.Counters());

    assertThat(sum).isEqualTo(reference.decode(new AzureDecoderBenchmark.Counters()));
    assertThat(fast.tuples()).isGreaterThan(40_000).isEqualTo(reference.tuples());
    assertThat(fast.fastTuples()).isEqualTo(fast.tuples());
    assertThat(reference.fastTuples()).isZero();
  }

  /** The difference of two sizes, because every file costs its window of bytes once. */
  @ParameterizedTest
  @EnumSource
  void lessThanAByteIsAllocatedForATupleOnceAddressesAreKnown(AzureBlob blob) throws IOException {
    long[] small = allocatedAndTuples(blob, 1 << 20);
    long[] large = allocatedAndTuples(blob, 5 << 20);

    assertThat((double) (large[0] - small[0]) / (large[1] - small[1])).isLessThan(1);
  }

  private static long[] allocatedAndTuples(AzureBlob blob, int size) throws IOException {
    AzureDecoderBenchmark fast = new AzureDecoderBenchmark();
    fast.blob = blob;
    fast.size = size;
    fast.make();
    AzureDecoderBenchmark.Counters counters = new AzureDecoderBenchmark.Counters();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < 3; i++) {
      fast.decode(counters);
    }
    counters.clear();
    long before = threads.getThreadAllocatedBytes(thread);
    fast.decode(counters);
    return new long[] {threads.getThreadAllocatedBytes(thread) - before, counters.tuples};
  }
}
