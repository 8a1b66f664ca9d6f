package io.sluice.recommender.recommend.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Blocks around pods that have addresses of a subnet. */
final class PodRangesTest {
  private static List<IpAddress> addresses(String... texts) {
    return Stream.of(texts).map(t -> IpAddress.parse(t).orElseThrow()).sorted().toList();
  }

  private static List<String> around(List<IpAddress> pods, List<IpAddress> nodes) {
    return PodRanges.around(pods, nodes).stream().map(Object::toString).toList();
  }

  @Test
  void aSubnetOfPodsIsOneBlock() {
    assertThat(around(addresses("10.241.0.4", "10.241.3.200"), addresses("10.240.0.4")))
        .containsExactly("10.241.0.0/22");
  }

  @Test
  void onePodIsNeverABlockOfItsOwn() {
    assertThat(around(addresses("10.241.0.4"), addresses())).containsExactly("10.241.0.0/28");
  }

  @Test
  void aNodeBetweenPodsPartsTheirBlocks() {
    assertThat(around(addresses("10.240.0.10", "10.240.0.200"), addresses("10.240.0.130")))
        .containsExactly("10.240.0.0/28", "10.240.0.192/28");
  }

  @Test
  void aPodBesideANodeIsLeftOut() {
    assertThat(around(addresses("10.240.0.5", "10.240.0.200"), addresses("10.240.0.4")))
        .containsExactly("10.240.0.192/28");
  }

  @Test
  void whereNodesArePodsNeighboursEverywhereThereAreNone() {
    List<IpAddress> pods = new ArrayList<>();
    List<IpAddress> nodes = new ArrayList<>();
    IntStream.range(0, 100)
        .forEach(
            i -> {
              pods.addAll(addresses("10.240." + i + ".20"));
              nodes.addAll(addresses("10.240." + i + ".4"));
            });

    assertThat(around(pods, nodes)).isEmpty();
  }

  @Test
  void noPodsAreNoBlock() {
    assertThat(around(addresses(), addresses("10.240.0.4"))).isEmpty();
  }

  @Test
  void podsOfIPv6HaveBlocksOfTheirOwn() {
    assertThat(around(addresses("fd00:1::4", "fd00:1::1:4"), addresses("fd00:2::1")))
        .containsExactly("fd00:1::/111");
  }
}
