package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.UnknownReason;

/** Who had an address at a time. */
public sealed interface Holder {
  /** A pod with a network of its own. */
  record OfPod(Pod pod) implements Holder {}

  /** A node, or the hostNetwork pods on it; also where a Service claims the node's address. */
  record OfNode(Node node) implements Holder {}

  /** A Service's cluster, external or load balancer address; backends are asked for by port. */
  record OfService(Service service) implements Holder {}

  /** A public address that nobody in the cluster has. */
  record Outside() implements Holder {}

  /**
   * A private address of nobody, or one that several may have had.
   *
   * @param rivals who may have had it, as {@code shop/a or shop/b}; or ""
   */
  record Nobody(UnknownReason reason, String rivals) implements Holder {
    Nobody(UnknownReason reason) {
      this(reason, "");
    }
  }
}
