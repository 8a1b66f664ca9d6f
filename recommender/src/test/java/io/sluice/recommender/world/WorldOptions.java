package io.sluice.recommender.world;

import java.time.Duration;
import java.time.Instant;

/**
 * What a world is made from.
 *
 * @param seed the same seed and options make the same world
 * @param namespaces application namespaces, beside those of the cluster, monitoring and ingress
 * @param window how long the traffic lasts; the last quarter comes after the logs end
 * @param engine word of {@code --engine}: its agents run in the cluster
 * @param network how pods get their addresses, which decides what network interfaces show
 * @param nodeLocalDns whether pods ask a resolver on their node
 * @param dualStack whether pods have IPv6 addresses as well
 */
public record WorldOptions(
    long seed,
    int namespaces,
    Duration window,
    String engine,
    Network network,
    boolean nodeLocalDns,
    boolean dualStack) {

  /** Where pod addresses come from. */
  public enum Network {
    /** Ranges of their own: what leaves the cluster shows the node's address. */
    OVERLAY,
    /** A subnet of the virtual network: pods show their own address everywhere in it. */
    POD_SUBNET
  }

  /** When every world begins: a Monday. */
  public static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

  /** A world with Cilium on an overlay network. */
  public static WorldOptions of(long seed, int namespaces, Duration window) {
    return new WorldOptions(seed, namespaces, window, "cilium", Network.OVERLAY, false, false);
  }

  /** The same with another engine. */
  public WorldOptions withEngine(String word) {
    return new WorldOptions(seed, namespaces, window, word, network, nodeLocalDns, dualStack);
  }

  /** The same with another network. */
  public WorldOptions withNetwork(Network other) {
    return new WorldOptions(seed, namespaces, window, engine, other, nodeLocalDns, dualStack);
  }

  /** The same with a resolver on every node. */
  public WorldOptions withNodeLocalDns() {
    return new WorldOptions(seed, namespaces, window, engine, network, true, dualStack);
  }

  /** The same with IPv6 beside IPv4. */
  public WorldOptions withDualStack() {
    return new WorldOptions(seed, namespaces, window, engine, network, nodeLocalDns, true);
  }

  /** When logs and snapshot end, and policies are proposed. */
  public Instant split() {
    return START.plusMillis(window.toMillis() / 4 * 3);
  }

  /** When the world ends. */
  public Instant end() {
    return START.plus(window);
  }
}
