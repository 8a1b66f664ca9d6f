package io.sluice.ingest.decode.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers values by byte sequences of which none is the beginning of another, such as whole JSON
 * objects; finds the one that begins at a place, whose end is not known before.
 *
 * <p>A tree that asks only for the bytes in which the known sequences differ leads to the one that
 * can stand there, and one comparison of the whole range (vectorised) confirms it. Tree and
 * sequences stand in two arrays: what this costs is memory that is not in the processor's caches,
 * so there must be few places to look at.
 *
 * <p>HOT PATH: asked twice for every record; looking up allocates nothing. Bounded: it forgets all
 * when it is full. One thread's. Oracle: {@code PrefixMemoTest}.
 *
 * @param <V> what is remembered
 */
public final class PrefixMemo<V> {
  /** Where in a fork stand: the byte it asks for, the lowest that occurs, how many follow it. */
  private static final int LOWEST = 1;

  private static final int WIDTH = 2;
  private static final int NEXT = 3;

  private static final int NOWHERE = 0;
  private static final int FIRST_SIZE = 1 << 10;

  private final int mostBytes;

  /** Forks; an index is one of another fork, or the complement of an entry. */
  private int[] forks = new int[FIRST_SIZE];

  private int forksEnd = 1;
  private int root = NOWHERE;

  /** The sequences one after another, and where each begins; the last one's end follows. */
  private byte[] sequences = new byte[FIRST_SIZE];

  private int[] starts = new int[16];
  private @Nullable Object[] values = new @Nullable Object[16];
  private int count;
  private int length;

  /**
   * A memo.
   *
   * @param mostBytes the sequences that it knows at once are not longer together
   */
  public PrefixMemo(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The value of the sequence that begins at an index and ends at the limit or before; or null. */
  @SuppressWarnings("unchecked") // only put puts values in
  public @Nullable V find(byte[] bytes, int from, int limit) {
    length = 0;
    int node = root;
    while (node > 0) {
      int i = from + forks[node];
      node = i < limit ? after(node, bytes[i]) : NOWHERE;
    }
    if (node == NOWHERE) {
      return null;
    }
    int start = starts[~node];
    int end = starts[~node + 1];
    int to = from + end - start;
    if (to > limit || !Arrays.equals(bytes, from, to, sequences, start, end)) {
      return null;
    }
    length = end - start;
    return (V) values[~node];
  }

  /** The length of the sequence that was found last. */
  public int length() {
    return length;
  }

  /** How many sequences it knows. */
  public int size() {
    return count;
  }

  private int after(int fork, byte b) {
    int i = b - forks[fork + LOWEST];
    return i >= 0 && i < forks[fork + WIDTH] ? forks[fork + NEXT + i] : NOWHERE;
  }

  /** Remembers the value of a range, which is neither known nor the beginning of a known one. */
  public void put(byte[] bytes, int from, int to, V value) {
    if (to - from > mostBytes) {
      return;
    }
    if (starts[count] + to - from > mostBytes || forksEnd > mostBytes) {
      forget();
    }
    if (count == 0) {
      root = ~add(bytes, from, to, value);
      return;
    }
    int near = nearest(bytes, from, to);
    int at = Arrays.mismatch(bytes, from, to, sequences, starts[near], starts[near + 1]);
    if (at < 0 || at == Math.min(to - from, starts[near + 1] - starts[near])) {
      throw new IllegalArgumentException("a sequence that begins another one");
    }
    byte theirs = sequences[starts[near] + at];
    fork(at, theirs, add(bytes, from, to, value));
  }

  private void forget() {
    count = 0;
    forksEnd = 1;
    root = NOWHERE;
    Arrays.fill(values, null);
  }

  private int add(byte[] bytes, int from, int to, V value) {
    int end = starts[count] + to - from;
    if (end > sequences.length) {
      sequences = Arrays.copyOf(sequences, Math.max(end, 2 * sequences.length));
    }
    if (count + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      values = Arrays.copyOf(values, 2 * values.length);
    }
    System.arraycopy(bytes, from, sequences, starts[count], to - from);
    values[count] = value;
    starts[count + 1] = end;
    return count++;
  }

  /** One of the entries that have the most bytes in common with a range. */
  private int nearest(byte[] bytes, int from, int to) {
    int node = root;
    while (node > 0) {
      int i = from + forks[node];
      int after = i < to ? after(node, bytes[i]) : NOWHERE;
      node = after == NOWHERE ? any(node) : after;
    }
    return ~node;
  }

  private int any(int fork) {
    for (int i = fork + NEXT; i < fork + NEXT + forks[fork + WIDTH]; i++) {
      if (forks[i] != NOWHERE) {
        return forks[i];
      }
    }
    throw new IllegalStateException("a fork that leads nowhere");
  }

  /**
   * Leads to a new entry that differs from its nearest first at a place, where they have a byte.
   */
  private void fork(int at, byte theirs, int entry) {
    byte own = sequences[starts[entry] + at];
    int above = NOWHERE;
    int node = root;
    while (node > 0 && forks[node] < at) {
      above = node;
      node = after(node, sequences[starts[entry] + forks[node]]);
    }
    int fork;
    if (node > 0 && forks[node] == at) {
      fork = wide(node, own);
    } else {
      fork = newFork(at, Math.min(lowest(own), lowest(theirs)), Math.max(top(own), top(theirs)));
      set(fork, theirs, node);
    }
    set(fork, own, ~entry);
    if (above == NOWHERE) {
      root = fork;
    } else {
      set(above, sequences[starts[entry] + forks[above]], fork);
    }
  }

  private void set(int fork, byte b, int node) {
    forks[fork + NEXT + b - forks[fork + LOWEST]] = node;
  }

  /** The fork itself, or one in its place that has room for a byte. */
  private int wide(int fork, byte b) {
    int low = forks[fork + LOWEST];
    int width = forks[fork + WIDTH];
    if (b >= low && b < low + width) {
      return fork;
    }
    int wider = newFork(forks[fork], Math.min(low, lowest(b)), Math.max(low + width, top(b)));
    int offset = low - forks[wider + LOWEST];
    System.arraycopy(forks, fork + NEXT, forks, wider + NEXT + offset, width);
    return wider;
  }

  private int newFork(int at, int lowest, int top) {
    int fork = forksEnd;
    forksEnd += NEXT + top - lowest;
    if (forksEnd > forks.length) {
      forks = Arrays.copyOf(forks, Math.max(forksEnd, 2 * forks.length));
    }
    Arrays.fill(forks, fork, forksEnd, NOWHERE);
    forks[fork] = at;
    forks[fork + LOWEST] = lowest;
    forks[fork + WIDTH] = top - lowest;
    return fork;
  }

  /** The lowest byte that is likely where one occurs: digits and letters come with their like. */
  private static int lowest(byte b) {
    return b >= 'a' && b <= 'z' ? 'a' : b >= '0' && b <= '9' ? '0' : b;
  }

  /** Behind the highest such byte. */
  private static int top(byte b) {
    return b >= 'a' && b <= 'z' ? 'z' + 1 : b >= '0' && b <= '9' ? '9' + 1 : b + 1;
  }
}
