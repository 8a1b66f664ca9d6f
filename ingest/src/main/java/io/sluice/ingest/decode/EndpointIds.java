package io.sluice.ingest.decode;

import io.sluice.ingest.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the endpoints that one end is with different addresses: a pod has one or two, the
 * world has many.
 *
 * <p>HOT PATH: asked twice for every record. Allocates only for an address that is new to the end.
 * One thread's. Oracle: {@code FastHubbleOracleTest}; benchmark: {@code DecoderBenchmark}.
 */
final class EndpointIds {
  /** No endpoint is known yet. */
  static final int NONE = -1;

  private int withoutAddress = NONE;
  private @Nullable IpAddress[] addresses = new @Nullable IpAddress[2];
  private int[] ids = new int[2];
  private int count;

  /** The id of the end with an address or with none. */
  int get(@Nullable IpAddress address) {
    if (address == null) {
      return withoutAddress;
    }
    int slot = slot(addresses, address);
    return addresses[slot] == null ? NONE : ids[slot];
  }

  void put(@Nullable IpAddress address, int id) {
    if (address == null) {
      withoutAddress = id;
      return;
    }
    if (2 * count >= addresses.length) {
      grow();
    }
    int slot = slot(addresses, address);
    count += addresses[slot] == null ? 1 : 0;
    addresses[slot] = address;
    ids[slot] = id;
  }

  private void grow() {
    @Nullable IpAddress[] old = addresses;
    int[] oldIds = ids;
    addresses = new @Nullable IpAddress[2 * old.length];
    ids = new int[2 * old.length];
    for (int i = 0; i < old.length; i++) {
      IpAddress address = old[i];
      if (address != null) {
        int slot = slot(addresses, address);
        addresses[slot] = address;
        ids[slot] = oldIds[i];
      }
    }
  }

  /** Where an address stands or could stand; less than all slots are taken. */
  private static int slot(@Nullable IpAddress[] table, IpAddress address) {
    long bits = (address.low() ^ Long.rotateLeft(address.high(), 23)) * 0x9E3779B97F4A7C15L;
    int slot = (int) (bits >>> 40) & (table.length - 1);
    while (table[slot] != null && !address.equals(table[slot])) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
