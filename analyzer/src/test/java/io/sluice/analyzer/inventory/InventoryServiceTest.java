package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.finishedAt;
import static io.sluice.analyzer.inventory.Snapshots.millis;
import static io.sluice.analyzer.inventory.Snapshots.pod;
import static io.sluice.analyzer.inventory.Snapshots.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pods behind Services. */
class InventoryServiceTest {
  private static final String TIME = "2025-01-31T12:00:00Z";
  private static final String START = "2025-01-31T08:00:00Z";

  @TempDir Path folder;

  @Test
  void aNamedTargetPortIsResolvedOnEveryPodByNameAndProtocol() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart("a", "10.244.0.1", "{name: http, containerPort: 8080}"),
                cart("b", "10.244.0.2", "{name: http, containerPort: 9090}"),
                cart("c", "10.244.0.3", "{name: http, containerPort: 7070, protocol: UDP}"),
                cartService("{port: 80, targetPort: http}"))
            .inventory();

    assertThat(backends(inventory, "TCP", 80, TIME)).containsExactly("a:8080", "b:9090");
    assertThat(backends(inventory, "UDP", 80, TIME)).isEmpty();
    assertThat(backends(inventory, "TCP", 81, TIME)).isEmpty();
  }

  @Test
  void aMissingTargetPortIsThePortItselfAndANumberIsItself() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart("a", "10.244.0.1", ""),
                cartService("{name: x, port: 80}, {name: y, port: 81, targetPort: 8081}"))
            .inventory();

    assertThat(backends(inventory, "TCP", 80, TIME)).containsExactly("a:80");
    assertThat(backends(inventory, "TCP", 81, TIME)).containsExactly("a:8081");
  }

  @Test
  void aNodePortLeadsToTheSameBackends() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart("a", "10.244.0.1", ""),
                cartService("{port: 80, targetPort: 8080, nodePort: 30080}"))
            .inventory();

    assertThat(backends(inventory, "TCP", 30080, TIME)).containsExactly("a:8080");
    assertThat(inventory.nodePortService("", "TCP", 30080)).contains(inventory.services().get(0));
    assertThat(inventory.nodePortService("", "UDP", 30080)).isEmpty();
    assertThat(inventory.nodePortService("", "TCP", 0)).isEmpty();
  }

  @Test
  void sidecarPortsCountAndThoseOfOtherInitContainersDoNot() {
    String withInit =
        cart("a", "10.244.0.1", "")
            .replace(
                "nodeName: node-1",
                """
                initContainers:
                  - {restartPolicy: Always, ports: [{name: http, containerPort: 15001}]}
                  - {ports: [{name: setup, containerPort: 99}]}
                  nodeName: node-1""");

    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                withInit,
                cartService(
                    "{name: x, port: 80, targetPort: http}, {name: y, port: 81, targetPort: setup}"))
            .inventory();

    assertThat(backends(inventory, "TCP", 80, TIME)).containsExactly("a:15001");
    assertThat(backends(inventory, "TCP", 81, TIME)).isEmpty();
    assertThat(inventory.pods().get(0).ports()).allMatch(ContainerPort::init);
    assertThat(inventory.declaredPorts(inventory.pods().get(0), "TCP")).containsExactly(15001);
  }

  @Test
  void theSelectorMeansThePodsOfTheNamespaceAliveAtTheTime() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart("old", "10.244.0.1", "").replace("phase: Running", "phase: Failed")
                    + finishedAt("2025-01-31T10:00:00Z").indent(2),
                cart("new", "10.244.0.2", "").replace(START, "2025-01-31T10:00:05Z"),
                cart("other", "10.244.0.3", "").replace("namespace: shop", "namespace: pay"),
                cartService("{port: 80}"))
            .inventory();

    assertThat(backends(inventory, "TCP", 80, "2025-01-31T09:00:00Z")).containsExactly("old:80");
    assertThat(backends(inventory, "TCP", 80, "2025-01-31T11:00:00Z")).containsExactly("new:80");
    assertThat(backends(inventory, "TCP", 80, "2025-01-31T10:00:02Z"))
        .containsExactly("new:80", "old:80");
    assertThat(backends(inventory, "TCP", 80, "2025-01-30T00:00:00Z")).isEmpty();
  }

  @Test
  void slicesDecideForThePodsOfTheirTimeAndTheSelectorForThoseGoneBefore() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T09:00:00Z", cart("gone", "10.244.0.9", ""))
            .at(
                TIME,
                cart("ready", "10.244.0.1", ""),
                cart("unready", "10.244.0.2", ""),
                cart("leaving", "10.244.0.3", ""),
                cart("unlisted", "10.244.0.4", ""),
                cartService("{name: web, port: 80, targetPort: 8080}"),
                slice(
                    "{name: web, port: 8080}",
                    endpoint("ready", "{ready: true}"),
                    endpoint("unready", "{ready: false}"),
                    endpoint("leaving", "{ready: false, serving: true, terminating: true}")))
            .inventory();

    assertThat(backends(inventory, "TCP", 80, TIME)).containsExactly("ready:8080", "unready:8080");
    assertThat(backends(inventory, "TCP", 80, "2025-01-31T08:59:00Z"))
        .containsExactly("gone:8080", "ready:8080", "unready:8080");
    assertThat(inventory.servicesOf(inventory.pods().get(0))).hasSize(1);
  }

  @Test
  void aServiceWithoutASelectorHasWhatItsSlicesSay() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart("a", "10.244.0.1", ""),
                service("shop/cart", "ports: [{port: 80}]\n"),
                slice("{port: 8080}", "addresses: [10.244.0.1]"))
            .inventory();

    assertThat(backends(inventory, "TCP", 80, TIME)).containsExactly("a:8080");
  }

  @Test
  void theApiServersServiceHasNoInventedBackends() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                pod("default/tool", "10.244.0.1", START),
                service(
                    "default/kubernetes",
                    "clusterIP: 10.0.0.1\nports: [{name: https, port: 443, targetPort: 443}]\n"),
                """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: kubernetes
                  namespace: default
                  labels: {kubernetes.io/service-name: kubernetes}
                endpoints: [{addresses: [203.0.113.1]}]
                ports: [{name: https, port: 443}]
                """)
            .inventory();

    Service kubernetes = inventory.services().get(0);
    assertThat(inventory.backends(kubernetes, "TCP", 443, millis(TIME))).isEmpty();
    assertThat(inventory.servicesOf(inventory.pods().get(0))).isEmpty();
  }

  @Test
  void podsOfAListEditedByHandThatRepeatsAUidStayApart() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart("a", "10.244.0.1", "").replaceAll("uid: .*", "uid: same"),
                cart("b", "10.244.0.2", "").replaceAll("uid: .*", "uid: same"),
                cartService("{port: 80}"),
                slice(
                    "{port: 80}",
                    "targetRef: {kind: Pod, name: a, uid: same}",
                    "targetRef: {kind: Pod, name: b, uid: same}"))
            .inventory();

    assertThat(inventory.pods()).hasSize(2);
    assertThat(backends(inventory, "TCP", 80, TIME)).containsExactly("a:80", "b:80");
  }

  @Test
  void aHeadlessServiceHasBackendsToo() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart("a", "10.244.0.1", ""),
                service(
                    "shop/cart", "clusterIP: None\nselector: {app: cart}\nports: [{port: 5432}]\n"))
            .inventory();

    assertThat(backends(inventory, "TCP", 5432, TIME)).containsExactly("a:5432");
    assertThat(inventory.services().get(0).clusterIps()).isEmpty();
  }

  @Test
  void declaredPortsAreContainerPortsAndTargetPortsOfItsServices() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                cart(
                    "a", "10.244.0.1", "{containerPort: 8080}, {containerPort: 53, protocol: UDP}"),
                cartService(
                    "{name: x, port: 80, targetPort: 9090}, {name: y, port: 81, targetPort: no}"))
            .inventory();

    assertThat(inventory.declaredPorts(inventory.pods().get(0), "TCP")).containsExactly(8080, 9090);
    assertThat(inventory.declaredPorts(inventory.pods().get(0), "UDP")).containsExactly(53);
  }

  @Test
  void manifestPodsStandBehindServices() {
    Inventory inventory =
        new Snapshots(folder)
            .add(
                ".yaml",
                """
                kind: Deployment
                metadata: {name: cart, namespace: shop}
                spec: {template: {metadata: {labels: {app: cart}}}}
                ---
                """
                    + cartService("{port: 80}"))
            .inventory();

    assertThat(backends(inventory, "TCP", 80, TIME)).containsExactly("cart-0:80");
  }

  @Test
  void aServiceTellsHowItIsOpenToTheWorld() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                service(
                    "shop/a",
                    """
                    type: LoadBalancer
                    externalTrafficPolicy: Local
                    loadBalancerSourceRanges: [203.0.113.0/24]
                    """),
                service("shop/b", "type: LoadBalancer\n")
                    .replace(
                        "namespace: shop",
                        "namespace: shop, annotations: "
                            + "{service.beta.kubernetes.io/azure-load-balancer-internal: \"true\"}"))
            .inventory();

    assertThat(inventory.services())
        .extracting(Service::name, Service::declaredPublic, Service::localTraffic)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", true, true),
            org.assertj.core.groups.Tuple.tuple("b", false, false));
    assertThat(inventory.services().get(0).sourceRanges()).containsExactly("203.0.113.0/24");
  }

  private static List<String> backends(
      Inventory inventory, String protocol, int port, String time) {
    Service cart =
        inventory.services().stream()
            .filter(s -> s.name().equals("cart"))
            .findFirst()
            .orElseThrow();
    return inventory.backends(cart, protocol, port, millis(time)).stream()
        .map(backend -> backend.pod().name() + ":" + backend.port())
        .toList();
  }

  private static String cart(String name, String address, String ports) {
    return pod("shop/" + name, address, START)
        .replace("labels: {app: " + name + "}", "labels: {app: cart}")
        .replace(
            "nodeName: node-1", "containers: [{ports: [%s]}]\n  nodeName: node-1".formatted(ports));
  }

  private static String cartService(String ports) {
    return service("shop/cart", "selector: {app: cart}\nports: [%s]\n".formatted(ports));
  }

  private static String slice(String ports, String... endpoints) {
    return """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: cart-x
          namespace: shop
          labels: {kubernetes.io/service-name: cart}
        ports: [%s]
        endpoints: [%s]
        """
        .formatted(ports, "{" + String.join("}, {", endpoints) + "}");
  }

  private static String endpoint(String pod, String conditions) {
    return "targetRef: {kind: Pod, namespace: shop, name: %s}, conditions: %s"
        .formatted(pod, conditions);
  }
}
