package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code diff --engine npm --engine-to cilium} over recorded flows: the five changes that Microsoft
 * documents (https://learn.microsoft.com/azure/aks/migrate-from-npm-to-cilium-network-policy), by
 * number, and of which directions it is said that more or less is allowed.
 */
final class EngineDiffCommandTest {
  private static final String NODE_0 = "10.224.0.4";

  @TempDir Path folder;

  private Fixture fixture;
  private ExampleWorkload web;
  private ExampleWorkload cart;
  private String more = "";

  private void cluster() {
    fixture = new Fixture(folder.resolve("world"));
    web = fixture.deployment("shop/web", "app=web", 2);
    cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
  }

  /** "1. ipBlock used for pods or nodes: allowed before, dropped after." */
  @Test
  void anIpBlockForPodsNoLongerAdmitsThem() {
    cluster();
    fixture.talks(web, cart, 7070);

    JsonNode denied = newlyDenied("ingress: [{from: [{ipBlock: {cidr: 10.244.0.0/16}}]}]");

    assertThat(denied.path("to").path("name").asText()).isEqualTo("cart");
    assertThat(denied.toString()).contains("an ipBlock never matches a pod's address");
  }

  /** "1. ipBlock used for pods or nodes", here for nodes. */
  @Test
  void anIpBlockForNodesNoLongerAdmitsThem() {
    cluster();
    fixture.calls(cart, NODE_0, 10250);

    JsonNode denied =
        diff("policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.224.0.0/16}}]}]")
            .path("flows")
            .path("newlyDenied");

    assertThat(denied.findValuesAsText("own")).containsExactlyInAnyOrder("true", "false");
    assertThat(denied.path(0).toString()).contains("an ipBlock never matches a node's address");
  }

  /** "2. Egress to own node: implicit before, dropped after." */
  @Test
  void egressToTheOwnNodeIsNoLongerImplicit() {
    cluster();
    fixture.calls(cart, NODE_0, 10250);

    JsonNode report = diff("policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]");

    assertThat(report.path("flows").path("newlyDeniedEdges").asInt()).isEqualTo(1);
    assertThat(report.path("flows").path("newlyDenied").path(0).toString())
        .contains("npm does not filter traffic to the pod's own node");
  }

  /** "3. LB/NodePort eTP=Cluster ingress: unenforced before, enforced after." */
  @Test
  void ingressThroughALoadBalancerIsEnforced() {
    cluster();
    more =
        """
        {apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop},
         spec: {type: LoadBalancer, selector: {app: cart}, ports: [{port: 80, targetPort: 7070}]}}
        """;
    fixture.isCalledFrom("20.1.2.3", cart, 7070);

    JsonNode denied = newlyDenied("ingress: [{from: [{podSelector: {}}]}]");

    assertThat(denied.toString())
        .contains("npm does not filter ingress through a load balancer or node port");
  }

  /** "4. Named ports with several numbers → use numbers": unsure, which is no silent pass. */
  @Test
  void aNamedPortWithSeveralNumbersIsNoLongerSure() {
    cluster();
    more =
        """
        {apiVersion: v1, kind: Pod, metadata: {name: cart-old, namespace: shop, labels: {app: cart}},
         spec: {containers: [{name: c, ports: [{name: port-7070, containerPort: 9090}]}]}}
        """;
    fixture.talks(web, cart, 7070);

    JsonNode flows = diff("ingress: [{ports: [{port: port-7070}]}]").path("flows");

    assertThat(flows.path("unchangedEdges").asInt()).isZero();
    assertThat(flows.path("notEvaluatedByReason").toString())
        .contains("names port port-7070", "[7070, 9090]", "use numbers");
  }

  /** "5. endPort before Cilium 1.17." */
  @Test
  void aRangeOfPortsIsOnlyItsFirstBeforeCilium117() {
    String range = "ingress: [{ports: [{port: 7000, endPort: 7100}]}]";
    cluster();
    fixture.talks(web, cart, 7070);
    more = agent("v1.16.9");

    assertThat(newlyDenied(range).path("to").path("name").asText()).isEqualTo("cart");

    more = agent("v1.17.0");

    assertThat(diff(range).path("flows").path("unchangedEdges").asInt()).isEqualTo(1);
  }

  @Test
  void aDirectionThatTheEngineTreatsAlikeIsNotSaidToBeTightenedForTheOtherEndsSake() {
    cluster();
    fixture.talks(web, cart, 7070);
    String open =
        policy("web", "policyTypes: [Egress], egress: [{}]")
            + policy("cart", "ingress: [{from: [{ipBlock: {cidr: 10.244.0.0/16}}]}]");

    JsonNode report = json(open);

    assertThat(report.path("tightened")).hasSize(1);
    assertThat(report.path("tightened").path(0).path("workload").path("name").asText())
        .isEqualTo("cart");
    assertThat(report.path("tightened").path(0).path("direction").asText()).isEqualTo("ingress");
    assertThat(report.path("widened")).isEmpty();
    assertThat(report.path("isolation")).isEmpty();
  }

  @Test
  void anEngineThatReadsEverythingAlikeShiftsNothing() {
    cluster();
    fixture.talks(web, cart, 7070);

    JsonNode report =
        json(
            policy("cart", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]")
                + policy("web", "policyTypes: [Egress], egress: [{}]"));

    assertThat(report.path("tightened")).isEmpty();
    assertThat(report.path("widened")).isEmpty();
    assertThat(report.path("connectivity")).isEmpty();
    // What it has to be told to filter is open, and that is all that may differ.
    assertThat(report.path("connectivityNotEvaluated").findValuesAsText("reason"))
        .containsOnly("cilium filters SCTP only where that is enabled")
        .hasSize(2);
    assertThat(report.path("connectivityNotEvaluated").findValuesAsText("policy")).isEmpty();
    assertThat(report.path("different").asBoolean()).isTrue();
  }

  @Test
  void aPolicyThatOneEngineDroppedIsolatesNowAndIsNamed() {
    cluster();
    fixture.talks(web, cart, 7070);

    JsonNode report = diff("ingress: [{from: [{ipBlock: {cidr: '2001:db8::/32'}}]}]");

    JsonNode isolation = report.path("isolation");
    assertThat(isolation).hasSize(1);
    assertThat(isolation.path(0).path("change").asText()).isEqualTo("newly-isolated");
    assertThat(isolation.path(0).path("policies").toString()).contains("shop/cart");
    assertThat(report.path("tightened")).hasSize(1);
    assertThat(report.path("flows").path("newlyDeniedEdges").asInt()).isEqualTo(1);
  }

  private static String agent(String tag) {
    return """
        {apiVersion: v1, kind: Pod,
         metadata: {name: cilium-x, namespace: kube-system, labels: {k8s-app: cilium}},
         spec: {hostNetwork: true, containers: [{name: c, image: 'quay.io/cilium/cilium:%s'}]}}
        """
        .formatted(tag);
  }

  private JsonNode newlyDenied(String rules) {
    JsonNode flows = diff(rules).path("flows");
    assertThat(flows.path("newlyDenied")).hasSize(1);
    return flows.path("newlyDenied").path(0);
  }

  private JsonNode diff(String rules) {
    return json(policy("cart", rules));
  }

  private static String policy(String app, String rules) {
    return """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %1$s, namespace: shop}
        spec: {podSelector: {matchLabels: {app: %1$s}}, %2$s}
        """
        .formatted(app, rules);
  }

  private JsonNode json(String policies) {
    fixture.write();
    Path file = folder.resolve("policies.yaml");
    PolicyWorld.write(file, policies);
    List<Object> words =
        new ArrayList<>(List.of("diff", file, "--engine", "npm", "--engine-to", "cilium"));
    words.addAll(List.of("--cluster", fixture.cluster(), "--flows", fixture.logs(), "-o", "json"));
    if (!more.isEmpty()) {
      PolicyWorld.write(folder.resolve("more.yaml"), more);
      words.addAll(List.of("--cluster", folder.resolve("more.yaml")));
    }
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return run.json();
  }
}
