package io.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.sluice.ingest.decode.Decoding.Keeping;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Values that are no batches, by accident or on purpose. */
final class HostileFlowBatchTest {
  @Test
  void aNewerVersionIsRefusedByItsNumber() {
    byte[] value = FlowBatchTest.everything();
    value[8] = 2;

    assertThatThrownBy(() -> FlowBatch.read(value))
        .isInstanceOf(FlowBatchException.class)
        .hasMessage(
            "it is a flow batch of version 2, and this version of Sluice reads those up to 1;"
                + " use a newer Sluice");
  }

  @Test
  void everyChangedBitAndEveryCutIsSeen() {
    byte[] value = FlowBatchTest.everything();
    for (int i = 0; i < value.length; i++) {
      byte[] changed = value.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> FlowBatch.read(changed)).isInstanceOf(FlowBatchException.class);
      byte[] cut = Arrays.copyOf(value, i);
      assertThatThrownBy(() -> FlowBatch.read(cut)).isInstanceOf(FlowBatchException.class);
    }
  }

  /** Whoever can write into the topic can also make the checksum right. */
  @Test
  void hostileContentIsRefusedOrRead() {
    byte[] value = FlowBatchTest.everything();
    int size = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt(10);
    byte[] content = Zstd.decompress(Arrays.copyOfRange(value, 22, value.length), size);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = content.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      refused += refused(Frame.around(changed), "seed " + seed + ", round " + i) ? 1 : 0;
    }
    assertThat(refused).isBetween(1_000, 19_999);
  }

  private static boolean refused(byte[] value, String what) {
    try {
      Keeping kept = new Keeping();
      new ReplayedLogs()
          .take(value, FlowBatch.read(value), new FlowReplay(kept.endpoints, kept.observers), kept);
      return false;
    } catch (FlowBatchException e) {
      return true;
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }

  @Test
  void aBombIsNotUnpacked() {
    byte[] bomb = Zstd.compress(new byte[200 << 20]);
    ByteBuffer value = ByteBuffer.allocate(22 + bomb.length).order(ByteOrder.LITTLE_ENDIAN);
    value
        .put(FlowBatchTest.everything(), 0, 10)
        .putInt(200 << 20)
        .putInt(bomb.length)
        .putInt(0)
        .put(bomb);
    CRC32C crc = new CRC32C();
    crc.update(value.array(), 8, 10);
    crc.update(value.array(), 22, bomb.length);
    value.putInt(18, (int) crc.getValue());

    assertThatThrownBy(() -> FlowBatch.read(value.array()))
        .hasMessageContaining("its size is none that a batch has");
  }
}
