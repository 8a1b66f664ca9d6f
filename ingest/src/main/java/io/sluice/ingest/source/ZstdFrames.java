package io.sluice.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * Passes zstd frames on (RFC 8878) and follows where they begin and end. One read never goes beyond
 * the end of a block, so that all blocks before a damaged block or checksum are unpacked first.
 */
final class ZstdFrames extends ArrayStream {
  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
  private static final int RUN_LENGTH_BLOCK = 1;

  private enum Part {
    MAGIC,
    DESCRIPTOR,
    HEADER,
    BLOCK_HEADER,
    BLOCK,
    CHECKSUM,
    SKIPPABLE_SIZE,
    SKIPPABLE,
    GARBAGE
  }

  private final InputStream in;
  private Part part = Part.MAGIC;
  private long left = 4;

  /** The part's first bytes as a number, little-endian. */
  private int value;

  private int length;
  private boolean hasChecksum;
  private boolean lastBlock;
  private long garbageBytes;

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  /** Whether only a frame's checksum is missing at the end of the file. */
  boolean lacksChecksum() {
    return part == Part.CHECKSUM;
  }

  /** Whether something else than a frame follows the last frame. */
  boolean inGarbage() {
    return part == Part.GARBAGE || (part == Part.MAGIC && length > 0 && !beginsMagic());
  }

  /** How many bytes that are no frame follow; reads them all. */
  long garbage() throws IOException {
    long partOfMagic = part == Part.MAGIC ? length : 0;
    byte[] some = new byte[1 << 12];
    int count = read(some, 0, some.length);
    while (count >= 0) {
      count = read(some, 0, some.length);
    }
    return garbageBytes + partOfMagic;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) throws IOException {
    int count = in.read(target, offset, (int) Math.min(wanted, left));
    if (count < 0) {
      return count;
    }
    for (int i = 0; i < count && length < 4; i++) {
      value |= (target[offset + i] & 0xFF) << (8 * length);
      length++;
    }
    garbageBytes += part == Part.GARBAGE ? count : 0;
    left -= count;
    while (left == 0) {
      advance();
    }
    return count;
  }

  private void advance() {
    switch (part) {
      case MAGIC -> {
        if (value == MAGIC) {
          to(Part.DESCRIPTOR, 1);
        } else if ((value & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
          to(Part.SKIPPABLE_SIZE, 4);
        } else {
          garbageBytes = 4;
          to(Part.GARBAGE, Long.MAX_VALUE);
        }
      }
      case DESCRIPTOR -> {
        hasChecksum = (value & 4) != 0;
        to(Part.HEADER, headerBytes(value));
      }
      case HEADER -> to(Part.BLOCK_HEADER, 3);
      case BLOCK_HEADER -> {
        lastBlock = (value & 1) != 0;
        boolean run = ((value >>> 1) & 3) == RUN_LENGTH_BLOCK;
        to(Part.BLOCK, run ? 1 : value >>> 3);
      }
      case BLOCK -> {
        if (!lastBlock) {
          to(Part.BLOCK_HEADER, 3);
        } else {
          to(hasChecksum ? Part.CHECKSUM : Part.MAGIC, 4);
        }
      }
      case SKIPPABLE_SIZE -> to(Part.SKIPPABLE, Integer.toUnsignedLong(value));
      case CHECKSUM, SKIPPABLE, GARBAGE -> to(Part.MAGIC, 4);
    }
  }

  private void to(Part next, long bytes) {
    part = next;
    left = bytes;
    value = 0;
    length = 0;
  }

  /** What follows the descriptor: window, dictionary and content size. */
  private static int headerBytes(int descriptor) {
    boolean singleSegment = (descriptor & 0x20) != 0;
    int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
    int contentSize = new int[] {singleSegment ? 1 : 0, 2, 4, 8}[(descriptor >>> 6) & 3];
    return (singleSegment ? 0 : 1) + dictionary + contentSize;
  }

  private boolean beginsMagic() {
    int mask = (1 << (8 * length)) - 1;
    return value == (MAGIC & mask)
        || (value & SKIPPABLE_MASK) == (SKIPPABLE_MAGIC & mask & SKIPPABLE_MASK);
  }
}
