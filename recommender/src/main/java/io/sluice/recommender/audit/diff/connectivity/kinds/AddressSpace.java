package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All addresses, cut where the ipBlocks of some policies begin and end.
 *
 * <p>Blocks either nest or are apart, so they form a tree. Block {@code i} without the blocks
 * inside it is atom {@code i}: no ipBlock tells two addresses of an atom apart. Atoms that the same
 * ipBlocks hold are one kind.
 */
public final class AddressSpace {
  private static final Cidr EVERY_V4 = Cidr.parse("0.0.0.0/0").orElseThrow();
  private static final Cidr EVERY_V6 = Cidr.parse("::/0").orElseThrow();

  /**
   * Addresses that no ipBlock tells apart.
   *
   * @param sample one of them
   * @param atoms their atoms
   */
  public record Kind(IpAddress sample, BitSet atoms) {}

  private final List<Cidr> blocks;
  private final List<List<Integer>> children = new ArrayList<>();
  private final List<Integer> roots = new ArrayList<>();
  private final List<Optional<IpAddress>> samples = new ArrayList<>();
  private final List<Kind> kinds;

  private AddressSpace(List<Cidr> sorted, Collection<PolicyPeer.IpBlock> peers) {
    this.blocks = sorted;
    nest();
    for (int i = 0; i < blocks.size(); i++) {
      List<Cidr> inside = children.get(i).stream().map(blocks::get).toList();
      samples.add(AddressSample.in(blocks.get(i), inside));
    }
    this.kinds = kinds(peers);
  }

  /**
   * The addresses as these policies cut them.
   *
   * @param v6 whether IPv6 counts although no block names it
   */
  static AddressSpace of(Collection<PolicySet> sets, boolean v6) {
    Set<PolicyPeer.IpBlock> peers = peers(sets);
    boolean named = peers.stream().anyMatch(peer -> peer.cidr().base().v6());
    return of(peers, v6 || named ? List.of(EVERY_V4, EVERY_V6) : List.of(EVERY_V4));
  }

  /** The same of one family alone. */
  static AddressSpace of(Collection<PolicySet> sets, AddressFamily family) {
    Set<PolicyPeer.IpBlock> peers = peers(sets);
    peers.removeIf(peer -> AddressFamily.of(peer.cidr().base()) != family);
    return of(peers, List.of(family == AddressFamily.IPV6 ? EVERY_V6 : EVERY_V4));
  }

  private static AddressSpace of(Collection<PolicyPeer.IpBlock> peers, Collection<Cidr> every) {
    TreeSet<Cidr> blocks = new TreeSet<>(every);
    for (PolicyPeer.IpBlock peer : peers) {
      blocks.add(peer.cidr());
      peer.except().stream().filter(peer.cidr()::contains).forEach(blocks::add);
    }
    return new AddressSpace(List.copyOf(blocks), peers);
  }

  private static Set<PolicyPeer.IpBlock> peers(Collection<PolicySet> sets) {
    Set<PolicyPeer.IpBlock> peers = new TreeSet<>();
    for (PolicySet set : sets) {
      for (NetworkPolicy policy : set.policies()) {
        for (Direction direction : policy.isolates()) {
          policy.rules(direction).forEach(rule -> collect(rule, peers));
        }
      }
    }
    return peers;
  }

  private static void collect(PolicyRule rule, Set<PolicyPeer.IpBlock> peers) {
    for (PolicyPeer peer : rule.peers()) {
      if (peer instanceof PolicyPeer.IpBlock block) {
        peers.add(block);
      }
    }
  }

  /** In their order a block comes right before those inside it. */
  private void nest() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < blocks.size(); i++) {
      children.add(new ArrayList<>());
      while (!open.isEmpty() && !blocks.get(open.peek()).contains(blocks.get(i))) {
        open.pop();
      }
      (open.isEmpty() ? roots : children.get(open.peek())).add(i);
      open.push(i);
    }
  }

  private List<Kind> kinds(Collection<PolicyPeer.IpBlock> peers) {
    Map<BitSet, Kind> byHolders = new LinkedHashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      if (samples.get(i).isPresent()) {
        IpAddress sample = samples.get(i).get();
        BitSet holders = holders(sample, peers);
        byHolders.computeIfAbsent(holders, h -> new Kind(sample, new BitSet())).atoms().set(i);
      }
    }
    return List.copyOf(byHolders.values());
  }

  private static BitSet holders(IpAddress address, Collection<PolicyPeer.IpBlock> peers) {
    BitSet holders = new BitSet();
    holders.set(0, address.v6());
    int number = 1;
    for (PolicyPeer.IpBlock peer : peers) {
      holders.set(number++, peer.holds(address));
    }
    return holders;
  }

  /** All addresses, in classes. */
  public List<Kind> kinds() {
    return kinds;
  }

  /** Atoms in as few blocks as their own cuts allow. */
  public List<PolicyPeer.IpBlock> described(BitSet atoms) {
    List<PolicyPeer.IpBlock> described = new ArrayList<>();
    roots.forEach(root -> describe(root, atoms, described));
    return described;
  }

  /** Whether atoms are all addresses that there are. */
  public boolean isEverything(BitSet atoms) {
    return roots.stream().allMatch(root -> isWhole(root, atoms));
  }

  private void describe(int block, BitSet atoms, List<PolicyPeer.IpBlock> to) {
    if (isWhole(block, atoms)) {
      to.add(new PolicyPeer.IpBlock(blocks.get(block), List.of()));
      return;
    }
    List<Integer> notWhole =
        children.get(block).stream().filter(child -> !isWhole(child, atoms)).toList();
    if (atoms.get(block)) {
      List<Cidr> except = notWhole.stream().map(blocks::get).toList();
      to.add(new PolicyPeer.IpBlock(blocks.get(block), except));
      notWhole.forEach(child -> describe(child, atoms, to));
    } else {
      children.get(block).forEach(child -> describe(child, atoms, to));
    }
  }

  private boolean isWhole(int block, BitSet atoms) {
    boolean own = samples.get(block).isEmpty() || atoms.get(block);
    return own && children.get(block).stream().allMatch(child -> isWhole(child, atoms));
  }
}
