package io.sluice.ingest.decode;

import io.sluice.ingest.IpAddress;
import io.sluice.ingest.decode.bytes.Ipv4Bytes;
import io.sluice.ingest.decode.bytes.TextMemo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses by their bytes in a log, the same object for the same IPv4 address as long as it is
 * remembered.
 *
 * <p>HOT PATH: twice for every record; allocates for unknown addresses only. Bounded: it forgets
 * all when it is full. One thread's.
 */
final class KnownAddresses {
  private static final int MOST = 1 << 16;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final TextMemo<Optional<IpAddress>> others = new TextMemo<>(MOST, IpAddress::parse);

  /** The bits of each address, which is then not null, at the same place. */
  private int[] bits = new int[64];

  private @Nullable IpAddress[] addresses = new @Nullable IpAddress[64];
  private int count;

  /** The address that a range of bytes is, or null. */
  @Nullable IpAddress get(byte[] text, int from, int to) {
    long v4 = Ipv4Bytes.parse(text, from, to);
    return v4 == Ipv4Bytes.NONE ? others.get(text, from, to).orElse(null) : ofV4((int) v4);
  }

  private IpAddress ofV4(int v4) {
    int slot = slot(v4);
    for (IpAddress known = addresses[slot]; known != null; known = addresses[slot]) {
      if (bits[slot] == v4) {
        return known;
      }
      slot = (slot + 1) & (bits.length - 1);
    }
    IpAddress added = IpAddress.ofV4(v4);
    if (count == MOST) {
      resize(64, false);
    } else if (2 * count >= bits.length) {
      resize(2 * bits.length, true);
    }
    put(v4, added);
    return added;
  }

  private int slot(int v4) {
    return (int) ((v4 * MIX) >>> 40) & (bits.length - 1);
  }

  private void put(int v4, IpAddress address) {
    int slot = slot(v4);
    while (addresses[slot] != null) {
      slot = (slot + 1) & (bits.length - 1);
    }
    bits[slot] = v4;
    addresses[slot] = address;
    count++;
  }

  private void resize(int size, boolean keep) {
    int[] oldBits = bits;
    @Nullable IpAddress[] old = addresses;
    bits = new int[size];
    addresses = new @Nullable IpAddress[size];
    count = 0;
    for (int i = 0; keep && i < old.length; i++) {
      IpAddress address = old[i];
      if (address != null) {
        put(oldBits[i], address);
      }
    }
  }
}
