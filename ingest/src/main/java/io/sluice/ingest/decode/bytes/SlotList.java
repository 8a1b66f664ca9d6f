package io.sluice.ingest.decode.bytes;

import java.util.Arrays;

/**
 * The places of one record at which others of its shape may have something else, in their order:
 * what {@link ShapeTree} is to learn a shape from.
 *
 * <p>A reused list. {@link #spoil} says of the record that no shape should be learnt from it.
 */
public final class SlotList {
  private int[] kinds = new int[32];
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private int count;
  private boolean spoilt;

  public void clear() {
    count = 0;
    spoilt = false;
  }

  /** A slot of a kind, which its reader knows, stands between two indices. */
  public void add(int kind, int from, int to) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    kinds[count] = kind;
    starts[count] = from;
    ends[count] = to;
    count++;
  }

  /** The record holds what only a parser should read. */
  public void spoil() {
    spoilt = true;
  }

  public boolean spoilt() {
    return spoilt;
  }

  int count() {
    return count;
  }

  int kind(int slot) {
    return kinds[slot];
  }

  int start(int slot) {
    return starts[slot];
  }

  int end(int slot) {
    return ends[slot];
  }
}
