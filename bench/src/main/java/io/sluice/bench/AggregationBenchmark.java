package io.sluice.bench;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeRow;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.bench.endtoend.LogSample;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.decode.bytes.PrefixMemo;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a record costs behind the decoding of its bytes: the memo that knows its ends, the row that
 * it is added to, and the merge of two threads' tables. An operation is one look-up or one record,
 * in random order, as they come in a log; or the merge of all rows.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class AggregationBenchmark {
  private static final int TIMES = 10_000;
  private static final int TCP = 6;
  private static final long NOON = 1_700_000_000_000L;

  private static int[] order(int of) {
    return new SplittableRandom(1).ints(TIMES, 0, of).toArray();
  }

  /** Ends as Hubble writes them. */
  @State(Scope.Thread)
  public static class Ends {
    /** How many there are. */
    @Param({"500", "6000"})
    public int ends = 500;

    private PrefixMemo<Integer> memo = new PrefixMemo<>(1);
    private byte[] text = {};
    private int[] starts = {};
    private int[] order = {};

    /** Puts all of them into a memo. */
    @Setup
    public void put() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      starts = new int[ends + 1];
      List<byte[]> texts = LogSample.hubbleEnds(ends, 1);
      for (int i = 0; i < ends; i++) {
        all.writeBytes(texts.get(i));
        starts[i + 1] = all.size();
      }
      text = all.toByteArray();
      System.out.println(text.length / ends + " bytes an end");
      memo = new PrefixMemo<>(text.length + 1);
      for (int i = 0; i < ends; i++) {
        memo.put(text, starts[i], starts[i + 1], i);
      }
      order = order(ends);
    }
  }

  /** A table of rows of their own. */
  @State(Scope.Thread)
  public static class Rows {
    /** How many there are. */
    @Param({"1000", "20000"})
    public int rows = 1000;

    private final Flow flow = new Flow();
    private EdgeTable table = new EdgeTable();
    private EdgeKey[] keys = {};
    private EdgeRow[] handles = {};
    private int[] order = {};

    /** Makes all rows. */
    @Setup
    public void make() {
      flow.protocol = TCP;
      flow.reporter = Reporter.SERVER;
      flow.answer = Answer.YES;
      flow.epochMillis = NOON;
      flow.connections = 1;
      flow.bytes = 1500;
      table = new EdgeTable();
      keys = new EdgeKey[rows];
      handles = new EdgeRow[rows];
      for (int i = 0; i < rows; i++) {
        keys[i] = new EdgeKey("", workload(i / 20), workload(i % 97), TCP, 8000 + i % 20, false);
        handles[i] = table.row(keys[i]);
        add(i);
      }
      order = order(rows);
    }

    private static Workload workload(int number) {
      return new Workload("", "team-" + number / 10, "Deployment", "api-" + number);
    }

    private void add(int row) {
      handles[row].add(flow, ServerAddress.OWN, row / 20 * 3, row % 97 * 5, null);
    }

    /** The same rows in a table of their own. */
    private EdgeTable copy() {
      EdgeTable copy = new EdgeTable();
      for (int i = 0; i < rows; i++) {
        copy.add(keys[i], flow, i / 20 * 3, i % 97 * 5, null);
      }
      return copy;
    }
  }

  /** Two tables with the same rows, made anew for each merge, which empties one of them. */
  @State(Scope.Thread)
  public static class Halves {
    private EdgeTable one = new EdgeTable();
    private EdgeTable other = new EdgeTable();

    /** Fills both. */
    @Setup(Level.Invocation)
    public void fill(Rows rows) {
      one = rows.copy();
      other = rows.copy();
    }
  }

  /** The end that begins at a place in a log. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int memo(Ends ends) {
    int sum = 0;
    for (int at : ends.order) {
      Integer found = ends.memo.find(ends.text, ends.starts[at], ends.text.length);
      if (found == null || found != at) {
        throw new IllegalStateException("the memo takes " + at + " for " + found);
      }
      sum += found;
    }
    return sum;
  }

  /** A record of a known edge. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public EdgeTable add(Rows rows) {
    for (int row : rows.order) {
      rows.add(row);
    }
    return rows.table;
  }

  /** The row of a key, which is looked up once for each edge and thread. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public void find(Rows rows, Blackhole hole) {
    for (int row : rows.order) {
      hole.consume(rows.table.row(rows.keys[row]));
    }
  }

  /** All rows of one table into another that has them too; divide by how many they are. */
  @Benchmark
  public EdgeTable merge(Halves halves) {
    halves.one.absorb(halves.other);
    return halves.one;
  }
}
