package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy never cuts off what the API server calls: webhooks, aggregated and converted APIs. */
class CallbackTest {
  private static final String AGENTS =
      "namespaces kubernetes.io/metadata.name=kube-system and pods app=konnectivity-agent";

  private static final String VALIDATING =
      """
      {"kind": "ValidatingWebhookConfiguration", "metadata": {"name": "checks"},
       "webhooks": [{"name": "a.shop.example",
         "clientConfig": {"service": {"namespace": "shop", "name": "checks"}}},
        {"name": "b.shop.example", "clientConfig": {"url": "https://hooks.example/b"}}]}
      """;
  private static final String MUTATING =
      """
      {"kind": "MutatingWebhookConfiguration", "metadata": {"name": "checks"},
       "webhooks": [{"name": "a.shop.example",
         "clientConfig": {"service": {"namespace": "shop", "name": "checks", "port": 443}}}]}
      """;
  private static final String CONVERSION =
      """
      {"kind": "CustomResourceDefinition", "metadata": {"name": "carts.shop.example"},
       "spec": {"conversion": {"strategy": "Webhook", "webhook": {"clientConfig":
         {"service": {"namespace": "shop", "name": "checks", "path": "/convert"}}}}}}
      """;
  private static final String OLD_CONVERSION =
      """
      {"kind": "CustomResourceDefinition", "metadata": {"name": "carts.shop.example"},
       "spec": {"conversion": {"strategy": "Webhook", "webhookClientConfig":
         {"service": {"namespace": "shop", "name": "checks"}}}}}
      """;
  private static final String AGGREGATED =
      """
      {"kind": "APIService", "metadata": {"name": "v1.shop.example"},
       "spec": {"group": "shop.example", "service": {"namespace": "shop", "name": "checks"}}}
      """;

  /** A webhook, and a database that its pods call, so that they get a policy. */
  private static World shop() {
    return World.withDns()
        .deployment("shop/checks", "app=checks", 2)
        .deployment("shop/db", "app=db", 1)
        .service("shop/checks", "ClusterIP", "app=checks", Map.of(), "TCP 443 9443");
  }

  private static Outcome outcome(World world) {
    world.traffic.talks("shop/checks", "shop/db", 5432);
    return world.recommend();
  }

  private static World withAgents() {
    return shop().deployment("kube-system/konnectivity-agent", "app=konnectivity-agent", 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {VALIDATING, MUTATING, CONVERSION, OLD_CONVERSION, AGGREGATED})
  void whatTheApiServerCallsAdmitsItsTunnelOnTheTargetPort(String object) {
    Outcome outcome = outcome(withAgents().object(object));

    assertThat(outcome.rules("shop/checks", Direction.INGRESS))
        .containsExactly(AGENTS + " : TCP/9443");
    assertThat(outcome.passes("kube-system/konnectivity-agent", "shop/checks", 9443)).isTrue();
    assertThat(outcome.passes("kube-system/konnectivity-agent", "shop/checks", 443)).isFalse();
    assertThat(outcome.roles("shop/checks")).contains("ingress konnectivity");
  }

  @Test
  void theEvidenceNamesTheObjectsOnce() {
    Outcome outcome = outcome(withAgents().object(VALIDATING).object(MUTATING).object(CONVERSION));

    assertThat(outcome.of("shop/checks").evidence())
        .filteredOn(e -> e.direction() == Direction.INGRESS)
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.basis()).isEqualTo("declared");
              assertThat(e.note())
                  .isEqualTo(
                      "the API server calls Service shop/checks for CustomResourceDefinition"
                          + " carts.shop.example, MutatingWebhookConfiguration checks,"
                          + " ValidatingWebhookConfiguration checks through konnectivity");
            });
  }

  @Test
  void observedCallsAndTheDeclaredPathAreOneRule() {
    World world = withAgents().object(VALIDATING);
    world.traffic.talks("kube-system/konnectivity-agent", "shop/checks", 9443);

    Outcome outcome = outcome(world);

    assertThat(outcome.rules("shop/checks", Direction.INGRESS))
        .containsExactly(AGENTS + " : TCP/9443");
    assertThat(outcome.evidence("shop/checks")).contains("TCP/9443 observed");
  }

  @Test
  void aNamedTargetPortIsLookedUpOnEveryPod() {
    World world =
        World.withDns()
            .deployment("kube-system/konnectivity-agent", "app=konnectivity-agent", 1)
            .deployment("shop/db", "app=db", 1)
            .podWith("shop/old", "app=old,checks=yes", named(9443))
            .podWith("shop/new", "app=new,checks=yes", named(10_250))
            .object(
                """
                {"kind": "Service", "metadata": {"name": "checks", "namespace": "shop"},
                 "spec": {"clusterIP": "10.0.0.77", "selector": {"checks": "yes"},
                  "ports": [{"port": 443, "targetPort": "hook"}]}}
                """)
            .object(VALIDATING);
    world.traffic.talks("shop/old", "shop/db", 5432).talks("shop/new", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/old", Direction.INGRESS))
        .containsExactly(AGENTS + " : TCP/9443");
    assertThat(outcome.rules("shop/new", Direction.INGRESS))
        .containsExactly(AGENTS + " : TCP/10250");
  }

  private static String named(int port) {
    return "{\"spec\": {\"containers\": [{\"name\": \"hook\", \"ports\": [{\"name\": \"hook\","
        + " \"containerPort\": "
        + port
        + "}]}]}}";
  }

  @Test
  void withoutTrafficAWebhookStillGetsNoPolicy() {
    World world =
        withAgents()
            .deployment("shop/idle", "app=idle", 1)
            .object(VALIDATING)
            .object(
                """
            {"kind": "APIService", "metadata": {"name": "v1.idle.example"},
             "spec": {"service": {"namespace": "shop", "name": "idle"}}}
            """);
    world.service("shop/idle", "ClusterIP", "app=idle", Map.of(), "TCP 443 8443");

    assertThat(outcome(world).of("shop/idle").state()).isEqualTo(State.NO_TRAFFIC);
  }

  @Test
  void withoutATunnelTheApiServersOwnAddressesAreAdmitted() {
    Outcome outcome = outcome(shop().apiServer(443, "10.9.0.4").object(VALIDATING));

    assertThat(outcome.rules("shop/checks", Direction.INGRESS))
        .containsExactly("ipBlock 10.9.0.4/32 : TCP/9443");
    assertThat(outcome.roles("shop/checks")).contains("ingress api-server");
  }

  @Test
  void withoutEitherEveryNodeIsAdmitted() {
    assertThat(outcome(shop().object(VALIDATING)).rules("shop/checks", Direction.INGRESS))
        .containsExactly("ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 : TCP/9443");
  }

  @Test
  void moreNodesThanARuleShouldListHoldIngressOpen() {
    World world = shop().engine(EngineProfile.NPM).object(VALIDATING);
    for (int i = 10; i < 15; i++) {
      world.node("more-" + i, "10.224.0." + i, "10.244." + i + ".0/24");
    }

    assertThat(outcome(world).holds("shop/checks"))
        .containsExactly("ingress declared-path --accept-withheld");
  }

  @Test
  void whereTheEngineCannotNameNodesIngressIsHeldOpenAndNotCut() {
    Outcome outcome =
        outcome(
            shop().apiServer(6443, "10.224.0.4").engine(EngineProfile.CILIUM).object(VALIDATING));

    assertThat(outcome.holds("shop/checks"))
        .containsExactly("ingress declared-path --accept-withheld");
    assertThat(outcome.of("shop/checks").holds().get(0).detail())
        .isEqualTo(
            "the API server calls Service shop/checks for ValidatingWebhookConfiguration checks on"
                + " TCP/9443: no rule on this engine can name from where they come");
    assertThat(outcome.policy("shop/checks").isolates()).containsExactly(Direction.EGRESS);
  }

  @Test
  void agentsOnTheNodesNetworkAreNamedByTheirNodes() {
    World world =
        shop()
            .hostPods(
                "DaemonSet", "kube-system/konnectivity-agent", "k8s-app=konnectivity-agent", 1)
            .object(VALIDATING);

    assertThat(outcome(world).rules("shop/checks", Direction.INGRESS))
        .containsExactly("ipBlock 10.224.0.5/32 : TCP/9443");
  }

  @Test
  void aServiceThatIsNotThereOrAnotherPortSaysNothing() {
    World world =
        withAgents()
            .object(VALIDATING.replace("\"checks\"}", "\"gone\"}"))
            .object(MUTATING.replace("443", "8443"));

    assertThat(outcome(world).rules("shop/checks", Direction.INGRESS)).isEmpty();
  }
}
