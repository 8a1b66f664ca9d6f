package io.sluice.recommender.recommend;

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
  /**
   * More ipBlocks than this in one policy can make Azure NPM reapply a node's rules
   * (https://learn.microsoft.com/azure/aks/use-network-policies).
   */
  static final int NPM_IP_BLOCKS = 4;

  private boolean npm() {
    return profile.name().startsWith("npm");
  }

  private boolean npmWindows() {
    return profile.name().equals("npm-windows");
  }

  /** Whether an ipBlock may hold an address of this family. */
  boolean family(IpAddress address) {
    return !(npm() && address.v6());
  }

  /** Whether a port may have this protocol. */
  boolean protocol(Protocol protocol) {
    return !(npmWindows() && protocol == Protocol.SCTP);
  }

  /** Whether an ipBlock may have exceptions. */
  boolean except() {
    return !npmWindows();
  }

  /** Whether selectors may say NotIn and DoesNotExist. */
  boolean negativeSelectors() {
    return !npmWindows();
  }

  /** Whether a policy of so many ipBlocks is a risk. */
  boolean tooManyIpBlocks(long ipBlocks) {
    return npm() && ipBlocks > NPM_IP_BLOCKS;
  }
}
