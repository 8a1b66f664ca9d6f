package io.sluice.analyzer.policy;

import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Optional;

/** One entry of {@code from} or {@code to}. */
public sealed interface PolicyPeer extends Comparable<PolicyPeer> {
  /**
   * Pods by labels.
   *
   * @param namespaces namespaces by labels; empty means the policy's own
   * @param pods pods by labels; empty means all pods of those namespaces
   */
  record Pods(Optional<LabelSelector> namespaces, Optional<LabelSelector> pods)
      implements PolicyPeer {
    /** Refuses a peer without any field. */
    public Pods {
      if (namespaces.isEmpty() && pods.isEmpty()) {
        throw new IllegalArgumentException("a peer must set at least one field");
      }
    }

    @Override
    public String toString() {
      return namespaces.map(s -> "namespaces " + s + (pods.isPresent() ? " and " : "")).orElse("")
          + pods.map(s -> "pods " + s).orElse("");
    }
  }

  /**
   * Addresses.
   *
   * @param cidr the block
   * @param except blocks cut out of it, sorted; they cut only this peer
   */
  record IpBlock(Cidr cidr, List<Cidr> except) implements PolicyPeer {
    /** Sorts the exceptions. */
    public IpBlock {
      except = except.stream().sorted().distinct().toList();
    }

    /**
     * Whether an address is in the block and in none of its exceptions.
     *
     * <p>HOT PATH: for every address that a rule is asked about.
     */
    public boolean holds(IpAddress address) {
      if (!cidr.contains(address)) {
        return false;
      }
      for (int i = 0; i < except.size(); i++) {
        if (except.get(i).contains(address)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return "ipBlock " + cidr + (except.isEmpty() ? "" : " except " + except);
    }
  }

  @Override
  default int compareTo(PolicyPeer other) {
    int byKind = Boolean.compare(this instanceof IpBlock, other instanceof IpBlock);
    if (byKind != 0) {
      return byKind;
    }
    if (this instanceof IpBlock a && other instanceof IpBlock b) {
      int byCidr = a.cidr.compareTo(b.cidr);
      return byCidr != 0 ? byCidr : a.except.toString().compareTo(b.except.toString());
    }
    return toString().compareTo(other.toString());
  }
}
