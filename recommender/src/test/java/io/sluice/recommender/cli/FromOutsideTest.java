package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} and {@code test} towards what a Service opens to the outside. */
final class FromOutsideTest {
  private static final String CLIENT = "203.0.113.9";

  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 10.224.0.4}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, status: {addresses: [{type: InternalIP, address: 10.224.0.5}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: fe, namespace: shop, labels: {app: fe}},
       spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort: 8080}]}]},
       status: {phase: Running, podIP: 10.244.0.9, startTime: 2026-11-01T00:00:00Z}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}},
       spec: {nodeName: n2, containers: [{name: c}]},
       status: {phase: Running, podIP: 10.244.1.9, startTime: 2026-11-01T00:00:00Z}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: fe, namespace: shop},
       spec: {type: LoadBalancer, externalTrafficPolicy: POLICY, selector: {app: fe}, clusterIP: 10.0.0.80,
              externalIPs: [198.51.100.7], ports: [{port: 80, targetPort: 8080, nodePort: 30080}]},
       status: {loadBalancer: {ingress: [{ip: 20.10.0.1}]}}}
      ---
      """;

  private static final String CLIENT_MAY =
      policy("ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]");

  @TempDir Path folder;

  private static String policy(String rules) {
    return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: fe, namespace:"
        + " shop}, spec: {podSelector: {matchLabels: {app: fe}}, "
        + rules
        + "}}\n";
  }

  @Test
  void theLoadBalancersAddressLeadsToThePodsAsTheEngineMeetsIt() {
    assertThat(explain("Cluster", CLIENT_MAY, "npm", CLIENT, "20.10.0.1", "80"))
        .startsWith("Allowed")
        .contains(
            "Service shop/fe TCP/80 leads to TCP/8080 of shop/fe",
            "npm does not filter ingress through a load balancer");
    assertThat(explain("Cluster", CLIENT_MAY, "calico", CLIENT, "20.10.0.1", "80"))
        .startsWith("Denied")
        .contains("would admit it: the addresses of the nodes, which may forward it");
    assertThat(explain("Cluster", CLIENT_MAY, "cilium", CLIENT, "20.10.0.1", "80"))
        .startsWith("Not evaluated")
        .contains("whether cilium sees the client or which node");
    assertThat(explain("Local", CLIENT_MAY, "calico", CLIENT, "20.10.0.1", "80"))
        .startsWith("Allowed");
  }

  @Test
  void soDoesAnExternalAddressAndTheServicesNameForWhoeverStandsOutside() {
    for (String to : new String[] {"198.51.100.7", "shop/fe[Service]"}) {
      assertThat(explain("Cluster", CLIENT_MAY, "calico", CLIENT, to, "80")).startsWith("Denied");
    }
    assertThat(explain("Cluster", "", "calico", CLIENT, "198.51.100.7", "81"))
        .contains("its ports are TCP/80");
  }

  @Test
  void aNodePortLeadsToThePodsAndAnyOtherPortIsTheNodes() {
    String port = explain("Cluster", CLIENT_MAY, "calico", CLIENT, "10.224.0.5", "30080");
    String other = explain("Cluster", CLIENT_MAY, "calico", CLIENT, "10.224.0.5", "10250");

    assertThat(port)
        .startsWith("Denied")
        .contains("a node port of n2, of Service shop/fe, TCP/30080 leads to TCP/8080 of shop/fe");
    assertThat(other).startsWith("Allowed").contains("10.224.0.5 is node n2");
  }

  @Test
  void withLocalOnlyTheNodeThatRunsAPodAnswersAndRulesSeeTheClient() {
    assertThat(explain("Local", CLIENT_MAY, "calico", CLIENT, "10.224.0.4", "30080"))
        .startsWith("Allowed");
    assertThat(explain("Local", CLIENT_MAY, "calico", CLIENT, "10.224.0.5", "30080"))
        .contains("as its externalTrafficPolicy is Local and none runs there");
  }

  @Test
  void aPodsEgressToANodePortIsHeldAgainstTheNodeOrThePodBehindIt() {
    String toNode =
        "---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web,"
            + " namespace: shop}, spec: {podSelector: {matchLabels: {app: web}}, policyTypes:"
            + " [Egress], egress: [{to: [PEERS]}]}}\n";
    String pods = toNode.replace("PEERS", "{podSelector: {}}");
    String both = toNode.replace("PEERS", "{podSelector: {}}, {ipBlock: {cidr: 10.224.0.0/16}}");
    String none = toNode.replace("PEERS", "{podSelector: {matchLabels: {app: other}}}");

    assertThat(explain("Cluster", pods, "calico", "shop/web", "10.224.0.4", "30080"))
        .startsWith("Not evaluated")
        .contains("calico may hold it against node n1, port 30080");
    assertThat(explain("Cluster", both, "calico", "shop/web", "10.224.0.4", "30080"))
        .startsWith("Allowed");
    assertThat(explain("Cluster", none, "calico", "shop/web", "10.224.0.4", "30080"))
        .startsWith("Denied");
  }

  @Test
  void aPodThatIsNamedIsReachedDirectlyAndTheEntranceIsPointedOut() {
    assertThat(explain("Cluster", CLIENT_MAY, "calico", CLIENT, "shop/fe[Pod]", "8080"))
        .startsWith("Allowed")
        .contains("this port is entered through a load balancer or node port", "ask about the");
    assertThat(explain("Cluster", CLIENT_MAY, "npm", "10.224.0.5", "shop/fe[Pod]", "8080"))
        .startsWith("Denied");
  }

  @Test
  void expectationsAreAskedTheSameWay() {
    write("Cluster", CLIENT_MAY);
    PolicyWorld.write(
        folder.resolve("e.jsonl"),
        """
        {"src": "203.0.113.9", "dst": "20.10.0.1", "port": 80, "expected": "deny"}
        {"src": "203.0.113.9", "dst": "10.224.0.5", "port": 30080, "expected": "deny"}
        {"src": "203.0.113.9", "dst": "10.224.0.5", "port": 22, "expected": "allow"}
        {"src": "shop/web", "dst": "10.0.0.80", "port": 80, "expected": "deny"}
        """);

    CommandRun run =
        CommandRun.of(
            "test",
            folder.resolve("e.jsonl"),
            "--cluster",
            folder.resolve("cluster.yaml"),
            "--engine",
            "calico");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }

  private void write(String trafficPolicy, String policies) {
    PolicyWorld.write(
        folder.resolve("cluster.yaml"), CLUSTER.replace("POLICY", trafficPolicy) + policies);
  }

  private String explain(
      String trafficPolicy, String policies, String engine, String from, String to, String port) {
    write(trafficPolicy, policies);
    CommandRun run =
        CommandRun.of(
            "explain",
            "--from",
            from,
            "--to",
            to,
            "--port",
            port,
            "--cluster",
            folder.resolve("cluster.yaml"),
            "--engine",
            engine);
    return run.out() + run.err();
  }
}
