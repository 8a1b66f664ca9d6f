package io.sluice.ingest.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.ReplayedLogs;
import io.sluice.ingest.decode.Decoding.Keeping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records that are packed by themselves, through the batches that are made of them. */
final class PackedValuesTest {
  private final PartitionRun run =
      new PartitionRun("kafka://raw/0", new BatchLimits(1_000, 1_000_000));
  private final Keeping kept = new Keeping();
  private long offset;

  private static byte[] line(int port) {
    String line =
        "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
            + "\"10.0.0.1\",\"destination\":\"10.0.0.2\"},\"l4\":{\"TCP\":{\"source_port\":40000,"
            + "\"destination_port\":"
            + port
            + "}},\"is_reply\":false,\"traffic_direction\":\"EGRESS\"}}\n";
    return line.getBytes(UTF_8);
  }

  private static byte[] gzip(byte[]... members) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] member : members) {
      try (OutputStream packed = new GZIPOutputStream(all)) {
        packed.write(member);
      }
    }
    return all.toByteArray();
  }

  private void take(byte[] value) {
    run.take(new ConsumerRecord<>("raw", 0, offset++, null, value));
  }

  private Account batched() throws IOException {
    ReplayedLogs logs = new ReplayedLogs();
    byte[] batch = run.finish();
    logs.take(batch, FlowBatch.read(batch), new FlowReplay(kept.endpoints, kept.observers), kept);
    FileSummary summary = logs.summaries().get(0);
    assertThat(summary.account().addsUp()).isTrue();
    return summary.account();
  }

  @Test
  void packedRecordsGiveTheFlowsThatPlainOnesDo() throws IOException {
    take(line(1));
    take(gzip(line(2)));
    take(gzip(line(3), line(4)));
    take(Zstd.compress(line(5)));
    take(Base64.getEncoder().encode(gzip(line(6))));
    take(Base64.getMimeEncoder().encode(gzip(line(7), line(8))));
    take(("\uFEFF" + new String(line(9), UTF_8)).getBytes(UTF_16LE));

    assertThat(batched().records()).isEqualTo(9);
    assertThat(kept.flows)
        .extracting(flow -> flow.destinationPort())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void aDamagedOneIsOneBadRecordAndStopsNothing() throws IOException {
    byte[] whole = gzip(line(1));
    take(Arrays.copyOf(whole, whole.length / 2));
    take(Base64.getEncoder().encode(Arrays.copyOf(whole, whole.length / 2)));
    take("H4sI is no Base64 {".getBytes(US_ASCII));
    take(line(2));

    Account account = batched();

    assertThat(account.bad()).isEqualTo(3);
    assertThat(account.samples())
        .extracting(BadRecord::toString)
        .startsWith(
            "kafka://raw/0@0:1 (byte 0): the packed value is damaged: the gzip data ends in the"
                + " middle of a member",
            "kafka://raw/0@1:1 (byte 0): the packed value is damaged: the gzip data ends in the"
                + " middle of a member");
    assertThat(kept.flows).hasSize(1);
  }

  @Test
  void whatUnpacksToFarMoreThanARecordIsNotReadToItsEnd() throws IOException {
    byte[] zeros = new byte[1 << 20];
    byte[][] members = new byte[(PackedValues.MOST_BYTES >> 20) + 1][];
    Arrays.fill(members, zeros);
    take(gzip(members));
    take(line(1));

    Account account = batched();

    assertThat(account.samples())
        .extracting(BadRecord::toString)
        .containsExactly("kafka://raw/0@0:1 (byte 0): the value unpacks to more than 64 MiB");
    assertThat(kept.flows).hasSize(1);
  }

  @Test
  void placesOfBadRecordsAreThoseOfTheText() throws IOException {
    byte[] good = line(1);
    take(gzip(good, "{\"something\":\"else\"}\n".getBytes(UTF_8)));

    assertThat(batched().samples())
        .extracting(BadRecord::toString)
        .containsExactly(
            "kafka://raw/0@0:2 (byte " + good.length + "): a JSON object of no known format");
  }
}
