package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every policy that closes egress keeps DNS open, to whoever really answers it. */
class DnsTest {
  private static final String KUBE_DNS =
      "namespaces kubernetes.io/metadata.name=kube-system and pods k8s-app=kube-dns";

  private static World shop(World world) {
    world.deployment("shop/web", "app=web", 1).deployment("shop/db", "app=db", 1);
    return world;
  }

  private static Outcome talking(World world) {
    world.traffic.talks("shop/web", "shop/db", 5432);
    return world.recommend();
  }

  @Test
  void dnsIsOpenedByConventionWhereItWasNotSeen() {
    Outcome outcome = talking(shop(World.withDns()));

    assertThat(outcome.rules("shop/db", Direction.EGRESS))
        .containsExactly(KUBE_DNS + " : TCP/53 UDP/53");
    assertThat(outcome.evidence("shop/db"))
        .contains("TCP/53 by convention")
        .contains("UDP/53 by convention");
    assertThat(outcome.of("shop/db").closedDirections()).containsExactly(Direction.EGRESS);
  }

  @Test
  void dnsThatWasSeenIsObserved() {
    World world = shop(World.withDns());
    world.traffic.talks("shop/db", "kube-system/coredns", Traffic.UDP, 53);

    Outcome outcome = talking(world);

    assertThat(outcome.evidence("shop/db"))
        .contains("TCP/53 by convention")
        .contains("UDP/53 observed");
  }

  @Test
  void theTargetPortOfTheServiceIsOpenedNotTheServicePort() {
    World world = shop(World.bare());
    world
        .deployment("kube-system/coredns", "k8s-app=kube-dns", 1)
        .service(
            "kube-system/kube-dns",
            "ClusterIP",
            "k8s-app=kube-dns",
            Map.of(),
            "UDP 53 1053",
            "TCP 53 1053");

    assertThat(talking(world).rules("shop/db", Direction.EGRESS))
        .containsExactly(KUBE_DNS + " : TCP/1053 UDP/1053");
  }

  @Test
  void withoutAServiceTheLabelledPodsAreTaken() {
    World world = shop(World.bare()).deployment("kube-system/dns", "k8s-app=kube-dns,x=y", 1);

    assertThat(talking(world).rules("shop/db", Direction.EGRESS))
        .containsExactly(KUBE_DNS + " : TCP/53 UDP/53");
  }

  @Test
  void theNodeLocalCacheIsOpenedWhereItsPodsRun() {
    World world =
        shop(World.withDns())
            .hostPods("DaemonSet", "kube-system/node-local-dns", "k8s-app=node-local-dns", 2);

    assertThat(talking(world).rules("shop/db", Direction.EGRESS))
        .containsExactly(KUBE_DNS + " | ipBlock 169.254.20.10/32 : TCP/53 UDP/53");
  }

  @Test
  void aksLocalDnsIsOpenedWhereFlowsShowIt() {
    World world = shop(World.withDns());
    world.traffic.calls("shop/web", new Party.External(), "169.254.10.11", Traffic.UDP, 53);

    Outcome outcome = talking(world);

    assertThat(outcome.standings()).containsOnly("used");
    assertThat(outcome.rules("shop/db", Direction.EGRESS))
        .containsExactly(
            KUBE_DNS + " | ipBlock 169.254.10.10/32 | ipBlock 169.254.10.11/32 : TCP/53 UDP/53");
    assertThat(outcome.reaches("shop/db", "169.254.10.10", 53)).isTrue();
    assertThat(outcome.reaches("shop/db", "169.254.10.10", 80)).isFalse();
  }

  @Test
  void onCiliumTheNodesResolverCannotBeNamedAndHoldsEgress() {
    World world = shop(World.withDns()).engine(EngineProfile.CILIUM);
    world.traffic.calls("shop/web", new Party.External(), "169.254.10.11", Traffic.UDP, 53);

    Outcome outcome = talking(world);

    assertThat(outcome.holds("shop/web"))
        .containsExactly("egress not-expressible --accept-withheld");
    assertThat(outcome.policy("shop/web").isolates()).containsExactly(Direction.INGRESS);
  }

  @Test
  void withoutAnyDnsThereIsNoRuleButAWarning() {
    Outcome outcome = talking(shop(World.bare()));

    assertThat(outcome.rules("shop/db", Direction.EGRESS)).isEmpty();
    assertThat(outcome.recommendation.warnings())
        .containsExactly(
            "neither the snapshot nor the logs show who answers DNS: no policy allows it");
  }

  @Test
  void aResolverOutsideIsAnOrdinaryPeer() {
    World world = shop(World.bare());
    world.traffic.calls("shop/web", "198.51.100.53", 53);

    Outcome outcome = talking(world);

    assertThat(outcome.recommendation.warnings()).isEmpty();
    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .contains("ipBlock 198.51.100.53/32 : TCP/53");
  }
}
