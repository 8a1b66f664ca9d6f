package io.sluice.recommender.world;

import java.util.Optional;

/** Where one end of an attempt stands. */
public sealed interface Spot {
  /** A pod with an address of its own. */
  record OfPod(WorldPod pod) implements Spot {
    @Override
    public String toString() {
      return pod.title();
    }
  }

  /** A node: kubelet, hostNetwork pod or an address that a load balancer put in. */
  record OfNode(WorldNode node) implements Spot {
    @Override
    public String toString() {
      return node.name();
    }
  }

  /** An address that is neither. */
  record OfAddress(String address) implements Spot {
    @Override
    public String toString() {
      return address;
    }
  }

  /** The node that it is on. */
  default Optional<WorldNode> onNode() {
    if (this instanceof OfPod of) {
      return Optional.of(of.pod.node());
    }
    return this instanceof OfNode of ? Optional.of(of.node) : Optional.empty();
  }

  /** The pod, where it is one. */
  default Optional<WorldPod> asPod() {
    return this instanceof OfPod of ? Optional.of(of.pod) : Optional.empty();
  }

  /** Its address in one family. */
  default String address(boolean v6) {
    if (this instanceof OfPod of) {
      return of.pod.addresses().get(v6 ? 1 : 0);
    }
    return this instanceof OfNode of ? of.node.ip() : ((OfAddress) this).address;
  }
}
