package io.sluice.analyzer.attribute;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Outcome;
import java.util.Arrays;

/**
 * Sorts out records whose addresses alone show that they are no traffic between two parties.
 *
 * <p>HOT PATH: two array accesses per record. One thread's.
 */
final class EndpointNoise {
  private static final int ICMP_V6 = 58;
  private static final byte SEEN = 1;
  private static final byte GROUP = 2;
  private static final byte LOOPBACK = 4;
  private static final byte LOCAL_V6 = 8;

  private final EndpointDictionary endpoints;
  private byte[] traits = new byte[64];

  EndpointNoise(EndpointDictionary endpoints) {
    this.endpoints = endpoints;
  }

  /** Why a record is none, or {@link Outcome#USED} where its addresses are ordinary. */
  Outcome of(Flow flow) {
    int all = traits(flow.source) | traits(flow.destination);
    if (flow.protocol == ICMP_V6 && (all & LOCAL_V6) != 0) {
      return Outcome.LINK_LOCAL_NOISE;
    }
    if ((all & GROUP) != 0) {
      return Outcome.MULTICAST;
    }
    return (all & LOOPBACK) != 0 || isSameAddress(flow) ? Outcome.LOOPBACK : Outcome.USED;
  }

  private boolean isSameAddress(Flow flow) {
    if (flow.source == flow.destination) {
      return endpoints.get(flow.source).address() != null;
    }
    IpAddress source = endpoints.get(flow.source).address();
    return source != null && source.equals(endpoints.get(flow.destination).address());
  }

  private byte traits(int endpoint) {
    if (endpoint >= traits.length) {
      traits = Arrays.copyOf(traits, Math.max(endpoint + 1, traits.length * 2));
    }
    if (traits[endpoint] == 0) {
      traits[endpoint] = look(endpoints.get(endpoint));
    }
    return traits[endpoint];
  }

  private static byte look(Endpoint endpoint) {
    IpAddress address = endpoint.address();
    int found = SEEN;
    if (address != null) {
      boolean group = address.isMulticastOrBroadcast() || address.isUnspecified();
      found |= group ? GROUP : 0;
      found |= address.isLoopback() ? LOOPBACK : 0;
      found |= address.v6() && (group || address.isLinkLocal()) ? LOCAL_V6 : 0;
    }
    return (byte) found;
  }
}
