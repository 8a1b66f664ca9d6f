package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.IntSet;
import io.sluice.ingest.IpAddress;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The addresses of one end: IPv4 as ints, because a public Service may see a million of
 * them, and IPv6 one by one. Readers see a sorted set that cannot be changed.
 */
@SuppressWarnings("JdkObsolete") // readers need no more than a SortedSet
final class AddressSet extends AbstractSet<IpAddress> implements SortedSet<IpAddress> {
  private @Nullable IntSet v4;
  private @Nullable TreeSet<IpAddress> v6;

  /** IPv4 addresses by their bits, and IPv6 ones; null where there are none of either. */
  static @Nullable AddressSet of(RoaringBitmap some, Collection<IpAddress> others) {
    if (some.isEmpty() && others.isEmpty()) {
      return null;
    }
    AddressSet set = new AddressSet();
    set.v4 = IntSet.of(some);
    set.v6 = others.isEmpty() ? null : new TreeSet<>(others);
    return set;
  }

  /** The first set with all of the second one, which stays as it is; null is empty. */
  static @Nullable AddressSet union(@Nullable AddressSet set, @Nullable AddressSet other) {
    if (other == null) {
      return set;
    }
    AddressSet to = set == null ? new AddressSet() : set;
    to.v4 = IntSet.union(to.v4, other.v4);
    if (other.v6 != null) {
      to.notedV6().addAll(other.v6);
    }
    return to;
  }

  /** Not {@code add}: the set that readers hold refuses that one. */
  void note(IpAddress address) {
    if (address.v6()) {
      notedV6().add(address);
    } else {
      v4 = IntSet.with(v4, (int) address.low());
    }
  }

  private TreeSet<IpAddress> notedV6() {
    if (v6 == null) {
      v6 = new TreeSet<>();
    }
    return v6;
  }

  /** The IPv4 ones; must not be changed. */
  static RoaringBitmap v4(@Nullable AddressSet set) {
    return IntSet.bitmap(set == null ? null : set.v4);
  }

  /** The IPv6 ones; must not be changed. */
  static SortedSet<IpAddress> v6(@Nullable AddressSet set) {
    return set == null || set.v6 == null ? Collections.emptySortedSet() : set.v6;
  }

  @Override
  public int size() {
    return IntSet.cardinality(v4) + v6(this).size();
  }

  @Override
  public boolean contains(Object object) {
    return object instanceof IpAddress address
        && (address.v6()
            ? v6(this).contains(address)
            : v4 != null && v4.contains((int) address.low()));
  }

  @Override
  public Iterator<IpAddress> iterator() {
    PeekableIntIterator small = v4(this).getIntIterator();
    Iterator<IpAddress> large = v6(this).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return small.hasNext() || large.hasNext();
      }

      @Override
      public IpAddress next() {
        return small.hasNext() ? IpAddress.ofV4(small.next()) : large.next();
      }
    };
  }

  @Override
  public @Nullable Comparator<? super IpAddress> comparator() {
    return null;
  }

  @Override
  public SortedSet<IpAddress> subSet(IpAddress from, IpAddress to) {
    return new TreeSet<>(this).subSet(from, to);
  }

  @Override
  public SortedSet<IpAddress> headSet(IpAddress to) {
    return new TreeSet<>(this).headSet(to);
  }

  @Override
  public SortedSet<IpAddress> tailSet(IpAddress from) {
    return new TreeSet<>(this).tailSet(from);
  }

  @Override
  public IpAddress first() {
    return iterator().next();
  }

  @Override
  public IpAddress last() {
    if (v6 != null) {
      return v6.last();
    }
    if (v4 == null) {
      throw new NoSuchElementException("no address");
    }
    return IpAddress.ofV4(v4.bitmap().last());
  }
}
