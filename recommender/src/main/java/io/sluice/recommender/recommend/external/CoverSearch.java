package io.sluice.recommender.recommend.external;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks that hold addresses of one family and open the fewest others, for every number
 * of blocks at once.
 *
 * <p>The addresses are the leaves of a binary trie whose inner nodes are the smallest blocks that
 * hold two of them or more; no other block can be part of a best cover. At a node, the best cover
 * by <i>n</i> blocks is the node's own block ({@code n = 1}), or the best that its two sides do
 * with <i>i</i> and <i>n - i</i>. So one pass from the leaves up finds the optimum exactly, in time
 * proportional to addresses times blocks. Of covers that open equally much the one that gives the
 * lower side fewer blocks is taken, so the answer depends on nothing but the addresses.
 */
public final class CoverSearch {
  private final List<IpAddress> addresses;
  private final int most;
  private final CoverBounds bounds;
  private final Node root;

  /**
   * A node of the trie.
   *
   * @param low its lower side, null at a leaf
   * @param high its upper side, null at a leaf
   * @param cut its own block, null where that may not be opened
   * @param opened addresses opened by n blocks, at n - 1; null where n blocks cannot do it
   * @param lowShare how many of n blocks the lower side has, at n - 1; 0 for the own block
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared and never handed out.
  private record Node(
      @Nullable Node low,
      @Nullable Node high,
      @Nullable Cut cut,
      @Nullable BigInteger[] opened,
      int[] lowShare) {}

  /**
   * Searches.
   *
   * @param addresses at least one, of one family, none of which is in the closed space
   * @param most the largest number of blocks that will be asked for
   */
  public CoverSearch(Collection<IpAddress> addresses, int most, CoverBounds bounds) {
    this.addresses = new ArrayList<>(new TreeSet<>(addresses));
    this.most = most;
    this.bounds = bounds;
    if (this.addresses.isEmpty() || most < 1) {
      throw new IllegalArgumentException("nothing to cover, or nothing to cover it with");
    }
    this.root = build(0, this.addresses.size() - 1);
  }

  /** Addresses opened and never seen, by {@code n} blocks at n - 1; null where n cannot do it. */
  @Nullable BigInteger[] unseen() {
    BigInteger seen = BigInteger.valueOf(addresses.size());
    return Arrays.stream(root.opened())
        .map(opened -> opened == null ? null : opened.subtract(seen))
        .toArray(BigInteger[]::new);
  }

  /** The best cover by exactly so many blocks. */
  AddressCovers.Cover cover(int count) {
    List<Cut> blocks = new ArrayList<>();
    collect(root, count, blocks);
    BigInteger opened = blocks.stream().map(Cut::opened).reduce(BigInteger.ZERO, BigInteger::add);
    return new AddressCovers.Cover(blocks, opened.subtract(BigInteger.valueOf(addresses.size())));
  }

  private static void collect(@Nullable Node node, int count, List<Cut> blocks) {
    if (node == null || node.opened()[count - 1] == null) {
      throw new IllegalArgumentException("no cover by " + count + " blocks");
    }
    int low = node.lowShare()[count - 1];
    if (low > 0) {
      collect(node.low(), low, blocks);
      collect(node.high(), count - low, blocks);
    } else if (node.cut() != null) {
      blocks.add(node.cut());
    }
  }

  private Node build(int from, int to) {
    IpAddress first = addresses.get(from);
    if (from == to) {
      Cut alone = new Cut(Cidr.of(first), List.of());
      return new Node(null, null, alone, new BigInteger[] {BigInteger.ONE}, new int[1]);
    }
    int length = commonPrefix(first, addresses.get(to));
    int middle = firstOfUpperSide(from, to, length);
    return join(new Cidr(first, length), build(from, middle - 1), build(middle, to));
  }

  private Node join(Cidr block, Node low, Node high) {
    int leaves = Math.min(most, low.opened().length + high.opened().length);
    @Nullable BigInteger[] opened = new BigInteger[leaves];
    int[] lowShare = new int[leaves];
    Cut cut = bounds.permit(block).orElse(null);
    if (cut != null) {
      opened[0] = cut.opened();
    }
    for (int i = 1; i <= low.opened().length; i++) {
      for (int j = 1; j <= high.opened().length && i + j <= leaves; j++) {
        BigInteger left = low.opened()[i - 1];
        BigInteger right = high.opened()[j - 1];
        if (left != null && right != null) {
          offer(opened, lowShare, i, j, left.add(right));
        }
      }
    }
    return new Node(low, high, cut, opened, lowShare);
  }

  private static void offer(
      @Nullable BigInteger[] opened, int[] lowShare, int i, int j, BigInteger sum) {
    BigInteger before = opened[i + j - 1];
    if (before == null || sum.compareTo(before) < 0) {
      opened[i + j - 1] = sum;
      lowShare[i + j - 1] = i;
    }
  }

  /** The first address between two places that has a one behind a common prefix. */
  private int firstOfUpperSide(int from, int to, int length) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bit(addresses.get(middle), length)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean bit(IpAddress address, int index) {
    int fromRight = address.bitLength() - 1 - index;
    long word = fromRight < 64 ? address.low() : address.high();
    return (word >>> (fromRight % 64) & 1) != 0;
  }

  private static int commonPrefix(IpAddress a, IpAddress b) {
    int inHigh = Long.numberOfLeadingZeros(a.high() ^ b.high());
    int inLow = Long.numberOfLeadingZeros(a.low() ^ b.low());
    if (!a.v6()) {
      return inLow - 32;
    }
    return inHigh < 64 ? inHigh : 64 + inLow;
  }
}
