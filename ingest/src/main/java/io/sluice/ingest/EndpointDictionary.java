package io.sluice.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each distinct {@link Endpoint} a small id, in order of first sight. One thread's. */
public final class EndpointDictionary {
  private final Map<Endpoint, Integer> ids = new HashMap<>();
  private final Map<IpAddress, Integer> addressIds = new HashMap<>();
  private final List<Endpoint> endpoints = new ArrayList<>();

  private final HostNames hostNames = new HostNames();

  /** What the log calls addresses. */
  public HostNames hostNames() {
    return hostNames;
  }

  /** The id of an endpoint, new if it was never seen. */
  public int intern(Endpoint endpoint) {
    Integer known = ids.get(endpoint);
    if (known != null) {
      return known;
    }
    int id = endpoints.size();
    endpoints.add(endpoint);
    ids.put(endpoint, id);
    return id;
  }

  /** The id of an end of which only the address is known. */
  public int intern(IpAddress address) {
    Integer known = addressIds.get(address);
    if (known != null) {
      return known;
    }
    int id = intern(Endpoint.of(address));
    addressIds.put(address, id);
    return id;
  }

  /** The endpoint of an id that this dictionary gave. */
  public Endpoint get(int id) {
    return endpoints.get(id);
  }

  public int size() {
    return endpoints.size();
  }
}
