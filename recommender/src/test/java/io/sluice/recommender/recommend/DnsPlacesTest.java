package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import org.junit.jupiter.api.Test;

/** A closed egress never cuts DNS, wherever it is answered and whomever a pod asks. */
class DnsPlacesTest {
  private static final String HELD = "egress declared-path --accept-withheld";

  private static World shop(World world) {
    return world.deployment("shop/web", "app=web", 1).deployment("shop/db", "app=db", 1);
  }

  private static Outcome talking(World world) {
    world.traffic.talks("shop/web", "shop/db", 5432);
    return world.recommend();
  }

  @Test
  void dnsPodsOnTheNodesNetworkAreNamedByTheirNodes() {
    World world =
        shop(World.bare()).hostPods("DaemonSet", "kube-system/coredns", "k8s-app=kube-dns", 2);

    Outcome outcome = talking(world);

    assertThat(outcome.rules("shop/db", Direction.EGRESS))
        .containsExactly("ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 : TCP/53 UDP/53");
  }

  @Test
  void whereNoRuleCanNameNodesEgressStaysOpenForThem() {
    World world =
        shop(World.bare())
            .hostPods("DaemonSet", "kube-system/coredns", "k8s-app=kube-dns", 2)
            .engine(EngineProfile.CILIUM);

    Outcome outcome = talking(world);

    assertThat(outcome.holds("shop/db")).containsExactly(HELD);
    assertThat(outcome.policy("shop/db").isolates()).containsExactly(Direction.INGRESS);
    assertThat(outcome.recommendation.warnings()).isEmpty();
  }

  @Test
  void whereOthersAskAResolverOnTheirNodeThatNoRuleCanNameEgressStaysOpen() {
    World world =
        shop(World.withDns())
            .deployment("shop/queue", "app=queue", 1)
            .hostPods("DaemonSet", "kube-system/node-local-dns", "k8s-app=node-local-dns", 2)
            .engine(EngineProfile.CILIUM);
    Party node = new Party.Node("", "aks-0", true);
    world.traffic.calls("shop/queue", node, "10.224.0.4", Traffic.UDP, 53);

    Outcome outcome = talking(world);

    assertThat(outcome.holds("shop/db")).containsExactly(HELD);
    assertThat(outcome.policy("shop/db").isolates()).containsExactly(Direction.INGRESS);
  }

  @Test
  void aCacheOnTheNodesHoldsEgressWhereNobodyWasSeenToAskAnybodyElse() {
    World world =
        shop(World.withDns())
            .hostPods("DaemonSet", "kube-system/node-local-dns", "k8s-app=node-local-dns", 2)
            .engine(EngineProfile.CILIUM);

    assertThat(talking(world).holds("shop/db")).containsExactly(HELD);
  }

  @Test
  void aCacheOnTheNodesThatNobodyAsksHoldsNothing() {
    World world =
        shop(World.withDns())
            .deployment("shop/queue", "app=queue", 1)
            .hostPods("DaemonSet", "kube-system/node-local-dns", "k8s-app=node-local-dns", 2)
            .engine(EngineProfile.CILIUM);
    world.traffic.talks("shop/queue", "kube-system/coredns", Traffic.UDP, 53);

    Outcome outcome = talking(world);

    assertThat(outcome.holds("shop/db")).isEmpty();
    assertThat(outcome.passes("shop/db", "kube-system/coredns", 53)).isTrue();
  }

  @Test
  void theHoldIsReleasedLikeAnyOther() {
    World world =
        shop(World.bare())
            .hostPods("DaemonSet", "kube-system/coredns", "k8s-app=kube-dns", 2)
            .engine(EngineProfile.CILIUM)
            .flags("--accept-withheld");

    assertThat(talking(world).policy("shop/db").isolates())
        .containsExactly(Direction.INGRESS, Direction.EGRESS);
  }

  @Test
  void aHeadlessServiceLeadsToItsPods() {
    World world =
        shop(World.bare())
            .deployment("kube-system/names", "app=names", 1)
            .object(
                """
                {"kind": "Service",
                 "metadata": {"name": "kube-dns", "namespace": "kube-system"},
                 "spec": {"clusterIP": "None", "selector": {"app": "names"}, "ports": [
                   {"name": "dns", "protocol": "UDP", "port": 53},
                   {"name": "dns-tcp", "protocol": "TCP", "port": 53}]}}
                """);

    assertThat(talking(world).rules("shop/db", Direction.EGRESS))
        .containsExactly(
            "namespaces kubernetes.io/metadata.name=kube-system and pods app=names"
                + " : TCP/53 UDP/53");
  }

  @Test
  void dnsPodsOfAnotherNamespaceAreFoundByTheirLabel() {
    World world = shop(World.bare()).deployment("dns/coredns", "k8s-app=kube-dns", 1);

    assertThat(talking(world).rules("shop/db", Direction.EGRESS))
        .containsExactly(
            "namespaces kubernetes.io/metadata.name=dns and pods k8s-app=kube-dns"
                + " : TCP/53 UDP/53");
  }

  @Test
  void dnsPodsWithoutTheLabelAreKnownByWhoAsksThem() {
    World world = shop(World.bare()).deployment("dns/bind", "app=bind", 1);
    world.traffic.talks("shop/web", "dns/bind", Traffic.UDP, 53);

    assertThat(talking(world).rules("shop/db", Direction.EGRESS))
        .containsExactly(
            "namespaces kubernetes.io/metadata.name=dns and pods app=bind : TCP/53 UDP/53");
  }

  @Test
  void aDnsServerOfAnApplicationIsNotOpenedToEverybody() {
    World world = shop(World.withDns()).deployment("shop/bind", "app=bind", 1);
    world.traffic.talks("shop/web", "shop/bind", Traffic.UDP, 53);

    assertThat(talking(world).passes("shop/db", "shop/bind", 53)).isFalse();
  }

  @Test
  void podsThatAskOnlyTheirOwnNameServersGetThoseAndNotTheClusters() {
    World world =
        shop(World.withDns())
            .podWith(
                "shop/job",
                "app=job",
                """
                {"spec": {"dnsPolicy": "None",
                 "dnsConfig": {"nameservers": ["10.50.0.10", "198.51.100.53"]}}}
                """);
    world.traffic.talks("shop/job", "shop/db", 5432);

    assertThat(world.recommend().rules("shop/job", Direction.EGRESS))
        .containsExactly(
            "pods app=db : TCP/5432",
            "ipBlock 10.50.0.10/32 | ipBlock 198.51.100.53/32 : TCP/53 UDP/53");
  }

  @Test
  void anOwnNameServerThatIsAServiceLeadsToItsPods() {
    World world = shop(World.bare()).deployment("dns/bind", "app=bind", 1);
    world.object(
        """
        {"kind": "Service", "metadata": {"name": "bind", "namespace": "dns"},
         "spec": {"clusterIP": "10.0.0.99", "selector": {"app": "bind"}, "ports": [
           {"protocol": "UDP", "port": 53, "targetPort": 5353}]}}
        """);
    world.podWith(
        "shop/job",
        "app=job",
        "{\"spec\": {\"dnsPolicy\": \"None\", \"dnsConfig\": {\"nameservers\": [\"10.0.0.99\"]}}}");
    world.traffic.talks("shop/job", "shop/db", 5432);

    assertThat(world.recommend().rules("shop/job", Direction.EGRESS))
        .contains("namespaces kubernetes.io/metadata.name=dns and pods app=bind : UDP/5353");
  }

  @Test
  void podsThatAskTheirNodesNameServersKeepEgressOpenUntilAFlowShowsWhom() {
    World world =
        shop(World.withDns())
            .podWith("shop/job", "app=job", "{\"spec\": {\"dnsPolicy\": \"Default\"}}");
    world.traffic.talks("shop/job", "shop/db", 5432);

    assertThat(world.recommend().holds("shop/job")).containsExactly(HELD);

    world.traffic.calls("shop/job", new Party.External(), "168.63.129.16", Traffic.UDP, 53);

    assertThat(world.recommend().holds("shop/job")).isEmpty();
  }

  @Test
  void everyClusterHasItsOwnDns() {
    World world =
        World.bare()
            .inCluster("blue")
            .deployment("shop/web", "app=web", 1)
            .deployment("shop/db", "app=db", 1)
            .deployment("kube-system/coredns", "k8s-app=kube-dns", 1)
            .inCluster("green")
            .deployment("shop/web", "app=web", 1)
            .deployment("shop/db", "app=db", 1)
            .deployment("names/coredns", "k8s-app=kube-dns", 1);
    world.traffic.talks("blue:shop/web", "blue:shop/db", 5432);
    world.traffic.talks("green:shop/web", "green:shop/db", 5432);

    assertThat(world.recommend().recommendation.proposed().policies())
        .filteredOn(policy -> policy.name().equals("db"))
        .extracting(policy -> policy.cluster() + " " + policy.egress().get(0).peers())
        .containsExactly(
            "blue [namespaces kubernetes.io/metadata.name=kube-system and pods k8s-app=kube-dns]",
            "green [namespaces kubernetes.io/metadata.name=names and pods k8s-app=kube-dns]");
  }

  @Test
  void aWorkloadWithoutTrafficIsNotCalledHeldOpen() {
    World world =
        shop(World.bare())
            .hostPods("DaemonSet", "kube-system/coredns", "k8s-app=kube-dns", 1)
            .deployment("shop/idle", "app=idle", 1)
            .engine(EngineProfile.CILIUM);

    WorkloadProposal idle = talking(world).of("shop/idle");

    assertThat(idle.state()).isEqualTo(WorkloadProposal.State.NO_TRAFFIC);
    assertThat(idle.holds()).isEmpty();
  }
}
