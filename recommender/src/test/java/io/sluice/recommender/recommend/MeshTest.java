package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.traffic.SystemRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service mesh needs stays open: its tunnel, its control plane, its own ports. */
class MeshTest {
  private static final String PROBES = "ipBlock 169.254.7.127/32 : TCP/any";
  private static final String ISTIOD =
      "namespaces kubernetes.io/metadata.name=istio-system and pods app=istiod : TCP/15012";

  private static final String PROXY = "{\"spec\": {\"containers\": [{\"name\": \"istio-proxy\"}]}}";
  private static final String NATIVE =
      "{\"spec\": {\"initContainers\": [{\"name\": \"istio-proxy\", \"restartPolicy\": \"Always\"}]}}";
  private static final String STATUS =
      "{\"metadata\": {\"annotations\": {\"sidecar.istio.io/status\": \"{}\"}}}";
  private static final String TLS_MODE =
      "{\"metadata\": {\"labels\": {\"security.istio.io/tlsMode\": \"istio\"}}}";
  private static final String LINKERD =
      "{\"spec\": {\"containers\": [{\"name\": \"linkerd-proxy\"}]}}";
  private static final String REDIRECTED =
      "{\"metadata\": {\"annotations\": {\"ambient.istio.io/redirection\": \"enabled\"}}}";

  private static World ambient() {
    return World.withDns()
        .namespace("shop", "istio.io/dataplane-mode=ambient")
        .deployment("shop/web", "app=web", 2)
        .deployment("shop/db", "app=db", 1);
  }

  @Test
  void underAmbientTheTunnelIsOpenedBesideTheApplicationsPort() {
    World world = ambient();
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .containsExactlyInAnyOrder("pods app=web : TCP/5432 TCP/15008", PROBES);
    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .contains("pods app=db : TCP/5432 TCP/15008");
    assertThat(outcome.evidence("shop/db")).contains("TCP/15008 mesh");
    assertThat(outcome.passes("shop/web", "shop/db", 15008)).isTrue();
    assertThat(outcome.roles("shop/db")).contains("ingress mesh", "ingress own-node");
  }

  @Test
  void whereOnlyTheTunnelWasSeenTheLostPortIsSaid() {
    World world = ambient();
    world.traffic.talks("shop/web", "shop/db", 15008);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .containsExactlyInAnyOrder("pods app=web : TCP/15008", PROBES);
    assertThat(outcome.of("shop/db").evidence())
        .filteredOn(e -> e.basis().equals("observed"))
        .singleElement()
        .satisfies(e -> assertThat(e.note()).startsWith("port detail is lost under ambient"));
  }

  @Test
  void aPodTakenOutOfAmbientIsNotTunnelled() {
    World world =
        World.withDns()
            .namespace("shop", "istio.io/dataplane-mode=ambient")
            .deployment("shop/web", "app=web", 1)
            .deployment("shop/db", "app=db,istio.io/dataplane-mode=none", 1);
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/5432");
  }

  @Test
  void theAnnotationOfTheNodeAgentIsEnough() {
    World world =
        World.withDns()
            .podWith("shop/web", "app=web", REDIRECTED)
            .podWith("shop/db", "app=db", REDIRECTED);
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().passes("shop/web", "shop/db", 15008)).isTrue();
  }

  @Test
  void betweenASidecarAndAmbientTheTunnelIsOpenBothWays() {
    World world =
        World.withDns()
            .podWith("shop/web", "app=web", PROXY)
            .podWith("shop/db", "app=db", REDIRECTED);
    world.traffic.talks("shop/web", "shop/db", 5432).talks("shop/db", "shop/web", 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.passes("shop/web", "shop/db", 15008)).isTrue();
    assertThat(outcome.passes("shop/db", "shop/web", 15008)).isTrue();
  }

  @Test
  void datagramsAreNotTunnelledAndOutsidersNeither() {
    World world = ambient().deployment("other/job", "app=job", 1);
    world
        .traffic
        .talks("shop/web", "shop/db", Traffic.UDP, 5432)
        .talks("other/job", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.passes("shop/web", "shop/db", 15008)).isFalse();
    assertThat(outcome.passes("other/job", "shop/db", 15008)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {PROXY, NATIVE, STATUS, TLS_MODE})
  void aSidecarReachesIstiodAlsoWhereNoLogShowsIt(String mark) {
    World world =
        World.withDns()
            .deployment("istio-system/istiod", "app=istiod", 1)
            .deployment("shop/db", "app=db", 1)
            .podWith("shop/web", "app=web", mark);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS)).contains(ISTIOD);
    assertThat(outcome.rules("shop/db", Direction.EGRESS)).doesNotContain(ISTIOD);
    assertThat(outcome.passes("shop/web", "shop/db", 15008)).isFalse();
  }

  @Test
  void withoutIstiodInTheSnapshotNothingIsOpenedForIt() {
    World world =
        World.withDns().deployment("shop/db", "app=db", 1).podWith("shop/web", "app=web", PROXY);
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().evidence("shop/web")).doesNotContain("15012");
  }

  @Test
  void aMeshedWorkloadWithoutTrafficStillGetsNoPolicy() {
    World world =
        ambient()
            .deployment("istio-system/istiod", "app=istiod", 1)
            .podWith("shop/idle", "app=idle", PROXY);
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().of("shop/idle").state())
        .isEqualTo(WorkloadProposal.State.NO_TRAFFIC);
  }

  @Test
  void istiodItselfAdmitsWhatWasSeen() {
    World world =
        World.withDns()
            .deployment("istio-system/istiod", "app=istiod", 1)
            .podWith("shop/web", "app=web", PROXY);
    world.traffic.talks("shop/web", "istio-system/istiod", 15012);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("istio-system/istiod", Direction.INGRESS))
        .containsExactly(
            "namespaces kubernetes.io/metadata.name=shop and pods app=web : TCP/15012");
    assertThat(outcome.roles("shop/web")).contains("egress mesh");
  }

  @Test
  void istiodAdmitsEverySidecarAlsoThoseOfWhichNoLogShowsIt() {
    World world =
        World.withDns()
            .deployment("istio-system/istiod", "app=istiod", 1)
            .podWith("shop/web", "app=web", PROXY)
            .podWith("shop/db", "app=db", PROXY);
    world.traffic.talks("shop/web", "istio-system/istiod", 15012);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.passes("shop/db", "istio-system/istiod", 15012)).isTrue();
    assertThat(outcome.evidence("istio-system/istiod")).contains("TCP/15012 mesh");
  }

  @ParameterizedTest
  @CsvSource({
    "istio, 15020, true",
    "istio, 15021, true",
    "istio, 15090, true",
    "istio, 4191, false",
    "linkerd, 4143, true",
    "linkerd, 4191, true",
    "linkerd, 15090, false",
    "none, 15090, false"
  })
  void aPortIsTheMeshsOnlyOnAPodThatIsInIt(String proxy, int port, boolean mesh) {
    String mark = proxy.equals("istio") ? PROXY : proxy.equals("linkerd") ? LINKERD : "{}";
    World world =
        World.withDns()
            .podWith("shop/web", "app=web", mark)
            .deployment("monitoring/prometheus", "app=prometheus", 1);
    world.traffic.talks("monitoring/prometheus", "shop/web", port);

    Outcome outcome = world.recommend();

    assertThat(outcome.recommendation.edges().get(0).roles().contains(SystemRole.MESH))
        .isEqualTo(mesh);
    assertThat(outcome.passes("monitoring/prometheus", "shop/web", port)).isTrue();
  }

  @Test
  void probesOnTheProxysPortNeedNoRule() {
    World world = World.withDns().podWith("shop/web", "app=web", PROXY);
    world.traffic.isCalledBy(new Party.Node("", "aks-0", true), "", "shop/web", Traffic.TCP, 15021);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("not governed own-node");
    assertThat(outcome.recommendation.edges().get(0).roles())
        .containsExactly(SystemRole.OWN_NODE, SystemRole.MESH);
  }

  @Test
  void probesUnderAmbientAreNoInternetClients() {
    World world = ambient();
    world.traffic.isCalledFrom("169.254.7.127", "shop/db", 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("used");
    assertThat(outcome.admits("169.254.7.127", "shop/db", 9999)).isTrue();
    assertThat(outcome.admits("169.254.7.128", "shop/db", 8080)).isFalse();
  }

  @Test
  void aDirectionThatOnlyTheMeshUsesCountsAsClosed() {
    World world =
        ambient()
            .deployment("istio-system/istiod", "app=istiod", 1)
            .podWith("shop/old", "app=old", PROXY);
    world.traffic.talks("shop/web", "shop/db", 5432).talks("shop/web", "shop/old", 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/web").closedDirections()).containsExactly(Direction.INGRESS);
    assertThat(outcome.of("shop/old").closedDirections()).containsExactly(Direction.EGRESS);
  }
}
