package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The platform's traffic is recognised, and kept open where a workload uses it. */
class SystemTrafficTest {
  private static final String AZURE = "168.63.129.16";
  private static final String METADATA = "169.254.169.254";
  private static final String NOTHING = "";

  private static World shop() {
    return World.withDns()
        .deployment("shop/web", "app=web", 1)
        .deployment("shop/db", "app=db", 1)
        .deployment("kube-system/konnectivity-agent", "app=konnectivity-agent", 1)
        .deployment("kube-system/metrics-server", "k8s-app=metrics-server", 1)
        .deployment("kube-system/ama-metrics", "rsName=ama-metrics", 1)
        .deployment("app-routing-system/nginx", "app=nginx", 1)
        .deployment("kube-system/other", "app=other", 1)
        .podWith(
            "shop/meshed",
            "app=meshed",
            "{\"spec\": {\"containers\": [{\"name\": \"istio-proxy\"}]}}");
  }

  /** One flow of each part of the platform, with {@code shop/web} at the other end. */
  private static void uses(World world, SystemRole role) {
    Traffic traffic = world.traffic;
    switch (role) {
      case DNS -> traffic.talks("shop/web", "kube-system/coredns", Traffic.UDP, 53);
      case API_SERVER -> traffic.calls("shop/web", "203.0.113.7", 443);
      case METADATA -> traffic.calls("shop/web", METADATA, 80);
      case WIRE_SERVER -> traffic.calls("shop/web", AZURE, 80);
      case HEALTH_PROBE -> traffic.isCalledFrom(AZURE, "shop/web", 8080);
      case OWN_NODE ->
          traffic.isCalledBy(new Party.Node("", "aks-0", true), NOTHING, "shop/web", 6, 8080);
      case KONNECTIVITY -> traffic.talks("kube-system/konnectivity-agent", "shop/web", 9443);
      case METRICS_SERVER -> traffic.talks("shop/web", "kube-system/metrics-server", 4443);
      case SCRAPING -> traffic.talks("kube-system/ama-metrics", "shop/web", 9090);
      case MESH -> traffic.talks("shop/web", "shop/meshed", 15090);
      case INGRESS -> traffic.talks("app-routing-system/nginx", "shop/web", 8080);
      default -> traffic.talks("shop/web", "kube-system/other", 8080);
    }
  }

  @ParameterizedTest
  @EnumSource(SystemRole.class)
  void eachPartOfThePlatformIsRecognisedByTheSnapshotAndItsAddresses(SystemRole role) {
    World world = shop().apiServer(443, "203.0.113.7");
    uses(world, role);

    JudgedEdge edge = world.recommend().recommendation.edges().get(0);

    assertThat(edge.roles()).containsExactly(role);
  }

  static List<EngineProfile> engines() {
    return List.of(
        EngineProfile.GENERIC,
        EngineProfile.NPM,
        EngineProfile.NPM_WINDOWS,
        EngineProfile.CILIUM,
        EngineProfile.CALICO,
        EngineProfile.KUBE_ROUTER,
        EngineProfile.ANTREA);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void onEveryEngineEachPartGetsItsRuleOrNeedsNone(EngineProfile engine) {
    World world = shop().apiServer(443, "203.0.113.7").engine(engine);
    for (SystemRole role : SystemRole.values()) {
      uses(world, role);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsOnly("used", "not governed own-node");
    assertThat(outcome.roles("shop/web"))
        .contains("ingress load-balancer-probe", "ingress konnectivity", "ingress scraping")
        .contains("ingress ingress-controller", "egress dns", "egress api-server", "egress imds")
        .contains("egress wireserver", "egress metrics-server", "egress platform", "egress mesh");
  }

  @Test
  void trafficOfApplicationsAndOfExcludedNamespacesIsNone() {
    World world = shop().excluding("shop");
    world.traffic.talks("shop/web", "shop/db", 5432).calls("shop/web", "198.51.100.8", 443);

    assertThat(world.recommend().recommendation.edges()).allMatch(edge -> edge.roles().isEmpty());
  }

  @Test
  void healthProbesOfTheLoadBalancerAreAdmittedWithoutListingPeoplesAddresses() {
    World world = shop();
    world.traffic.isCalledFrom(AZURE, "shop/web", 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 168.63.129.16/32 : TCP/8080");
  }

  @Test
  void anotherClientBesideTheProbesIsStillWithheld() {
    World world = shop();
    world
        .traffic
        .isCalledFrom(AZURE, "shop/web", 8080)
        .isCalledFrom("198.51.100.9", "shop/web", 8080);

    assertThat(world.recommend().standings())
        .containsExactly("withheld undeclared-internet-client");
  }

  @Test
  void instanceMetadataIsNeverSureAndNeverAddedByConvention() {
    World world = shop();
    world.traffic.times(72).calls("shop/web", METADATA, 80).talks("shop/db", "shop/web", 80);

    Outcome outcome = world.recommend();

    assertThat(Confidence.of(outcome.recommendation.edges().get(0).edge()))
        .isEqualTo(Confidence.HIGH);
    assertThat(outcome.of("shop/web").confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(outcome.reaches("shop/db", METADATA, 80)).isFalse();
  }

  @Test
  void anApiServerAtAPrivateAddressIsNamedWithAllItsAddresses() {
    World world = shop().apiServer(443, "10.9.0.4", "10.9.0.5");
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.9.0.4", Traffic.TCP, 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .contains("ipBlock 10.9.0.4/32 | ipBlock 10.9.0.5/32 : TCP/443");
    assertThat(outcome.of("shop/web").evidence())
        .anyMatch(e -> e.note().contains("default/kubernetes: it may change"));
  }

  @Test
  void anUnknownAddressBesideTheApiServerStaysUnknown() {
    World world = shop().apiServer(443, "10.9.0.4");
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.9.0.9", Traffic.TCP, 443);

    assertThat(world.recommend().standings()).containsExactly("withheld unmapped-address");
  }

  @Test
  void aPrivateAddressThatALogsIdentityCallsOutsideIsTheApiServer() {
    World world = shop();
    world.traffic.calls("shop/web", "10.9.0.4", 443);

    assertThat(world.recommend().recommendation.edges().get(0).roles())
        .containsExactly(SystemRole.API_SERVER);
  }

  @Test
  void anApiServerOnANodeIsKnownByItsPort() {
    World world = shop().apiServer(6443, "10.224.0.5");
    Party node = new Party.Node("", "aks-1", false);
    world.traffic.calls("shop/web", node, NOTHING, Traffic.TCP, 6443);
    world.traffic.calls("shop/web", node, NOTHING, Traffic.TCP, 9100);

    assertThat(world.recommend().recommendation.edges())
        .extracting(JudgedEdge::roles)
        .containsExactly(new TreeSet<>(List.of(SystemRole.API_SERVER)), new TreeSet<>());
  }

  @Test
  void dnsOnAnotherTargetPortIsStillDns() {
    World world =
        World.bare()
            .deployment("shop/web", "app=web", 1)
            .deployment("kube-system/coredns", "k8s-app=kube-dns", 1)
            .service(
                "kube-system/kube-dns", "ClusterIP", "k8s-app=kube-dns", Map.of(), "UDP 53 1053");
    world.traffic.talks("shop/web", "kube-system/coredns", Traffic.UDP, 1053);
    world.traffic.talks("shop/web", "kube-system/coredns", 9153);

    assertThat(world.recommend().recommendation.edges())
        .extracting(edge -> edge.roles().first())
        .containsExactly(SystemRole.PLATFORM, SystemRole.DNS);
  }
}
