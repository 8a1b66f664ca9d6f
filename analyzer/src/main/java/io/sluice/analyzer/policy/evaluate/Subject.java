package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.ingest.IpAddress;

/** One end of a connection, as a policy sees it. */
public sealed interface Subject {
  /** A pod; a hostNetwork pod has no rules of its own. */
  record OfPod(Pod pod) implements Subject {
    @Override
    public String toString() {
      return pod.title();
    }
  }

  /** A node itself. */
  record OfNode(Node node) implements Subject {
    @Override
    public String toString() {
      return "node " + node.name();
    }
  }

  /**
   * An end that nobody knows. It is taken to be neither the other end nor the node of the other
   * end, both of which are known.
   *
   * @param reason why it is not known, for people
   */
  record Unknown(String reason) implements Subject {
    @Override
    public String toString() {
      return "an unknown end";
    }
  }

  /** An address that is neither pod nor node. */
  record OfAddress(IpAddress address) implements Subject {
    @Override
    public String toString() {
      return address.toString();
    }
  }
}
