package io.sluice.recommender.example;

import java.util.Optional;

/**
 * One end of a conversation.
 *
 * @param ip its address
 * @param pod the pod, where it is one with a network of its own
 * @param node the node that it is or runs on; empty outside the cluster
 */
record End(String ip, Optional<ExamplePod> pod, Optional<ExampleNode> node) {
  static End of(ExamplePod pod) {
    return new End(pod.ip(), Optional.of(pod), Optional.of(pod.node()));
  }

  /** The node itself: its kubelet, or a pod on its network. */
  static End of(ExampleNode node) {
    return new End(node.ip(), Optional.empty(), Optional.of(node));
  }

  /** An address outside the cluster. */
  static End of(String ip) {
    return new End(ip, Optional.empty(), Optional.empty());
  }

  boolean isPod() {
    return pod.isPresent();
  }

  boolean sameNodeAs(End other) {
    return node.isPresent() && node.equals(other.node);
  }
}
