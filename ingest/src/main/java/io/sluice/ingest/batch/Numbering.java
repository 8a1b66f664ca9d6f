package io.sluice.ingest.batch;

import java.util.Arrays;

/** Gives the ids of a dictionary numbers of their own, in order of sight, batch after batch. */
final class Numbering {
  private int[] numbers = new int[256];
  private int[] batches = new int[256];
  private int batch = 1;
  private int size;

  /** The number of an id, or -1 where it has none in this batch. */
  int find(int id) {
    return id < batches.length && batches[id] == batch ? numbers[id] : -1;
  }

  /** Gives the next number to an id that has none. */
  int add(int id) {
    if (id >= numbers.length) {
      int length = Math.max(id + 1, numbers.length * 2);
      numbers = Arrays.copyOf(numbers, length);
      batches = Arrays.copyOf(batches, length);
    }
    numbers[id] = size;
    batches[id] = batch;
    return size++;
  }

  int size() {
    return size;
  }

  /** Begins the next batch. */
  void clear() {
    size = 0;
    batch++;
  }
}
