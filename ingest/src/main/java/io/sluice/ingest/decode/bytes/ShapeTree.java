package io.sluice.ingest.decode.bytes;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the <em>shapes</em> of records: the bytes that stay the same from record to record, and
 * between them the slots, whose content differs.
 *
 * <p>A log is written by a program that writes the same keys in the same order, so its records have
 * few shapes, and most of each record is known before it is read. The tree compares the constant
 * stretches as a whole (vectorised), has a {@link Slots} read what stands in the slots, and knows
 * at the end of the record which of the shapes it was. Where shapes differ in constant bytes it
 * forks on the first byte in which they do, so that their number costs nothing.
 *
 * <p>A record that fits a shape is one in which a parser would find the same, but for what the
 * slots hold, if each slot is one number, one object, or the inside of one text. A place that is a
 * slot in one shape and constant in another keeps the meaning that came first; a record of the
 * other is not learnt.
 *
 * <p>HOT PATH: over every byte of a Hubble log that is not in a known end; finding allocates
 * nothing. Bounded: when it is full it learns no more. One thread's. Oracles: {@code
 * ShapeTreeTest}, {@code FastHubbleOracleTest}; benchmark: {@code DecoderBenchmark}.
 *
 * @param <V> what a shape is remembered for
 */
public final class ShapeTree<V> {
  /** Reads what stands in slots. */
  public interface Slots {
    /** The content is not of its slot's kind. */
    int NONE = -1;

    /** Reads the content of a slot that begins at an index; where it ends, or {@link #NONE}. */
    int read(int kind, byte[] bytes, int from, int limit);
  }

  private static final int FORK = -1;
  private static final int END = -2;

  /** About what a node takes beside its bytes. */
  private static final int NODE_BYTES = 100;

  /** A constant stretch, and what comes behind it: a slot, a fork, or the end of the record. */
  private static final class Node {
    byte[] constant;

    /** The kind of the slot, {@link #FORK} or {@link #END}. */
    int then;

    /** What comes behind the slot. */
    @Nullable Node next;

    /** The first bytes of the stretches behind the fork. */
    byte[] firsts = {};

    Node[] ways = {};
    @Nullable Object value;

    Node(byte[] constant, int then) {
      this.constant = constant;
      this.then = then;
    }

    @Nullable Node way(byte first) {
      for (int i = 0; i < firsts.length; i++) {
        if (firsts[i] == first) {
          return ways[i];
        }
      }
      return null;
    }

    void addWay(byte first, Node way) {
      int count = firsts.length;
      firsts = Arrays.copyOf(firsts, count + 1);
      ways = Arrays.copyOf(ways, count + 1);
      firsts[count] = first;
      ways[count] = way;
    }

    /** Ends the stretch before an index with a fork, of which the rest is one way. */
    void forkAt(int index) {
      Node rest = new Node(Arrays.copyOfRange(constant, index, constant.length), then);
      rest.next = next;
      rest.firsts = firsts;
      rest.ways = ways;
      rest.value = value;
      byte first = constant[index];
      constant = Arrays.copyOf(constant, index);
      then = FORK;
      next = null;
      firsts = new byte[] {first};
      ways = new Node[] {rest};
      value = null;
    }
  }

  private final int mostBytes;
  private @Nullable Node root;
  private int bytes;
  private int end;

  /**
   * A tree.
   *
   * @param mostBytes when its nodes take about so much it learns no more; what is remembered not
   *     counted
   */
  public ShapeTree(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * What the shape of the record that begins at an index is remembered for, or null. The slots have
   * been read as far as a shape went.
   */
  @SuppressWarnings("unchecked") // only learn puts values in
  public @Nullable V find(byte[] window, int from, int limit, Slots slots) {
    int pos = from;
    Node node = root;
    while (node != null) {
      byte[] constant = node.constant;
      int to = pos + constant.length;
      if (to > limit || !Arrays.equals(window, pos, to, constant, 0, constant.length)) {
        return null;
      }
      pos = to;
      if (node.then >= 0) {
        pos = slots.read(node.then, window, pos, limit);
        node = pos == Slots.NONE ? null : node.next;
      } else if (node.then == FORK) {
        node = pos < limit ? node.way(window[pos]) : null;
      } else {
        end = pos;
        return (V) node.value;
      }
    }
    return null;
  }

  /** Where the record that was found last ends. */
  public int end() {
    return end;
  }

  /** Whether it learns no more. */
  public boolean full() {
    return bytes >= mostBytes;
  }

  /**
   * Learns the shape of a record.
   *
   * @param slots all of it that is not constant, by their places
   * @param value what to remember, asked for only where the shape is learnt
   * @return whether the shape is new; it is not where it is known, where it does not go together
   *     with one that is known, or where the tree is full
   */
  public boolean learn(byte[] window, int from, int to, SlotList slots, Supplier<V> value) {
    if (full()) {
      return false;
    }
    Learning learning = new Learning(window, from, to, slots, value);
    return root == null ? learning.plant() : learning.graft(root);
  }

  /** A record on its way into the tree: its stretches and slots from some place on. */
  private final class Learning {
    private final byte[] window;
    private final int to;
    private final SlotList slots;
    private final Supplier<V> value;
    private int pos;
    private int slot;

    Learning(byte[] window, int from, int to, SlotList slots, Supplier<V> value) {
      this.window = window;
      this.to = to;
      this.slots = slots;
      this.value = value;
      pos = from;
    }

    boolean plant() {
      root = rest();
      return true;
    }

    /** Follows what is known, and adds the rest where the record leaves it. */
    boolean graft(Node at) {
      Node node = at;
      while (true) {
        int stretchEnd = stretchEnd();
        int same = Arrays.mismatch(window, pos, stretchEnd, node.constant, 0, node.constant.length);
        int known = node.constant.length;
        if (same >= 0 && same < known) {
          if (pos + same == stretchEnd) {
            return false;
          }
          node.forkAt(same);
          known = same;
        }
        pos += known;
        if (node.then == FORK) {
          if (pos == stretchEnd) {
            return false;
          }
          Node way = node.way(window[pos]);
          if (way == null) {
            node.addWay(window[pos], rest());
            return true;
          }
          node = way;
        } else if (node.then == END || pos != stretchEnd || !passes(node.then)) {
          return false;
        } else {
          node = Objects.requireNonNull(node.next);
        }
      }
    }

    /** Whether the next slot is of a kind; then it has been passed. */
    private boolean passes(int kind) {
      if (slot == slots.count() || slots.kind(slot) != kind) {
        return false;
      }
      pos = slots.end(slot);
      slot++;
      return true;
    }

    private int stretchEnd() {
      return slot == slots.count() ? to : slots.start(slot);
    }

    /** The record from here on, as nodes of its own. */
    private Node rest() {
      Node first = stretch();
      for (Node node = first; node.then != END; ) {
        pos = slots.end(slot);
        slot++;
        node.next = stretch();
        node = node.next;
      }
      return first;
    }

    private Node stretch() {
      int stretchEnd = stretchEnd();
      boolean last = slot == slots.count();
      Node node =
          new Node(Arrays.copyOfRange(window, pos, stretchEnd), last ? END : slots.kind(slot));
      node.value = last ? value.get() : null;
      bytes += stretchEnd - pos + NODE_BYTES;
      return node;
    }
  }
}
