package io.sluice.analyzer.attribute;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.IpAddress;
import java.util.Arrays;

/**
 * What the path of every record asks of an endpoint, in one word each: what its address is, whether
 * it is an observer's host, and which cluster it names.
 *
 * <p>HOT PATH: one array access per question, because endpoints may be a hundred thousand. One
 * thread's.
 */
final class EndpointFacts {
  /** A multicast, broadcast or unspecified address. */
  static final int GROUP = 1;

  static final int LOOPBACK = 2;

  /** An IPv6 address of the link or a group. */
  static final int LOCAL_V6 = 4;

  private static final int HOST = 8;
  private static final int ADDRESS = 16;
  private static final int KNOWN = 32;
  private static final int CLUSTER_AT = 8;
  private static final int HASH_AT = 32;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final EndpointDictionary endpoints;
  private final ClusterNumbers clusters;

  /**
   * By endpoint: flags in the lowest byte, the cluster's number as three bytes with a sign, half of
   * a hash of the address; 0 for what was not looked at.
   */
  private long[] facts = new long[64];

  EndpointFacts(EndpointDictionary endpoints, ClusterNumbers clusters) {
    this.endpoints = endpoints;
    this.clusters = clusters;
  }

  /** Of {@link #GROUP}, {@link #LOOPBACK} and {@link #LOCAL_V6} what it is. */
  int address(int endpoint) {
    return (int) of(endpoint) & (GROUP | LOOPBACK | LOCAL_V6);
  }

  /** Whether it is the host that the observer runs on. */
  boolean isHost(int endpoint) {
    return (of(endpoint) & HOST) != 0;
  }

  /** As {@link ClusterNumbers#named}. */
  int cluster(int endpoint) {
    return (int) of(endpoint) >> CLUSTER_AT;
  }

  /** Whether two have one address. */
  boolean isSameAddress(int one, int other) {
    long facts = of(one);
    if ((facts & ADDRESS) == 0 || (facts ^ of(other)) >>> HASH_AT != 0) {
      return false;
    }
    IpAddress address = endpoints.get(one).address();
    return address != null && address.equals(endpoints.get(other).address());
  }

  private long of(int endpoint) {
    if (endpoint >= facts.length) {
      facts = Arrays.copyOf(facts, Math.max(endpoint + 1, facts.length * 2));
    }
    if (facts[endpoint] == 0) {
      facts[endpoint] = look(endpoints.get(endpoint));
    }
    return facts[endpoint];
  }

  private long look(Endpoint endpoint) {
    int low = KNOWN | clusters.named(endpoint.cluster()) << CLUSTER_AT;
    low |= endpoint.identity() == Endpoint.Identity.HOST ? HOST : 0;
    IpAddress address = endpoint.address();
    if (address == null) {
      return Integer.toUnsignedLong(low);
    }
    boolean group = address.isMulticastOrBroadcast() || address.isUnspecified();
    low |= ADDRESS;
    low |= group ? GROUP : 0;
    low |= address.isLoopback() ? LOOPBACK : 0;
    low |= address.v6() && (group || address.isLinkLocal()) ? LOCAL_V6 : 0;
    long hash = (address.high() * MIX ^ address.low()) * MIX;
    return hash >>> HASH_AT << HASH_AT | Integer.toUnsignedLong(low);
  }
}
