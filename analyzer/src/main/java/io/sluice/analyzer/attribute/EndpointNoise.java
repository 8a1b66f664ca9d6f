package io.sluice.analyzer.attribute;

import io.sluice.ingest.Flow;
import io.sluice.ingest.Outcome;

/** Sorts out records whose addresses alone show that they are no traffic between two parties. */
final class EndpointNoise {
  private static final int ICMP_V6 = 58;

  private final EndpointFacts facts;

  EndpointNoise(EndpointFacts facts) {
    this.facts = facts;
  }

  /** Why a record is none, or {@link Outcome#USED} where its addresses are ordinary. */
  Outcome of(Flow flow) {
    int all = facts.address(flow.source) | facts.address(flow.destination);
    if (flow.protocol == ICMP_V6 && (all & EndpointFacts.LOCAL_V6) != 0) {
      return Outcome.LINK_LOCAL_NOISE;
    }
    if ((all & EndpointFacts.GROUP) != 0) {
      return Outcome.MULTICAST;
    }
    return (all & EndpointFacts.LOOPBACK) != 0 || facts.isSameAddress(flow.source, flow.destination)
        ? Outcome.LOOPBACK
        : Outcome.USED;
  }
}
