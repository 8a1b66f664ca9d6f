package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.holder;
import static io.sluice.analyzer.inventory.Snapshots.millis;
import static io.sluice.analyzer.inventory.Snapshots.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.sighting.Recording;
import io.sluice.analyzer.sighting.Recording.Life;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pods recorded ones are, and which labels they had. */
class RecordedPodsTest {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final long START = millis("2025-01-06T00:00:00Z");
  private static final long END = START + 14 * 24 * HOUR;
  private static final String ADDRESS = "10.244.1.10";

  @TempDir private Path folder;

  @Test
  void aReplicaSetIsItsDeploymentsByTheDeploymentsThatAreKnownOrByItsHash() {
    Snapshots snapshot = new Snapshots(folder).add(".yaml", deployment("cart-db", "app: db", "db"));
    Life known = Life.ofJob("x", "10.244.1.1", START, END).named("shop/a", "1");
    Life hashed = known.at("10.244.1.2", "node-1").named("shop/b", "2");
    Life plain = known.at("10.244.1.3", "node-1").named("shop/c", "3");
    Life bare = known.at("10.244.1.4", "node-1").named("shop/d", "4");
    Recording rows =
        new Recording()
            .rows(
                List.of(
                    known.owned("ReplicaSet", "cart-db-308011170"),
                    hashed.owned("ReplicaSet", "web-7d4f9c8b6d"),
                    plain.owned("ReplicaSet", "by-hand"),
                    bare.owned("", "")),
                START,
                START + HOUR,
                MINUTE);

    Inventory inventory =
        new Seen(folder).file("rows.json", rows.lines()).beside(snapshot).inventory();

    assertThat(inventory.pods())
        .filteredOn(pod -> pod.origin() == Pod.Origin.HISTORY)
        .extracting(pod -> pod.name() + " " + pod.workload().kind() + " " + pod.workload().name())
        .containsExactly(
            "a Deployment cart-db", "b Deployment web", "c ReplicaSet by-hand", "d Pod d");
  }

  @Test
  void labelsThatNobodyRecordedAreAssumedFromTheTemplateOrStayUnknown() {
    Snapshots snapshot =
        new Snapshots(folder)
            .add(".yaml", deployment("cart", "app.kubernetes.io/name: cart", "cart"));
    Life cart =
        Life.ofJob("x", "10.244.1.1", START, END)
            .named("shop/cart-7d4f9c8b6d-aaaaa", "1")
            .owned("ReplicaSet", "cart-7d4f9c8b6d");
    Life gone =
        cart.at("10.244.1.2", "node-1").named("shop/gone-0", "2").owned("StatefulSet", "gone");
    Recording recording = new Recording().samples(List.of(cart, gone), START, START + HOUR, MINUTE);
    ObjectNode labels =
        recording
            .series("kube_pod_labels", gone, List.of(START))
            .put("label_app_kubernetes_io_name", "gone")
            .put("label_made_up", "x");
    assertThat(labels).isNotNull();

    Inventory inventory =
        new Seen(folder).file("r.json", recording.prometheus()).beside(snapshot).inventory();

    Pod assumed = inventory.pod("", "shop", cart.name(), START).orElseThrow();
    assertThat(assumed.origin()).isEqualTo(Pod.Origin.HISTORY);
    assertThat(assumed.labels()).isEqualTo(Map.of("app.kubernetes.io/name", "cart"));
    assertThat(assumed.ports()).singleElement().matches(port -> port.number() == 8080);
    Pod partly = inventory.pod("", "shop", "gone-0", START).orElseThrow();
    assertThat(partly.origin()).isEqualTo(Pod.Origin.UNLABELLED);
    assertThat(partly.labels()).isEqualTo(Map.of("app.kubernetes.io/name", "gone"));
    assertThat(inventory.warnings())
        .anyMatch(warning -> warning.contains("such as label_made_up: left unknown"))
        .anyMatch(warning -> warning.contains("such as shop/gone-0: selectors cannot be checked"))
        .anyMatch(warning -> warning.contains("assumed to have had those of their workload's"));
  }

  @Test
  void aMangledLabelThatTwoKnownKeysCanStandForStaysUnknown() {
    Snapshots snapshot =
        new Snapshots(folder)
            .add(
                ".yaml",
                deployment(
                    "cart", "app.kubernetes.io/name: cart, app_kubernetes_io/name: x", "cart"));
    Life gone =
        Life.ofJob("x", "10.244.1.1", START, END)
            .named("shop/gone-0", "2")
            .owned("StatefulSet", "gone");
    Recording recording = new Recording().samples(List.of(gone), START, START + HOUR, MINUTE);
    ObjectNode labels = recording.series("kube_pod_labels", gone, List.of(START));
    labels.put("label_app_kubernetes_io_name", "gone");

    Inventory inventory =
        new Seen(folder).file("r.json", recording.prometheus()).beside(snapshot).inventory();

    assertThat(inventory.pod("", "shop", "gone-0", START).orElseThrow().labels()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pod_ip", "exported"})
  void ownersComeFromKubePodOwnerAndExportedLabelsWin(String how) {
    Life life = Life.ofJob("x", ADDRESS, START, END).named("shop/web-0", "1").owned("", "");
    Recording recording = new Recording();
    ObjectNode info = recording.series("kube_pod_info", life, List.of(START, START + MINUTE));
    info.put("pod_ip", ADDRESS);
    if (how.equals("exported")) {
      info.put("exported_namespace", "shop").put("exported_pod", "web-0");
      info.put("namespace", "monitoring").put("pod", "kube-state-metrics-0");
    }
    recording
        .series("kube_pod_owner", life, List.of(START))
        .put("owner_kind", "StatefulSet")
        .put("owner_name", "web")
        .put("owner_is_controller", "true");

    Inventory inventory = new Seen(folder).file("r.json", recording.prometheus()).inventory();

    assertThat(holder(inventory, ADDRESS, "2025-01-06T00:00:30Z")).isEqualTo("shop/web-0");
    assertThat(inventory.workloads())
        .singleElement()
        .matches(w -> w.kind().equals("StatefulSet") && w.name().equals("web"));
  }

  private static String deployment(String name, String labels, String container) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s, namespace: shop}
    spec:
      selector: {matchLabels: {%s}}
      template:
        metadata: {labels: {%s}}
        spec:
          containers:
          - name: %s
            ports: [{containerPort: 8080}]
    """
        .formatted(name, labels, labels, container);
  }

  @Test
  void labelsOfARowAreThePods() {
    Life life = Life.ofJob("report", ADDRESS, START, END);
    Recording rows = new Recording().row(life, START, "Running");

    Pod pod = new Seen(folder).file("rows.json", rows.lines()).inventory().pods().get(0);

    assertThat(pod.labels()).isEqualTo(new TreeMap<>(Map.of("app", "report")));
    assertThat(pod.origin()).isEqualTo(Pod.Origin.HISTORY);
    assertThat(pod.ports()).isEmpty();
  }
}
