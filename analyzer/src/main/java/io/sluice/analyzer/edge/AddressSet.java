package io.sluice.analyzer.edge;

import io.sluice.ingest.IpAddress;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The addresses of one end: IPv4 as bits of a bitmap, because a public Service may see a million of
 * them, and IPv6 one by one. Readers see a sorted set that cannot be changed.
 */
@SuppressWarnings("JdkObsolete") // readers need no more than a SortedSet
final class AddressSet extends AbstractSet<IpAddress> implements SortedSet<IpAddress> {
  private final RoaringBitmap v4 = new RoaringBitmap();
  private final TreeSet<IpAddress> v6 = new TreeSet<>();

  /** Not {@code add}: the set that readers hold refuses that one. */
  void note(IpAddress address) {
    if (address.v6()) {
      v6.add(address);
    } else {
      v4.add((int) address.low());
    }
  }

  void merge(AddressSet other) {
    v4.or(other.v4);
    v6.addAll(other.v6);
  }

  /** Adds IPv4 addresses by their bits, and IPv6 ones. */
  void noteAll(RoaringBitmap some, Collection<IpAddress> others) {
    v4.or(some);
    v6.addAll(others);
  }

  /** The IPv4 ones; shared. */
  RoaringBitmap v4() {
    return v4;
  }

  /** The IPv6 ones; shared. */
  SortedSet<IpAddress> v6() {
    return v6;
  }

  AddressSet copy() {
    AddressSet copy = new AddressSet();
    copy.merge(this);
    return copy;
  }

  @Override
  public int size() {
    return v4.getCardinality() + v6.size();
  }

  @Override
  public boolean contains(Object object) {
    return object instanceof IpAddress address
        && (address.v6() ? v6.contains(address) : v4.contains((int) address.low()));
  }

  @Override
  public Iterator<IpAddress> iterator() {
    PeekableIntIterator small = v4.getIntIterator();
    Iterator<IpAddress> large = v6.iterator();
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
    if (!v6.isEmpty()) {
      return v6.last();
    }
    if (v4.isEmpty()) {
      throw new NoSuchElementException("no address");
    }
    return IpAddress.ofV4(v4.last());
  }
}
