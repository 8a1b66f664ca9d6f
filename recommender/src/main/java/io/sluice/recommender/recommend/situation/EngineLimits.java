package io.sluice.recommender.recommend.situation;

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
public record EngineLimits(EngineProfile profile) {
  /** Whether an ipBlock may hold an address of this family. */
  public boolean family(IpAddress address) {
    return !(address.v6() && lacks(EngineFeature.IPV6));
  }

  /** Whether a port may have this protocol. */
  public boolean protocol(Protocol protocol) {
    return !(protocol == Protocol.SCTP && lacks(EngineFeature.SCTP));
  }

  /** Whether an ipBlock may have exceptions. */
  public boolean except() {
    return !lacks(EngineFeature.EXCEPT);
  }

  /** Whether selectors may say NotIn and DoesNotExist. */
  public boolean negativeSelectors() {
    return !lacks(EngineFeature.NEGATIVE_SELECTOR);
  }

  /** Whether a port may be a range; where not, its first port alone would count. */
  public boolean portRanges() {
    return profile.ports().ranges();
  }

  /** Whether a policy of so many ipBlocks is a risk. */
  public boolean tooManyIpBlocks(long ipBlocks) {
    return ipBlocks > mostIpBlocks();
  }

  /** The most ipBlocks in one policy that are none. */
  public int mostIpBlocks() {
    return profile.limits().ipBlocksPerPolicy();
  }

  private boolean lacks(EngineFeature feature) {
    return profile.gaps().features().contains(feature);
  }
}
