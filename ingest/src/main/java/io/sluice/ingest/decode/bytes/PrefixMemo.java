package io.sluice.ingest.decode.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers values by byte sequences of which none is the beginning of another, such as whole JSON
 * objects; finds the one that begins at a place, whose end is not known before.
 *
 * <p>A tree that asks only for the bytes in which the known sequences differ leads to the one that
 * can stand there, and one comparison of the whole range (vectorised) confirms it. Three quarters
 * of a Hubble line are passed that way.
 *
 * <p>HOT PATH: asked twice for every record; looking up allocates nothing. Bounded: it forgets all
 * when it is full. One thread's. Oracle: {@code PrefixMemoTest}.
 *
 * @param <V> what is remembered
 */
public final class PrefixMemo<V> {
  /** A known sequence and its value. */
  public static final class Entry<V> extends Node<V> {
    private final byte[] bytes;
    private final V value;

    Entry(byte[] bytes, V value) {
      this.bytes = bytes;
      this.value = value;
    }

    public int length() {
      return bytes.length;
    }

    public V value() {
      return value;
    }
  }

  /** An entry, or a fork. */
  abstract static sealed class Node<V> permits Entry, Fork {}

  /** Where sequences that are alike up to here go apart. */
  private static final class Fork<V> extends Node<V> {
    /** At which byte, from the start of the sequences. */
    final int at;

    /** What follows each byte, from the lowest that occurs. */
    @Nullable Node<V>[] next;

    int lowest;

    Fork(int at) {
      this.at = at;
      next = array(0);
    }

    @Nullable Node<V> after(byte b) {
      int i = b - lowest;
      return i >= 0 && i < next.length ? next[i] : null;
    }

    void put(byte b, Node<V> node) {
      if (next.length == 0) {
        lowest = b;
      }
      int from = Math.min(lowest, b);
      int to = Math.max(lowest + next.length, b + 1);
      if (to - from > next.length) {
        @Nullable Node<V>[] wider = array(to - from);
        System.arraycopy(next, 0, wider, lowest - from, next.length);
        next = wider;
        lowest = from;
      }
      next[b - lowest] = node;
    }

    /** Any of those that follow. */
    Node<V> any() {
      for (Node<V> node : next) {
        if (node != null) {
          return node;
        }
      }
      throw new IllegalStateException("a fork that leads nowhere");
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there is no other array of a generic type
    private static <V> @Nullable Node<V>[] array(int length) {
      return (@Nullable Node<V>[]) new Node[length];
    }
  }

  private final long mostBytes;
  private @Nullable Node<V> root;
  private long knownBytes;

  /**
   * A memo.
   *
   * @param mostBytes the sequences that it knows at once are not longer together
   */
  public PrefixMemo(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The sequence that begins at an index and ends at the limit or before, if it is known. */
  public @Nullable Entry<V> find(byte[] bytes, int from, int limit) {
    Node<V> node = root;
    while (node instanceof Fork<V> fork) {
      int i = from + fork.at;
      node = i < limit ? fork.after(bytes[i]) : null;
    }
    if (!(node instanceof Entry<V> entry)) {
      return null;
    }
    int end = from + entry.bytes.length;
    boolean here = end <= limit && Arrays.equals(bytes, from, end, entry.bytes, 0, end - from);
    return here ? entry : null;
  }

  /** Remembers the value of a sequence that is neither known nor the beginning of a known one. */
  public void put(byte[] sequence, V value) {
    if (knownBytes + sequence.length > mostBytes) {
      root = null;
      knownBytes = 0;
    }
    knownBytes += sequence.length;
    Entry<V> added = new Entry<>(sequence, value);
    if (root == null) {
      root = added;
      return;
    }
    Entry<V> near = nearest(root, sequence);
    int at = Arrays.mismatch(near.bytes, sequence);
    if (at < 0 || at == Math.min(near.bytes.length, sequence.length)) {
      throw new IllegalArgumentException("a sequence that begins another one");
    }
    insert(added, near.bytes[at], at);
  }

  /** One of those that have the most bytes in common with a sequence. */
  private static <V> Entry<V> nearest(Node<V> root, byte[] sequence) {
    Node<V> node = root;
    while (node instanceof Fork<V> fork) {
      Node<V> after = fork.at < sequence.length ? fork.after(sequence[fork.at]) : null;
      node = after == null ? fork.any() : after;
    }
    return (Entry<V>) node;
  }

  /** Adds an entry that differs from the nearest ones first at a place, where they have a byte. */
  private void insert(Entry<V> added, byte theirs, int at) {
    Fork<V> above = null;
    Node<V> node = root;
    while (node instanceof Fork<V> fork && fork.at < at) {
      above = fork;
      node = fork.after(added.bytes[fork.at]);
    }
    if (node instanceof Fork<V> fork && fork.at == at) {
      fork.put(added.bytes[at], added);
      return;
    }
    Fork<V> between = new Fork<>(at);
    if (node != null) {
      between.put(theirs, node);
    }
    between.put(added.bytes[at], added);
    if (above == null) {
      root = between;
    } else {
      above.put(added.bytes[above.at], between);
    }
  }
}
