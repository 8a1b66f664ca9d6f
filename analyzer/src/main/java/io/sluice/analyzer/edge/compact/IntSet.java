package io.sluice.analyzer.edge.compact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of ints in unsigned order that only grows: one value needs no more than this object (24
 * bytes), up to {@link #MOST_IN_ARRAY} an array, more a bitmap. The form depends on the values
 * alone.
 *
 * <p>HOT PATH: {@link #add} of the value that was added last is one comparison. One thread's.
 */
public final class IntSet {
  static final int MOST_IN_ARRAY = 16;

  /** Values in the array or alone; -1 once they are in a bitmap. */
  private int size;

  /** The value added last; alone it is the only one. */
  private int last;

  /** Null up to one value, then a sorted {@code int[]} of {@code size} values, then a bitmap. */
  private @Nullable Object rest;

  /** The set with one value more; a new one in place of null. */
  public static IntSet with(@Nullable IntSet set, int value) {
    IntSet to = set == null ? new IntSet() : set;
    to.add(value);
    return to;
  }

  /** The first set with all values of the second one, which stays as it is; null is empty. */
  public static @Nullable IntSet union(@Nullable IntSet set, @Nullable IntSet other) {
    if (other == null) {
      return set;
    }
    if (set == null) {
      return other.copy();
    }
    set.addAll(other);
    return set;
  }

  /** A bitmap of the values, which must not be changed; null is empty. */
  public static RoaringBitmap bitmap(@Nullable IntSet set) {
    return set == null ? new RoaringBitmap() : set.bitmap();
  }

  /** How many values; null is empty. */
  public static int cardinality(@Nullable IntSet set) {
    return set == null ? 0 : set.cardinality();
  }

  /** The values of a bitmap, or null where it has none. */
  public static @Nullable IntSet of(RoaringBitmap values) {
    IntSet set = values.isEmpty() ? null : new IntSet();
    if (set != null) {
      set.addAll(values);
    }
    return set;
  }

  /** Adds a value. */
  public void add(int value) {
    if (value == last && size != 0) {
      return;
    }
    if (rest instanceof RoaringBitmap many) {
      many.add(value);
    } else if (size == 0) {
      size = 1;
    } else {
      insert(rest instanceof int[] some ? some : new int[] {last}, value);
    }
    last = value;
  }

  private void insert(int[] some, int value) {
    int at = 0;
    while (at < size && Integer.compareUnsigned(some[at], value) < 0) {
      at++;
    }
    if (at < size && some[at] == value) {
      return;
    }
    if (size == MOST_IN_ARRAY) {
      RoaringBitmap many = RoaringBitmap.bitmapOf(some);
      many.add(value);
      rest = many;
      size = -1;
      return;
    }
    int[] grown =
        size < some.length ? some : Arrays.copyOf(some, Math.min(MOST_IN_ARRAY, 2 * size));
    System.arraycopy(grown, at, grown, at + 1, size - at);
    grown[at] = value;
    rest = grown;
    size++;
  }

  /** Adds the values of another set. */
  public void addAll(IntSet other) {
    if (other.rest instanceof RoaringBitmap many) {
      addAll(many);
    } else if (other.rest instanceof int[] some) {
      for (int i = 0; i < other.size; i++) {
        add(some[i]);
      }
    } else if (other.size == 1) {
      add(other.last);
    }
  }

  /** Adds the values of a bitmap. */
  public void addAll(RoaringBitmap values) {
    if (rest instanceof RoaringBitmap many) {
      many.or(values);
    } else if (values.getLongCardinality() <= MOST_IN_ARRAY) {
      values.forEach((int value) -> add(value));
    } else {
      RoaringBitmap many = values.clone();
      many.or(bitmap());
      last = many.first();
      rest = many;
      size = -1;
    }
  }

  /** Whether a value is in it. */
  public boolean contains(int value) {
    if (rest instanceof RoaringBitmap many) {
      return many.contains(value);
    }
    if (rest instanceof int[] some) {
      for (int i = 0; i < size; i++) {
        if (some[i] == value) {
          return true;
        }
      }
      return false;
    }
    return size == 1 && last == value;
  }

  /** How many values. */
  public int cardinality() {
    return rest instanceof RoaringBitmap many ? many.getCardinality() : size;
  }

  /** The lowest value; there must be one. */
  public int first() {
    if (rest instanceof RoaringBitmap many) {
      return many.first();
    }
    return rest instanceof int[] some ? some[0] : last;
  }

  /** A bitmap of the values, which must not be changed: a large set's own. */
  public RoaringBitmap bitmap() {
    if (rest instanceof RoaringBitmap many) {
      return many;
    }
    RoaringBitmap bitmap = new RoaringBitmap();
    if (rest instanceof int[] some) {
      for (int i = 0; i < size; i++) {
        bitmap.add(some[i]);
      }
    } else if (size == 1) {
      bitmap.add(last);
    }
    return bitmap;
  }

  /** A set of its own with the same values. */
  public IntSet copy() {
    IntSet copy = new IntSet();
    copy.size = size;
    copy.last = last;
    if (rest instanceof RoaringBitmap many) {
      copy.rest = many.clone();
    } else if (rest instanceof int[] some) {
      copy.rest = Arrays.copyOf(some, size);
    }
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof IntSet other
        && cardinality() == other.cardinality()
        && bitmap().equals(other.bitmap());
  }

  @Override
  public int hashCode() {
    return bitmap().hashCode();
  }

  @Override
  public String toString() {
    return bitmap().toString();
  }
}
