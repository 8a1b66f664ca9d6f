package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * A prefix trie of ipBlocks: one walk along the bits of an address finds all blocks that hold it.
 */
final class BlockTrie {
  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final Node v4 = new Node();
  private final Node v6 = new Node();

  /** A prefix: the blocks that begin here and those whose exceptions do. */
  private static final class Node {
    final @Nullable Node[] children = new Node[2];
    final List<Integer> blocks = new ArrayList<>();
    final List<Integer> exceptions = new ArrayList<>();
    @Nullable RoaringBitmap answer;
  }

  /** A trie of these blocks, which are numbered as they stand in the list. */
  BlockTrie(List<PolicyPeer.IpBlock> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      at(blocks.get(i).cidr()).blocks.add(i);
      for (Cidr except : blocks.get(i).except()) {
        at(except).exceptions.add(i);
      }
    }
  }

  /**
   * Numbers of the blocks that hold an address outside their exceptions. Addresses with the same
   * answer often share the bitmap, so nobody may change it.
   */
  RoaringBitmap holding(IpAddress address) {
    List<Node> path = path(address);
    Node last = path.get(path.size() - 1);
    RoaringBitmap known = last.answer;
    if (known == null) {
      known = collect(path);
      last.answer = known;
    }
    return known;
  }

  private static RoaringBitmap collect(List<Node> path) {
    RoaringBitmap holding = new RoaringBitmap();
    path.forEach(node -> node.blocks.forEach(holding::add));
    path.forEach(node -> node.exceptions.forEach(holding::remove));
    return holding.isEmpty() ? NONE : holding;
  }

  /** The nodes of the address's prefixes, from the shortest to the longest there is. */
  private List<Node> path(IpAddress address) {
    List<Node> path = new ArrayList<>();
    Node node = address.v6() ? v6 : v4;
    for (int depth = 0; node != null; depth++) {
      path.add(node);
      node = depth < address.bitLength() ? node.children[bit(address, depth)] : null;
    }
    return path;
  }

  private Node at(Cidr cidr) {
    Node node = cidr.base().v6() ? v6 : v4;
    for (int depth = 0; depth < cidr.prefixLength(); depth++) {
      int bit = bit(cidr.base(), depth);
      Node child = node.children[bit];
      if (child == null) {
        child = new Node();
        node.children[bit] = child;
      }
      node = child;
    }
    return node;
  }

  /** The bit after the first {@code depth} ones. */
  private static int bit(IpAddress address, int depth) {
    int fromRight = address.bitLength() - 1 - depth;
    long word = fromRight < 64 ? address.low() : address.high();
    return (int) (word >>> (fromRight & 63)) & 1;
  }
}
