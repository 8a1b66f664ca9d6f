package io.sluice.analyzer.policy.reach;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * Parts the port classes by the terms that hold at each: port classes with the same terms share a
 * cell, so that what follows from the terms is computed once for all of them. To be used again
 * after {@link #clear()}; not thread-safe.
 */
final class PortCells {
  private final int[] cellOf;
  private int[] before = new int[16];
  private int[] term = new int[16];
  private int[] splitAt = new int[16];
  private int[] splitTo = new int[16];
  private int size = 1;
  private int additions;

  /** All port classes in one cell without terms. */
  PortCells(int portClasses) {
    this.cellOf = new int[portClasses];
  }

  void clear() {
    Arrays.fill(cellOf, 0);
    Arrays.fill(splitAt, 0, size, 0);
    size = 1;
    additions = 0;
  }

  /** Says that a term holds at these port classes. */
  void add(RoaringBitmap ports, int added) {
    additions++;
    ports.forEach((int port) -> move(port, added));
  }

  /** Moves a port class to the part of its cell at which the term holds. */
  private void move(int port, int added) {
    int from = cellOf[port];
    if (splitAt[from] != additions) {
      if (size == before.length) {
        grow();
      }
      before[size] = from;
      term[size] = added;
      splitAt[from] = additions;
      splitTo[from] = size++;
    }
    cellOf[port] = splitTo[from];
  }

  private void grow() {
    before = Arrays.copyOf(before, size * 2);
    term = Arrays.copyOf(term, size * 2);
    splitAt = Arrays.copyOf(splitAt, size * 2);
    splitTo = Arrays.copyOf(splitTo, size * 2);
  }

  /** One more than the highest cell. */
  int size() {
    return size;
  }

  /** The cell of a port class; 0 where no term holds. */
  int cellOf(int port) {
    return cellOf[port];
  }

  /** The terms that hold in a cell, sorted; one that was added twice stands twice. */
  int[] terms(int cell) {
    int count = 0;
    for (int at = cell; at != 0; at = before[at]) {
      count++;
    }
    int[] terms = new int[count];
    for (int at = cell; at != 0; at = before[at]) {
      terms[--count] = term[at];
    }
    Arrays.sort(terms);
    return terms;
  }
}
