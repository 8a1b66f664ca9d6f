package io.sluice.recommender.world;

/** Who stands at an end of a true edge. */
public sealed interface TrueParty {
  /** All pods of a workload. */
  record OfWorkload(WorldWorkload workload) implements TrueParty {
    @Override
    public String toString() {
      return workload.title();
    }
  }

  /** A node. */
  record OfNode(WorldNode node) implements TrueParty {
    @Override
    public String toString() {
      return "node " + node.name();
    }
  }

  /** An address outside the cluster. */
  record OfAddress(String address) implements TrueParty {
    @Override
    public String toString() {
      return address;
    }
  }

  /** The party that a spot belongs to. */
  static TrueParty of(Spot spot) {
    if (spot instanceof Spot.OfPod of) {
      return new OfWorkload(of.pod().workload());
    }
    return spot instanceof Spot.OfNode of
        ? new OfNode(of.node())
        : new OfAddress(((Spot.OfAddress) spot).address());
  }
}
