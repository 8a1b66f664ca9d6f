package io.sluice.recommender.audit.diff.connectivity;

import static io.sluice.recommender.audit.diff.connectivity.TwoSides.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.ingest.AddressFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a difference says where pods have both address families. */
final class TwoFamiliesTest {
  private static final String WEB = "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]";

  @TempDir Path folder;

  private TwoSides world;

  @BeforeEach
  void aShopWithBothFamilies() {
    world = new TwoSides(folder).families(true, true);
    world.node("node-1", "10.224.0.4", "fd00:10:224::4");
    world.node("node-2", "10.224.0.5", "fd00:10:224::5");
    world.pods("shop", "cart", 2).pods("shop", "web", 2).pods("other", "probe", 1);
  }

  @Test
  void podsOfABlockThatCiliumDoesNotHoldAgainstPodsAreClosedOverItsFamilyAlone() {
    String block = egress("10.244.0.0/16", ", ports: [{port: 8080}]");

    ConnectivityDiff diff = world.diff(block, EngineProfile.NPM, block, EngineProfile.CILIUM);

    assertThat(lines(diff))
        .contains("IPv4: - shop/web -> any pod: TCP/8080")
        .noneMatch(line -> line.startsWith("IPv6: ") && line.contains("any pod"));
  }

  @Test
  void whatChangesAlikeInBothIsOneLineWithoutAFamily() {
    ConnectivityDiff diff = world.diff("", policy("shop", "web", WEB));

    assertThat(lines(diff)).containsExactly("- shop/web -> anywhere: all ports");
  }

  @Test
  void theEngineThatFiltersTheOwnNodeDoesSoInBoth() {
    String deny = policy("shop", "web", WEB);

    assertThat(lines(world.diff(deny, EngineProfile.NPM, deny, EngineProfile.CILIUM)))
        .containsExactly("- shop/web -> own node: all ports");
  }

  @Test
  void aBlockForEverybodyInIpv4LeavesIpv6Closed() {
    assertThat(lines(world.diff("", egress("0.0.0.0/0", ""))))
        .containsExactly("IPv6: - shop/web -> anywhere: all ports");
  }

  @Test
  void addressesSayThemselvesOfWhichFamilyTheyAre() {
    String both = egress("20.50.0.0/18", "") + egress("2001:db8:1::/48", "").replace("web,", "w6,");

    assertThat(lines(world.diff(policy("shop", "web", WEB), both)))
        .containsExactly("+ shop/web -> [20.50.0.0/18, 2001:db8:1::/48]: all ports");
    assertThat(lines(world.diff(policy("shop", "web", WEB), egress("::/0", ""))))
        .containsExactly("IPv6: + shop/web -> anywhere: all ports");
  }

  @Test
  void anEndWithOneFamilyNeedsNoFamilySaid() {
    world.families(true, false).pods("old", "v4only", 1);
    String block =
        policy(
            "old",
            "p",
            "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.244.0.0/16}}]}]");

    ConnectivityDiff diff =
        world.diff(policy("old", "p", "podSelector: {}, policyTypes: [Egress]"), block);

    assertThat(diff.changes()).isNotEmpty().allMatch(change -> change.family().isEmpty());
    assertThat(lines(diff)).contains("+ old/v4only -> any pod: all ports");
  }

  @Test
  void nodesWithOneFamilyDoNotPartWhatIsSaidOfBoth() {
    world = new TwoSides(folder).families(true, true).node("node-1", "10.224.0.4");
    world.node("node-2", "10.224.0.5").pods("shop", "cart", 2).pods("shop", "web", 2);

    assertThat(lines(world.diff("", policy("shop", "web", WEB))))
        .containsExactly("- shop/web -> anywhere: all ports");
  }

  @Test
  void whereNoPodHasBothNoLineNamesAFamily() {
    world = new TwoSides(folder).node("node-1", "10.224.0.4", "fd00:10:224::4");
    world.pods("shop", "cart", 2).pods("shop", "web", 2);

    ConnectivityDiff diff = world.diff(egress("0.0.0.0/0", ""), egress("::/0", ""));

    assertThat(diff.changes()).isNotEmpty().allMatch(change -> change.family().isEmpty());
  }

  @Test
  void theSampleIsMetInTheFamilyOfItsLine() {
    ConnectivityDiff diff = world.diff("", egress("0.0.0.0/0", ""));

    assertThat(diff.changes())
        .allMatch(change -> change.family().equals(Optional.of(AddressFamily.IPV6)))
        .allMatch(change -> TwoSides.says(diff, change.sample()) == -1);
  }

  private static String egress(String cidr, String ports) {
    return policy(
        "shop", "web", WEB + ", egress: [{to: [{ipBlock: {cidr: '" + cidr + "'}}]" + ports + "}]");
  }

  private static List<String> lines(ConnectivityDiff diff) {
    return diff.changes().stream()
        .map(
            change ->
                change.family().map(family -> family.word() + ": ").orElse("")
                    + ConnectivityDiffTest.line(change))
        .toList();
  }
}
