package io.sluice.analyzer.edge.compact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map from ports to what is known of each, for very many ports of which little is known: two
 * times and a few bytes. Ports of which the same bytes are known share them where that is seen.
 *
 * <p>A port takes 20 bytes beside its bytes, and what its {@link Page} of 256 ports takes for all
 * of them. Nothing is ordered by arrival: ports are handed out in their order. One thread's.
 */
public final class PortCells {
  private static final int PAGES = 256;

  /** What a port takes beside its bytes: two times, and the bytes as an object. */
  private static final int BYTES = 40;

  /** How many different bytes are remembered for sharing; a power of two. */
  private static final int REMEMBERED = 64;

  private final @Nullable Page[] pages = new Page[PAGES];
  private final byte[][] remembered = new byte[REMEMBERED][0];
  private int size;
  private int bytes;

  /** Takes one port. */
  public interface Reader {
    /** Takes what is known of it; the bytes must not be changed. */
    void read(int port, byte[] bytes, long first, long last);
  }

  /** How many ports. */
  public int size() {
    return size;
  }

  /** What they take at the most, roughly: as if none shared its bytes. */
  public int bytes() {
    return bytes;
  }

  public boolean contains(int port) {
    Page page = pages[port >>> 8];
    return page != null && page.contains(port & 0xFF);
  }

  /** Sets what is known of a port; the bytes must not be changed from now on. */
  public void put(int port, byte[] some, long first, long last) {
    Page page = pages[port >>> 8];
    if (page == null) {
      page = new Page();
      pages[port >>> 8] = page;
    }
    byte[] old = page.put(port & 0xFF, shared(some), first, last);
    size += old == null ? 1 : 0;
    bytes += some.length - (old == null ? -BYTES : old.length);
  }

  /** The same bytes, if they were put before and not forgotten; else these. */
  private byte[] shared(byte[] some) {
    int slot = (Arrays.hashCode(some) * 0x9E3779B9) >>> 26;
    byte[] known = remembered[slot];
    if (Arrays.equals(known, some)) {
      return known;
    }
    remembered[slot] = some;
    return some;
  }

  /** Hands out what is known of a port, if anything is. */
  public void read(int port, Reader reader) {
    Page page = pages[port >>> 8];
    if (page != null && page.contains(port & 0xFF)) {
      int at = page.rank(port & 0xFF);
      reader.read(port, page.bytes[at], page.firsts[at], page.lasts[at]);
    }
  }

  /** Forgets a port. */
  public void remove(int port) {
    Page page = pages[port >>> 8];
    if (page != null && page.contains(port & 0xFF)) {
      size--;
      bytes -= BYTES + page.remove(port & 0xFF).length;
    }
  }

  /** Hands out all ports, in their order. */
  public void forEach(Reader reader) {
    for (int high = 0; high < PAGES; high++) {
      Page page = pages[high];
      if (page != null) {
        page.forEach(high << 8, reader);
      }
    }
  }

  /** 256 ports that follow one another: a bit for each that is known, and arrays of those. */
  private static final class Page {
    private static final int LEAST = 4;
    private static final byte[] NONE = {};

    private final long[] known = new long[4];
    private byte[][] bytes = new byte[LEAST][];
    private long[] firsts = new long[LEAST];
    private long[] lasts = new long[LEAST];
    private int size;

    boolean contains(int low) {
      return (known[low >>> 6] >>> low & 1) != 0;
    }

    /** How many known ports are below this one. */
    int rank(int low) {
      int rank = Long.bitCount(known[low >>> 6] & (1L << low) - 1);
      for (int word = 0; word < low >>> 6; word++) {
        rank += Long.bitCount(known[word]);
      }
      return rank;
    }

    /** The bytes that it replaces, if any. */
    byte @Nullable [] put(int low, byte[] some, long first, long last) {
      int at = rank(low);
      byte[] old = contains(low) ? bytes[at] : null;
      if (old == null) {
        known[low >>> 6] |= 1L << low;
        move(at, at + 1, size - at);
        size++;
      }
      bytes[at] = some;
      firsts[at] = first;
      lasts[at] = last;
      return old;
    }

    byte[] remove(int low) {
      int at = rank(low);
      byte[] old = bytes[at];
      known[low >>> 6] &= ~(1L << low);
      size--;
      move(at + 1, at, size - at);
      bytes[size] = NONE;
      return old;
    }

    private void move(int from, int to, int count) {
      int needed = Math.max(from, to) + count;
      if (needed > firsts.length) {
        int capacity = Math.min(256, needed + needed / 2);
        bytes = Arrays.copyOf(bytes, capacity);
        firsts = Arrays.copyOf(firsts, capacity);
        lasts = Arrays.copyOf(lasts, capacity);
      }
      System.arraycopy(bytes, from, bytes, to, count);
      System.arraycopy(firsts, from, firsts, to, count);
      System.arraycopy(lasts, from, lasts, to, count);
    }

    void forEach(int base, Reader reader) {
      int at = 0;
      for (int low = 0; low < 256; low++) {
        if (contains(low)) {
          reader.read(base | low, bytes[at], firsts[at], lasts[at]);
          at++;
        }
      }
    }
  }
}
