package io.sluice.recommender.recommend.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.external.AddressCovers.Cover;
import io.sluice.recommender.recommend.external.AddressCovers.Listed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The smallest covers of addresses. */
class CoverSearchTest {
  private static final CoverBounds ANY = bounds(8, 32, false);

  private static CoverBounds bounds(int v4, int v6, boolean except, String... closed) {
    return new CoverBounds(
        v4,
        v6,
        except,
        ClosedSpace.of(Arrays.stream(closed).map(c -> Cidr.parse(c).orElseThrow()).toList()));
  }

  private static SortedSet<IpAddress> addresses(String... texts) {
    SortedSet<IpAddress> addresses = new TreeSet<>();
    for (String text : texts) {
      addresses.add(IpAddress.parse(text).orElseThrow());
    }
    return addresses;
  }

  private static Optional<Cover> cover(
      SortedSet<IpAddress> addresses, int most, CoverBounds bounds) {
    return AddressCovers.cover(List.of(List.of(new Listed(addresses, bounds))), most, most)
        .map(covers -> covers.get(0).get(0));
  }

  private static String text(Optional<Cover> cover) {
    return cover
        .map(c -> c.blocks().stream().map(b -> b.peer().toString()).toList() + " " + c.unseen())
        .orElse("none");
  }

  @Test
  void neighboursShareABlockBeforeStrangersDo() {
    SortedSet<IpAddress> seen =
        addresses("203.0.113.4", "203.0.113.7", "198.51.100.1", "192.0.2.9");

    assertThat(text(cover(seen, 3, ANY)))
        .isEqualTo("[ipBlock 192.0.2.9/32, ipBlock 198.51.100.1/32, ipBlock 203.0.113.4/30] 2");
  }

  @Test
  void addressesThatAreTooFarApartHaveNoCover() {
    assertThat(text(cover(addresses("203.0.113.4", "198.51.100.1"), 1, ANY))).isEqualTo("none");
    assertThat(text(cover(addresses("203.0.113.4", "203.0.114.4"), 1, bounds(24, 64, false))))
        .isEqualTo("none");
    assertThat(text(cover(addresses("2001:db8::1", "2001:db9::1"), 1, ANY))).isEqualTo("none");
  }

  @Test
  void addressesOfIpv6AreCountedInFull() {
    assertThat(text(cover(addresses("2001:db8::1", "2001:db8:0:1::1"), 1, ANY)))
        .isEqualTo(
            "[ipBlock 2001:db8::/63] " + BigInteger.ONE.shiftLeft(65).subtract(BigInteger.TWO));
  }

  @Test
  void whatIsClosedIsCutOutWhereTheEngineCanAndAvoidedWhereNot() {
    SortedSet<IpAddress> seen = addresses("20.0.0.1", "20.0.0.9", "20.0.1.1");

    assertThat(text(cover(seen, 1, bounds(16, 64, true, "20.0.0.128/25", "20.0.0.130/32"))))
        .isEqualTo("[ipBlock 20.0.0.0/23 except [20.0.0.128/25]] 381");
    assertThat(text(cover(seen, 1, bounds(16, 64, false, "20.0.0.128/25")))).isEqualTo("none");
    assertThat(text(cover(seen, 2, bounds(16, 64, false, "20.0.0.128/25"))))
        .isEqualTo("[ipBlock 20.0.0.0/28, ipBlock 20.0.1.1/32] 14");
  }

  @Test
  void rulesOfAPolicyShareItsBlocksWhereTheyOpenLeast() {
    Listed near = new Listed(addresses("203.0.113.4", "203.0.113.5", "203.0.113.6"), ANY);
    Listed far = new Listed(addresses("198.51.100.1", "198.51.100.200"), ANY);
    Listed six = new Listed(addresses("2001:db8::1"), ANY);

    Optional<List<List<Cover>>> covers =
        AddressCovers.cover(List.of(List.of(near, six), List.of(far)), 3, 4);

    assertThat(covers.orElseThrow().stream().flatMap(List::stream).map(c -> c.blocks().size()))
        .containsExactly(1, 1, 2);
    assertThat(AddressCovers.cover(List.of(List.of(near, six), List.of(far)), 3, 2)).isEmpty();
    assertThat(AddressCovers.cover(List.of(List.of(near, six)), 1, 4)).isEmpty();
  }

  @Test
  void coversAreAsGoodAsTheBestOfAllThereAre() {
    long seed = 20_261_127;
    Random random = new Random(seed);
    for (int round = 0; round < 1_500; round++) {
      boolean v6 = random.nextInt(4) == 0;
      SortedSet<IpAddress> seen = new TreeSet<>();
      int spread = 1 << (3 + random.nextInt(4));
      while (seen.size() < 1 + random.nextInt(7)) {
        seen.add(address(v6, random.nextInt(spread)));
      }
      List<Cidr> closed = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        Cidr cidr =
            new Cidr(address(v6, random.nextInt(spread)), (v6 ? 128 : 32) - random.nextInt(3));
        if (seen.stream().noneMatch(cidr::contains)) {
          closed.add(cidr);
        }
      }
      int widest = (v6 ? 128 : 32) - 2 - random.nextInt(6);
      CoverBounds bounds =
          new CoverBounds(widest, widest, random.nextBoolean(), ClosedSpace.of(closed));
      int most = 1 + random.nextInt(4);
      List<IpAddress> shuffled = new ArrayList<>(seen);
      Collections.shuffle(shuffled, random);

      Optional<Cover> found =
          AddressCovers.cover(List.of(List.of(new Listed(shuffled, bounds))), most, most)
              .map(covers -> covers.get(0).get(0));

      String what =
          "seed " + seed + ", round " + round + ": " + seen + " by " + most + " " + bounds;
      assertThat(found.map(Cover::unseen))
          .as(what)
          .isEqualTo(Optional.ofNullable(bruteForce(new ArrayList<>(seen), most, bounds)));
      found.ifPresent(cover -> isACover(cover, seen, closed, most, widest, what));
      assertThat(text(cover(seen, most, bounds))).as(what).isEqualTo(text(found));
    }
  }

  private static IpAddress address(boolean v6, int offset) {
    return v6
        ? new IpAddress(true, 0x20010db800000000L, offset)
        : IpAddress.ofV4(0x14000000 + offset);
  }

  private static void isACover(
      Cover cover,
      SortedSet<IpAddress> seen,
      List<Cidr> closed,
      int most,
      int widest,
      String what) {
    assertThat(cover.blocks().size()).as(what).isLessThanOrEqualTo(most);
    long opened = 0;
    for (int offset = 0; offset < 256; offset++) {
      IpAddress address = address(seen.first().v6(), offset);
      long blocks = cover.blocks().stream().filter(b -> b.holds(address)).count();
      assertThat(blocks).as(what).isLessThanOrEqualTo(1);
      opened += blocks;
      assertThat(blocks > 0 && closed.stream().anyMatch(c -> c.contains(address)))
          .as(what)
          .isFalse();
      assertThat(blocks > 0 || !seen.contains(address)).as(what).isTrue();
    }
    assertThat(cover.unseen()).as(what).isEqualTo(BigInteger.valueOf(opened - seen.size()));
    assertThat(cover.blocks()).as(what).allMatch(b -> b.cidr().prefixLength() >= widest);
  }

  /** Tries every way to part the addresses into groups, each under its smallest block. */
  private static BigInteger bruteForce(List<IpAddress> seen, int most, CoverBounds bounds) {
    return best(seen, 0, new ArrayList<>(), most, bounds);
  }

  private static BigInteger best(
      List<IpAddress> seen, int next, List<List<IpAddress>> groups, int most, CoverBounds bounds) {
    if (next == seen.size()) {
      return cost(groups, bounds)
          .map(c -> c.subtract(BigInteger.valueOf(seen.size())))
          .orElse(null);
    }
    BigInteger best = null;
    for (int i = 0; i <= groups.size() && i < most; i++) {
      if (i == groups.size()) {
        groups.add(new ArrayList<>());
      }
      List<IpAddress> group = groups.get(i);
      group.add(seen.get(next));
      BigInteger cost = best(seen, next + 1, groups, most, bounds);
      if (cost != null && (best == null || cost.compareTo(best) < 0)) {
        best = cost;
      }
      group.remove(group.size() - 1);
      if (group.isEmpty()) {
        groups.remove(groups.size() - 1);
        break;
      }
    }
    return best;
  }

  /** What blocks open together; none where two of them overlap or one may not be. */
  private static Optional<BigInteger> cost(List<List<IpAddress>> groups, CoverBounds bounds) {
    List<Cidr> blocks = new ArrayList<>();
    BigInteger cost = BigInteger.ZERO;
    for (List<IpAddress> group : groups) {
      Cidr block = Cidr.of(group.get(0));
      while (!group.stream().allMatch(block::contains)) {
        block = new Cidr(block.base(), block.prefixLength() - 1);
      }
      Cidr whole = block;
      if (blocks.stream().anyMatch(whole::overlaps)) {
        return Optional.empty();
      }
      blocks.add(block);
      Optional<Cut> permitted =
          group.size() == 1 ? Optional.of(new Cut(block, List.of())) : bounds.permit(block);
      if (permitted.isEmpty()) {
        return Optional.empty();
      }
      cost = cost.add(permitted.get().opened());
    }
    return Optional.of(cost);
  }
}
