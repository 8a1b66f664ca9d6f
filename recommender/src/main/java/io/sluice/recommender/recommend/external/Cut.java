package io.sluice.recommender.recommend.external;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import java.math.BigInteger;
import java.util.List;

/**
 * A block without the ranges that are cut out of it.
 *
 * @param cidr the block
 * @param except disjoint ranges inside it, sorted
 */
public record Cut(Cidr cidr, List<Cidr> except) {
  public Cut {
    except = List.copyOf(except);
  }

  /** The addresses that it opens. */
  BigInteger opened() {
    return except.stream().map(Cut::size).reduce(size(cidr), BigInteger::subtract);
  }

  /** The addresses that it opens besides so many that were seen in it. */
  public BigInteger unseen(int seen) {
    return opened().subtract(BigInteger.valueOf(seen));
  }

  public boolean holds(IpAddress address) {
    return peer().holds(address);
  }

  public PolicyPeer.IpBlock peer() {
    return new PolicyPeer.IpBlock(cidr, except);
  }

  /** How many addresses a block has. */
  public static BigInteger size(Cidr cidr) {
    return BigInteger.ONE.shiftLeft(cidr.base().bitLength() - cidr.prefixLength());
  }
}
