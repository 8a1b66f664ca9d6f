package io.sluice.ingest.decode;

import java.util.List;
import java.util.Optional;

/** What became of one slice of an input; {@link LogDecoder#join} puts slices together. */
public final class DecodedSlice {
  private final FileTally tally;
  private final long from;
  private final long lines;

  /**
   * A slice.
   *
   * @param from offset of its first byte in the input
   * @param lines how many lines end in it
   */
  DecodedSlice(FileTally tally, long from, long lines) {
    this.tally = tally;
    this.from = from;
    this.lines = lines;
  }

  static FileTally joined(List<DecodedSlice> slices) {
    FileTally whole = slices.get(0).tally;
    long lines = slices.get(0).lines;
    for (DecodedSlice slice : slices.subList(1, slices.size())) {
      whole.add(slice.tally.part(Optional.empty()).moved(lines, slice.from));
      lines += slice.lines;
    }
    return whole;
  }
}
