package io.sluice.ingest.decode;

import org.jspecify.annotations.Nullable;

/**
 * What {@link RecordSplitter} found last: a record, or a damaged piece. It is one reused object;
 * its bytes are good until the next is looked for.
 */
final class Piece implements Position {
  static final String INPUT_ENDS = "the input ends inside the record";

  private final ScanBuffer buffer;

  /** Where it begins, if that is no longer where the mark stands. */
  private @Nullable Position begin;

  private int end;
  private @Nullable String problem;
  private boolean cut;
  private boolean garbage;
  private boolean large;
  private boolean taken;

  /** A record that was put together from parts, and so stands in no window. */
  private byte @Nullable [] joined;

  private boolean fromParts;

  Piece(ScanBuffer buffer) {
    this.buffer = buffer;
  }

  /** What holds the record; {@link #offset} and {@link #length} say where. */
  byte[] bytes() {
    return joined == null ? buffer.bytes : joined;
  }

  int offset() {
    return joined == null ? buffer.mark : 0;
  }

  int length() {
    return joined == null ? end - buffer.mark : joined.length;
  }

  /** What is structurally wrong with it, or null. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether the input ended inside this record, if there is something wrong with it. */
  boolean cut() {
    return cut;
  }

  /** Whether it is no JSON object at all; it has no bytes then. */
  boolean garbage() {
    return garbage;
  }

  /** Whether this record is larger than {@link ObjectScan#MAX_RECORD}; it has no bytes then. */
  boolean large() {
    return large;
  }

  /** Whether the {@link FastLane} has read it. */
  boolean isTaken() {
    return taken;
  }

  /** Whether it is a line that was put together from parts. */
  boolean fromParts() {
    return fromParts;
  }

  /** Line of its start, from 1. */
  @Override
  public long line() {
    return begin == null ? buffer.lineOf(buffer.mark) : begin.line();
  }

  /** Offset of its start in the uncompressed input. */
  @Override
  public long byteOffset() {
    return begin == null ? buffer.offsetOf(buffer.mark) : begin.byteOffset();
  }

  // ---- for the splitter

  void clear() {
    begin = null;
    problem = null;
    cut = false;
    garbage = false;
    large = false;
    taken = false;
    joined = null;
    fromParts = false;
  }

  /** It ends at an index of the window. */
  void endAt(int index) {
    end = index;
  }

  int end() {
    return end;
  }

  void problem(@Nullable String what) {
    problem = what;
  }

  void cut(boolean cut) {
    this.cut = cut;
  }

  void tooLarge() {
    large = true;
  }

  void taken() {
    taken = true;
  }

  /** Keeps the place of its start, because the mark will move on. */
  void keepBegin() {
    begin = new Position.At(line(), byteOffset());
  }

  /** It is no JSON object, and begins at a place. */
  void garbageFrom(Position place) {
    begin = place;
    garbage = true;
    problem = "no JSON object";
  }

  /** It is a line that was put together; the position is behind it. */
  void takeParts(ContainerLines.Parts parts) {
    fromParts = true;
    begin = parts.begin();
    joined = parts.bytes();
    problem = joined == null ? ObjectScan.TOO_LARGE : null;
    passed();
  }

  /** It ends where the position is, and the window holds none of it. */
  void passed() {
    buffer.mark = buffer.pos;
    end = buffer.pos;
  }
}
