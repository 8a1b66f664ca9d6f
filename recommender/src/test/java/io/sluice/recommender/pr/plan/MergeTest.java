package io.sluice.recommender.pr.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MergeTest {
  private static NetworkPolicy policy(Set<Direction> isolates, List<PolicyRule> ingress) {
    return new NetworkPolicy(
        "",
        "shop",
        "cart",
        LabelSelector.of(Map.of("app", "cart")),
        isolates,
        ingress,
        List.of(),
        new ObjectOrigin("shop/cart.yaml", 1));
  }

  private static NetworkPolicy ingress(PolicyRule... rules) {
    return policy(Set.of(Direction.INGRESS), List.of(rules));
  }

  private static PolicyPeer app(String name) {
    return new PolicyPeer.Pods(
        Optional.empty(), Optional.of(LabelSelector.of(Map.of("app", name))));
  }

  private static PolicyPeer block(String cidr, String... except) {
    return new PolicyPeer.IpBlock(
        Cidr.parse(cidr).orElseThrow(),
        List.of(except).stream().map(c -> Cidr.parse(c).orElseThrow()).toList());
  }

  private static PolicyPort tcp(int port) {
    return PolicyPort.Range.of(Protocol.TCP, port);
  }

  private static PolicyRule rule(PolicyPeer peer, PolicyPort... ports) {
    return new PolicyRule(List.of(peer), List.of(ports));
  }

  @Test
  void theSameRulesInAnotherSpellingAddNothing() {
    NetworkPolicy one = ingress(rule(app("a"), tcp(80), tcp(81)), rule(app("b"), tcp(80)));
    NetworkPolicy other =
        ingress(
            rule(app("a"), tcp(81)), new PolicyRule(List.of(app("b"), app("a")), List.of(tcp(80))));

    assertThat(Merge.of(one, other).adds()).isFalse();
    assertThat(Merge.of(one, other).hasUnseen()).isFalse();
  }

  @Test
  void aWiderBlockTakesInTheNarrowOneUnlessItIsCutOut() {
    NetworkPolicy narrow = ingress(rule(block("10.0.0.4/32"), tcp(80)));

    assertThat(Merge.of(narrow, ingress(rule(block("10.0.0.0/24"), tcp(80)))).hasUnseen())
        .isFalse();
    assertThat(
            Merge.of(narrow, ingress(rule(block("10.0.0.0/24", "10.0.0.4/30"), tcp(80))))
                .hasUnseen())
        .isTrue();
    assertThat(Merge.of(narrow, ingress(new PolicyRule(List.of(), List.of()))).hasUnseen())
        .isFalse();
  }

  @Test
  void aPortRangeTakesInAPortOfItsProtocolOnly() {
    NetworkPolicy dns = ingress(rule(app("a"), PolicyPort.Range.of(Protocol.UDP, 53)));

    assertThat(
            Merge.of(dns, ingress(rule(app("a"), new PolicyPort.Range(Protocol.UDP, 1, 100))))
                .hasUnseen())
        .isFalse();
    assertThat(
            Merge.of(dns, ingress(rule(app("a"), new PolicyPort.Range(Protocol.TCP, 1, 100))))
                .hasUnseen())
        .isTrue();
  }

  @Test
  void aDirectionThatTheBaseClosesStaysClosedWithItsRules() {
    NetworkPolicy base = ingress(rule(app("a"), tcp(80)));
    NetworkPolicy open =
        new NetworkPolicy(
            "",
            "shop",
            "cart",
            base.podSelector(),
            Set.of(Direction.EGRESS),
            List.of(),
            List.of(rule(app("db"), tcp(5432))),
            base.origin());

    for (NetworkPolicy merged :
        List.of(Merge.of(base, open).extended(), Merge.of(base, open).tightened())) {
      assertThat(merged.isolates()).containsExactly(Direction.INGRESS, Direction.EGRESS);
      assertThat(merged.ingress()).containsExactly(rule(app("a"), tcp(80)));
    }
  }

  /**
   * What is extended lets through all that either does, and what is tightened all that is wanted.
   */
  @Test
  void nothingThatEitherLetsThroughIsLost() {
    for (long seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      NetworkPolicy base = random(random);
      NetworkPolicy wanted = random(random);
      Merge merge = Merge.of(base, wanted);

      assertThat(Atoms.beyond(atoms(base), atoms(merge.extended()))).as("seed " + seed).isEmpty();
      assertThat(Atoms.beyond(atoms(wanted), atoms(merge.extended()))).as("seed " + seed).isEmpty();
      assertThat(Atoms.beyond(atoms(wanted), atoms(merge.tightened())))
          .as("seed " + seed)
          .isEmpty();
      assertThat(merge.extended().isolates()).as("seed " + seed).containsAll(base.isolates());
      assertThat(Merge.of(merge.extended(), wanted).adds()).as("seed " + seed).isFalse();
    }
  }

  private static java.util.SortedSet<Atoms.Atom> atoms(NetworkPolicy policy) {
    return Atoms.of(policy, Direction.INGRESS);
  }

  private static NetworkPolicy random(Random random) {
    List<PolicyRule> rules = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      rules.add(rule(random));
    }
    Set<Direction> isolates = EnumSet.noneOf(Direction.class);
    for (Direction direction : Direction.values()) {
      if (random.nextInt(4) > 0) {
        isolates.add(direction);
      }
    }
    return policy(isolates.isEmpty() ? Set.of(Direction.INGRESS) : isolates, rules);
  }

  private static PolicyRule rule(Random random) {
    List<PolicyPeer> peers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      peers.add(
          random.nextBoolean()
              ? app("app" + random.nextInt(3))
              : block("10.0.0.0/" + (28 + random.nextInt(5))));
    }
    List<PolicyPort> ports = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int from = 80 + random.nextInt(3);
      ports.add(
          random.nextInt(4) == 0
              ? new PolicyPort.Any(Protocol.TCP)
              : new PolicyPort.Range(Protocol.TCP, from, from + random.nextInt(2)));
    }
    return new PolicyRule(peers, ports);
  }
}
