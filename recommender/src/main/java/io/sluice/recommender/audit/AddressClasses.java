package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.ingest.IpAddress;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which addresses no policy can tell apart: those that the same blocks of its ipBlocks hold. */
public final class AddressClasses {
  private final List<Cidr> blocks;

  private AddressClasses(List<Cidr> blocks) {
    this.blocks = blocks;
  }

  /** The classes that the ipBlocks of these policies make. */
  public static AddressClasses toldApartBy(Collection<PolicySet> sets) {
    TreeSet<Cidr> blocks = new TreeSet<>();
    for (PolicySet set : sets) {
      for (NetworkPolicy policy : set.policies()) {
        for (Direction direction : Direction.values()) {
          policy.rules(direction).forEach(rule -> collect(rule, blocks));
        }
      }
    }
    return new AddressClasses(List.copyOf(blocks));
  }

  private static void collect(PolicyRule rule, Set<Cidr> blocks) {
    for (PolicyPeer peer : rule.peers()) {
      if (peer instanceof PolicyPeer.IpBlock block) {
        blocks.add(block.cidr());
        blocks.addAll(block.except());
      }
    }
  }

  /** The class of an end with these addresses; equal for ends that no ipBlock tells apart. */
  public List<BitSet> of(Collection<IpAddress> addresses) {
    return addresses.stream().sorted().map(this::holding).toList();
  }

  /**
   * Addresses of a range of which one stands for each that no ipBlock tells apart: every stretch
   * begins at the range's or a block's first address, or right behind a block's last one.
   */
  public List<IpAddress> samplesIn(Cidr range) {
    TreeSet<IpAddress> samples = new TreeSet<>();
    samples.add(range.base());
    for (Cidr block : blocks) {
      if (range.contains(block)) {
        samples.add(block.base());
      }
      behind(block).filter(range::contains).ifPresent(samples::add);
    }
    return List.copyOf(samples);
  }

  /** The address that follows a block's last one; empty behind the last of all. */
  private static Optional<IpAddress> behind(Cidr block) {
    IpAddress base = block.base();
    int free = base.bitLength() - block.prefixLength();
    if (!base.v6()) {
      long next = base.low() + (1L << free);
      return next >>> 32 == 0 ? Optional.of(new IpAddress(false, 0, next)) : Optional.empty();
    }
    long low = free >= 64 ? base.low() : base.low() + (1L << free);
    long carry = free >= 64 ? 0 : Long.compareUnsigned(low, base.low()) < 0 ? 1 : 0;
    long high = free >= 128 ? 0 : base.high() + (free >= 64 ? 1L << (free - 64) : carry);
    boolean last = free >= 128 || Long.compareUnsigned(high, base.high()) < 0;
    return last ? Optional.empty() : Optional.of(new IpAddress(true, high, low));
  }

  private BitSet holding(IpAddress address) {
    BitSet holding = new BitSet();
    // The family counts too: a rule for everybody in IPv4 leaves IPv6 closed.
    holding.set(blocks.size(), address.v6());
    for (int i = 0; i < blocks.size(); i++) {
      holding.set(i, blocks.get(i).contains(address));
    }
    return holding;
  }
}
