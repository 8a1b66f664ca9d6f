package io.sluice.recommender.audit.diff.connectivity;

import static io.sluice.recommender.audit.diff.connectivity.TwoSides.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectivityDiffTest {
  private static final String CLOSED =
      policy("shop", "cart", "podSelector: {matchLabels: {app: cart}}, policyTypes: [Ingress]");

  @TempDir Path folder;

  private TwoSides world;

  @BeforeEach
  void aShopAndSomebodyElse() {
    world = new TwoSides(folder);
    world.node("node-1", "10.224.0.4").node("node-2", "10.224.0.5");
    world.pods("shop", "cart", 2).pods("shop", "web", 2).pods("other", "probe", 1);
  }

  @Test
  void aPolicyThatIsOnlyRenamedChangesNoConnection() {
    ConnectivityDiff diff = world.diff(CLOSED, CLOSED.replace("name: cart", "name: basket"));

    assertThat(diff.changes()).isEmpty();
    assertThat(diff.shifts()).isEmpty();
  }

  @Test
  void aRemovedDefaultDenyOpensToAnybodyInOneLine() {
    ConnectivityDiff diff = world.diff(CLOSED, "");

    assertThat(lines(diff)).containsExactly("+ anywhere -> shop/cart: all ports");
    assertThat(diff.shifts())
        .singleElement()
        .satisfies(
            shift -> {
              assertThat(shift.workload().title()).isEqualTo("shop/cart");
              assertThat(shift.direction()).isEqualTo(Direction.INGRESS);
              assertThat(shift.widened()).isTrue();
              assertThat(shift.tightened()).isFalse();
            });
  }

  @Test
  void aDefaultDenyOfANamespaceIsOneLinePerDirection() {
    String deny = policy("shop", "deny", "podSelector: {}, policyTypes: [Egress]");

    assertThat(lines(world.diff("", deny))).containsExactly("- any of shop -> anywhere: all ports");
  }

  @Test
  void aLabelThatAPeerSelectsByMovesTheOpeningToOtherPods() {
    String before = from("podSelector: {matchLabels: {app: web}}", "80");
    String after = from("podSelector: {matchLabels: {app: cart}}", "80");

    assertThat(lines(world.diff(before, after)))
        .containsExactlyInAnyOrder(
            "- shop/web -> shop/cart: TCP/80", "+ shop/cart -> shop/cart: TCP/80");
  }

  @Test
  void aPortThatMovesIsOneChangedLine() {
    String peer = "podSelector: {matchLabels: {app: web}}";

    ConnectivityDiff diff = world.diff(from(peer, "80"), from(peer, "8080"));

    assertThat(diff.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.sign()).isEqualTo("~");
              assertThat(change.opened()).hasToString("TCP/8080");
              assertThat(change.closed()).hasToString("TCP/80");
            });
    assertThat(diff.shifts().get(0).widened()).isTrue();
    assertThat(diff.shifts().get(0).tightened()).isTrue();
  }

  @Test
  void aPortsNameAndItsNumberAreTheSame() {
    String peer = "podSelector: {matchLabels: {app: web}}";

    assertThat(world.diff(from(peer, "80"), from(peer, "web")).changes()).isEmpty();
    assertThat(lines(world.diff(from(peer, "81"), from(peer, "web")))).hasSize(1);
  }

  @Test
  void aWidenedBlockOpensWhatItHeldNotBefore() {
    String before = from("ipBlock: {cidr: 20.50.0.0/24}", "443");
    String after = from("ipBlock: {cidr: 20.50.0.0/18, except: [20.50.8.0/24]}", "443");

    assertThat(lines(world.diff(before, after)))
        .containsExactly("+ [20.50.0.0/18 except 20.50.0.0/24,20.50.8.0/24] -> shop/cart: TCP/443");
  }

  @Test
  void podsOfOneWorkloadThatDoNotAgreeAreNamed() {
    world.pod("shop", "cart", "cart-blue", "app: cart, colour: blue", "node-1", false);
    String blue = "podSelector: {matchLabels: {colour: blue}}, policyTypes: [Egress]";

    assertThat(lines(world.diff("", policy("shop", "blue", blue))))
        .containsExactly("- shop/cart[cart-blue] -> anywhere: all ports");
  }

  @Test
  void aRuleForOnePeerClosesToAnybodyElseInOneLine() {
    String open = from("podSelector: {matchLabels: {app: web}}", "80");

    assertThat(lines(world.diff("", open)))
        .containsExactlyInAnyOrder(
            "- anywhere but [shop/web] -> shop/cart: all ports",
            "~ shop/web -> shop/cart: all but TCP/80");
  }

  @Test
  void everyNamespaceButTheOwnIsOneLine() {
    world.pods("third", "api", 1);
    String own = policy("shop", "own", "podSelector: {}, ingress: [{from: [{podSelector: {}}]}]");

    assertThat(lines(world.diff("", own)))
        .containsExactlyInAnyOrder(
            "- any outside shop -> any of shop: all ports",
            "- any address -> any of shop: all ports",
            "- other node -> any of shop: all ports");
  }

  @Test
  void onCiliumAnIpBlockNoLongerReachesPodsAndNodes() {
    String block = from("ipBlock: {cidr: 10.0.0.0/8}", "80");

    ConnectivityDiff diff = world.diff(block, EngineProfile.NPM, block, EngineProfile.CILIUM);

    assertThat(lines(diff))
        .containsExactlyInAnyOrder(
            "- any pod -> shop/cart: TCP/80", "- other node -> shop/cart: TCP/80");
  }

  @Test
  void onCiliumEgressToTheOwnNodeIsFilteredAndOnNpmItIsNot() {
    String deny = policy("shop", "web", "podSelector: {}, policyTypes: [Egress]");

    assertThat(lines(world.diff(deny, EngineProfile.NPM, deny, EngineProfile.CILIUM)))
        .containsExactly("- any of shop -> own node: all ports");
    assertThat(world.diff(deny, EngineProfile.NPM, deny, EngineProfile.NPM).changes()).isEmpty();
  }

  @Test
  void whatAnEngineFiltersOnlyWhereToldToIsInNoLineAndItsReasonIsSaid() {
    String web = "podSelector: {matchLabels: {app: web}}";
    String sctp = from(web, "80}, {protocol: SCTP");

    ConnectivityDiff diff = world.diff(sctp, EngineProfile.NPM, sctp, EngineProfile.CILIUM);

    assertThat(diff.changes()).isEmpty();
    assertThat(diff.untold())
        .singleElement()
        .satisfies(
            untold -> {
              assertThat(untold.workload().title()).isEqualTo("shop/cart");
              assertThat(untold.direction()).isEqualTo(Direction.INGRESS);
              assertThat(untold.policy()).isEmpty();
              assertThat(untold.reason())
                  .isEqualTo("cilium filters SCTP only where that is enabled");
            });
    assertThat(world.diff(sctp, EngineProfile.CILIUM, sctp, EngineProfile.CILIUM).untold())
        .isEmpty();
  }

  @Test
  void aHostNetworkPodOfAnUnknownNodeStandsForIt() {
    world.pod("kube-system", "proxy", "proxy-9", "app: proxy", "node-9", true);
    String nodes = from("ipBlock: {cidr: 10.224.0.0/16}", "80");

    assertThat(lines(world.diff(CLOSED, nodes)))
        .contains("+ other node [node-1, node-2] -> shop/cart: TCP/80")
        .noneMatch(line -> line.contains("node-9"));
  }

  @Test
  void aThousandWorkloadsTakeSecondsAndTwoLinesEach() {
    StringBuilder policies = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      String namespace = "n" + i % 20;
      world.pods(namespace, "w" + i, 2);
      policies.append(
          policy(
              namespace,
              "w" + i,
              "podSelector: {matchLabels: {app: w%d}}, ingress: [{from: [{podSelector: {matchLabels: {app: w%d}}}], ports: [{port: %d}]}]"
                  .formatted(i, (i + 20) % 1_000, 1_000 + i)));
    }
    String all = policies.toString();
    long start = System.nanoTime();

    ConnectivityDiff one = world.diff(all, all.replace("port: 1500}", "port: 9999}"));
    ConnectivityDiff every = world.diff("", all);

    assertThat(one.changes()).hasSize(1);
    assertThat(every.changes()).hasSize(2_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(90));
  }

  private static String from(String peer, String port) {
    return policy(
        "shop",
        "cart",
        "podSelector: {matchLabels: {app: cart}}, ingress: [{from: [{%s}], ports: [{port: %s}]}]"
            .formatted(peer, port));
  }

  private static List<String> lines(ConnectivityDiff diff) {
    return diff.changes().stream().map(ConnectivityDiffTest::line).toList();
  }

  /** {@code - shop/web -> anywhere: all ports}, whatever the family. */
  static String line(ConnectivityChange c) {
    return c.sign() + " " + word(c.from()) + " -> " + word(c.to()) + ": " + ports(c);
  }

  private static String ports(ConnectivityChange change) {
    return (change.opened().isEmpty() ? change.closed() : change.opened()).toString();
  }

  private static String word(Extent extent) {
    if (extent instanceof Extent.PodsOf pods) {
      return pods.workload().title() + (pods.all() ? "" : pods.pods());
    }
    if (extent instanceof Extent.But but) {
      return word(but.base()) + " but " + but.except().stream().map(p -> word(p)).toList();
    }
    if (extent instanceof Extent.PodsIn in) {
      return "any of " + in.namespace();
    }
    if (extent instanceof Extent.PodsOutside outside) {
      return "any outside " + outside.namespace();
    }
    if (extent instanceof Extent.Nodes nodes) {
      return (nodes.own() ? "own" : "other") + " node" + (nodes.all() ? "" : " " + nodes.names());
    }
    if (extent instanceof Extent.Addresses addresses) {
      return addresses.any() ? "any address" : blocks(addresses);
    }
    return extent instanceof Extent.AnyPod ? "any pod" : "anywhere";
  }

  private static String blocks(Extent.Addresses addresses) {
    return addresses.blocks().stream()
        .map(
            b ->
                b.cidr()
                    + (b.except().isEmpty()
                        ? ""
                        : " except "
                            + String.join(",", b.except().stream().map(Object::toString).toList())))
        .toList()
        .toString();
  }
}
