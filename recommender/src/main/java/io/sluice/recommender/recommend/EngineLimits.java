package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.EngineFeature;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;

/**
 * What an engine cannot carry out, so that a proposal must do without it: an engine that meets such
 * a policy drops the whole of it (Azure NPM) and leaves the pods open.
 *
 * @param profile the engine
 */
record EngineLimits(EngineProfile profile) {
  /** Whether an ipBlock may hold an address of this family. */
  boolean family(IpAddress address) {
    return !(address.v6() && lacks(EngineFeature.IPV6));
  }

  /** Whether a port may have this protocol. */
  boolean protocol(Protocol protocol) {
    return !(protocol == Protocol.SCTP && lacks(EngineFeature.SCTP));
  }

  /** Whether an ipBlock may have exceptions. */
  boolean except() {
    return !lacks(EngineFeature.EXCEPT);
  }

  /** Whether selectors may say NotIn and DoesNotExist. */
  boolean negativeSelectors() {
    return !lacks(EngineFeature.NEGATIVE_SELECTOR);
  }

  /** Whether a policy of so many ipBlocks is a risk. */
  boolean tooManyIpBlocks(long ipBlocks) {
    return ipBlocks > mostIpBlocks();
  }

  /** The most ipBlocks in one policy that are none. */
  int mostIpBlocks() {
    return profile.limits().ipBlocksPerPolicy();
  }

  private boolean lacks(EngineFeature feature) {
    return profile.gaps().features().contains(feature);
  }
}
