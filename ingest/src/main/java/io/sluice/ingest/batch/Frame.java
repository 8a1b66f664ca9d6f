package io.sluice.ingest.batch;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** What stands around the content of a batch: its name, version, sizes and checksum. */
final class Frame {
  /** The version that is written; every version up to it is read. */
  static final int VERSION = 1;

  /** More than any batch has: limits, two ends of the largest size, names and account. */
  static final int MOST_BYTES = 16 << 20;

  private static final byte[] MAGIC = {(byte) 0x89, 'S', 'L', 'F', 'L', 'O', 'W', '\n'};
  private static final int SIZES_AT = MAGIC.length + 2;
  private static final int CHECKSUM_AT = SIZES_AT + 8;
  private static final int HEAD_BYTES = CHECKSUM_AT + 4;
  private static final int LEVEL = 3;

  private Frame() {}

  /** Whether bytes begin as every batch does, whatever its version. */
  static boolean begins(byte[] value) {
    return value.length >= MAGIC.length
        && Arrays.equals(value, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static byte[] around(byte[] content) {
    if (content.length > MOST_BYTES) {
      throw new IllegalStateException("a batch of " + content.length + " bytes is too large");
    }
    byte[] packed = Zstd.compress(content, LEVEL);
    ByteBuffer value =
        ByteBuffer.allocate(HEAD_BYTES + packed.length).order(ByteOrder.LITTLE_ENDIAN);
    value.put(MAGIC).putShort((short) VERSION).putInt(content.length).putInt(packed.length);
    value.position(HEAD_BYTES);
    value.put(packed);
    value.putInt(CHECKSUM_AT, checksum(value.array()));
    return value.array();
  }

  /** The content; nothing of it is believed yet but that it is what was written. */
  static byte[] content(byte[] value) throws FlowBatchException {
    if (!begins(value) || value.length < HEAD_BYTES) {
      throw FlowBatchException.damaged("it does not begin as one");
    }
    ByteBuffer head = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    demandVersion(head.getShort(MAGIC.length) & 0xFFFF);
    int size = head.getInt(SIZES_AT);
    if (head.getInt(SIZES_AT + 4) != value.length - HEAD_BYTES) {
      throw FlowBatchException.damaged("it is not as long as it says");
    }
    if (head.getInt(CHECKSUM_AT) != checksum(value)) {
      throw FlowBatchException.damaged("its checksum does not match");
    }
    if (size < 0 || size > MOST_BYTES) {
      throw FlowBatchException.damaged("its size is none that a batch has");
    }
    return unpacked(value, size);
  }

  private static void demandVersion(int version) throws FlowBatchException {
    if (version > VERSION) {
      throw new FlowBatchException(
          "it is a flow batch of version "
              + version
              + ", and this version of Sluice reads those up to "
              + VERSION
              + "; use a newer Sluice");
    }
    if (version < 1) {
      throw FlowBatchException.damaged("it has no version");
    }
  }

  private static byte[] unpacked(byte[] value, int size) throws FlowBatchException {
    byte[] content = new byte[size];
    try {
      long count =
          Zstd.decompressByteArray(content, 0, size, value, HEAD_BYTES, value.length - HEAD_BYTES);
      if (count == size) {
        return content;
      }
    } catch (ZstdException e) {
      // The same as a wrong size: nothing of it can be used.
    }
    throw FlowBatchException.damaged("it cannot be unpacked");
  }

  /** CRC-32C of the version, both sizes and the packed content. */
  private static int checksum(byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(value, MAGIC.length, CHECKSUM_AT - MAGIC.length);
    crc.update(value, HEAD_BYTES, value.length - HEAD_BYTES);
    return (int) crc.getValue();
  }
}
