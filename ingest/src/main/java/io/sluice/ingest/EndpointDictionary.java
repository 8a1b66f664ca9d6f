package io.sluice.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each distinct {@link Endpoint} a small id, in order of first sight. A log may have hundreds
 * of thousands of them, so each takes little beside itself. One thread's.
 */
public final class EndpointDictionary {
  private static final int FREE = -1;

  private final List<Endpoint> endpoints = new ArrayList<>();

  /** Hashes of the endpoints, by id. */
  private int[] hashes = new int[32];

  /** Ids by hash, open addressing. */
  private int[] slots = free(64);

  private final HostNames hostNames = new HostNames();

  private static int[] free(int count) {
    int[] slots = new int[count];
    Arrays.fill(slots, FREE);
    return slots;
  }

  /** What the log calls addresses. */
  public HostNames hostNames() {
    return hostNames;
  }

  /** The id of an endpoint, new if it was never seen. */
  public int intern(Endpoint endpoint) {
    int hash = endpoint.hashCode();
    int slot = slot(hash);
    while (slots[slot] != FREE) {
      int id = slots[slot];
      if (hashes[id] == hash && endpoints.get(id).equals(endpoint)) {
        return id;
      }
      slot = slot + 1 & slots.length - 1;
    }
    int id = endpoints.size();
    endpoints.add(endpoint);
    if (2 * endpoints.size() > slots.length) {
      grow();
    }
    hashes[id] = hash;
    place(id);
    return id;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E37_79B9;
    return (mixed ^ mixed >>> 16) & slots.length - 1;
  }

  private void place(int id) {
    int slot = slot(hashes[id]);
    while (slots[slot] != FREE) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = id;
  }

  private void grow() {
    slots = free(2 * slots.length);
    hashes = Arrays.copyOf(hashes, slots.length / 2);
    for (int id = 0; id < endpoints.size() - 1; id++) {
      place(id);
    }
  }

  /** The id of an end of which only the address is known. */
  public int intern(IpAddress address) {
    return intern(Endpoint.of(address));
  }

  /** The endpoint of an id that this dictionary gave. */
  public Endpoint get(int id) {
    return endpoints.get(id);
  }

  public int size() {
    return endpoints.size();
  }
}
