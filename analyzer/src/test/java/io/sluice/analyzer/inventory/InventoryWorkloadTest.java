package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.millis;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which workload a pod belongs to, and what manifests without pods become. */
class InventoryWorkloadTest {
  private static final String TIME = "2025-01-31T12:00:00Z";

  @TempDir Path folder;

  @Test
  void aReplicaSetsPodsAreItsDeploymentsByTheHashInTheirLabels() {
    assertThat(
            workloadOf(
                owned("cart-5d9f8-x2x", "ReplicaSet", "cart-5d9f8", "pod-template-hash: 5d9f8")))
        .isEqualTo("shop/Deployment/cart");
  }

  @Test
  void aReplicaSetWhoseHashIsNotThatOfItsPodsIsItsOwnWorkload() {
    assertThat(workloadOf(owned("cart-5d9f8-x2x", "ReplicaSet", "cart-5d9f8", "app: cart")))
        .isEqualTo("shop/ReplicaSet/cart-5d9f8");
  }

  @Test
  void anArgoRolloutIsToldByItsOwnHashLabel() {
    assertThat(
            workloadOf(
                owned(
                    "cart-5d9f8-x2x",
                    "ReplicaSet",
                    "cart-5d9f8",
                    "rollouts-pod-template-hash: 5d9f8")))
        .isEqualTo("shop/Rollout/cart");
  }

  @Test
  void aReplicaSetThatIsThereTellsItsOwnerOrThatItHasNone() {
    String set =
        """
        kind: ReplicaSet
        metadata: {name: cart-5d9f8, namespace: shop%s}
        """;
    String pod = owned("cart-5d9f8-x2x", "ReplicaSet", "cart-5d9f8", "pod-template-hash: 5d9f8");

    assertThat(
            workloadOf(
                pod, set.formatted(", ownerReferences: [{kind: Foo, name: c, controller: true}]")))
        .isEqualTo("shop/Foo/c");
    assertThat(workloadOf(pod, set.formatted(""))).isEqualTo("shop/ReplicaSet/cart-5d9f8");
  }

  @Test
  void aJobsPodsAreItsCronJobsByOwnerOrByTheScheduledMinute() {
    String job =
        """
        kind: Job
        metadata: {name: report-1, namespace: shop%s}
        """;
    String owner = ", ownerReferences: [{kind: CronJob, name: nightly, controller: true}]";

    assertThat(workloadOf(owned("r-x", "Job", "report-1", ""), job.formatted(owner)))
        .isEqualTo("shop/CronJob/nightly");
    assertThat(workloadOf(owned("r-x", "Job", "report-28973415", "")))
        .isEqualTo("shop/CronJob/report");
    assertThat(workloadOf(owned("r-x", "Job", "report-1234567", "")))
        .isEqualTo("shop/Job/report-1234567");
    assertThat(
            workloadOf(
                owned("r-x", "Job", "report-28973415", ""),
                job.formatted("").replace("report-1", "report-28973415")))
        .isEqualTo("shop/Job/report-28973415");
  }

  @Test
  void otherControllersAreTheWorkloadThemselves() {
    assertThat(workloadOf(owned("db-0", "StatefulSet", "db", ""))).isEqualTo("shop/StatefulSet/db");
    assertThat(workloadOf(owned("a-x", "DaemonSet", "a", ""))).isEqualTo("shop/DaemonSet/a");
    assertThat(workloadOf(owned("c-x", "CloneSet", "c", ""))).isEqualTo("shop/CloneSet/c");
  }

  @Test
  void aPodWithoutAControllerIsItsOwnWorkloadAndStaticPodsLoseTheirNode() {
    String loose = owned("tool", "Foo", "x", "").replace("controller: true", "controller: false");

    assertThat(workloadOf(loose)).isEqualTo("shop/Pod/tool");
    assertThat(workloadOf(owned("etcd-node-1", "Node", "node-1", ""))).isEqualTo("shop/Pod/etcd");
  }

  @Test
  void anOwnerWithoutTheControllerFlagCountsIfItsKindAlwaysControls() {
    assertThat(workloadOf(owned("a-x", "DaemonSet", "a", "").replace(", controller: true", "")))
        .isEqualTo("shop/DaemonSet/a");
    assertThat(workloadOf(owned("a-x", "ConfigMap", "a", "").replace(", controller: true", "")))
        .isEqualTo("shop/Pod/a-x");
  }

  @Test
  void manifestsWithoutPodsHaveOnePodPerReplica() {
    Inventory inventory =
        new Snapshots(folder)
            .add(
                ".yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cart, namespace: shop}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: cart}}
                  template:
                    metadata: {labels: {app: cart, tier: web}}
                    spec:
                      serviceAccountName: cart
                      containers: [{name: main, ports: [{name: http, containerPort: 8080}]}]
                """)
            .inventory();

    assertThat(inventory.pods())
        .extracting(Pod::name, Pod::labels, Pod::addresses, Pod::origin, Pod::serviceAccount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "cart-0",
                labels("app", "cart", "tier", "web"),
                List.of(),
                Pod.Origin.MANIFEST,
                "cart"),
            org.assertj.core.groups.Tuple.tuple(
                "cart-1",
                labels("app", "cart", "tier", "web"),
                List.of(),
                Pod.Origin.MANIFEST,
                "cart"));
    assertThat(inventory.pods().get(0).ports())
        .containsExactly(new ContainerPort("http", "TCP", 8080, false));
    assertThat(inventory.pods()).allMatch(pod -> pod.aliveAt(millis(TIME)));
    assertThat(inventory.livePods().getCardinality()).isEqualTo(2);
    assertThat(inventory.warnings()).isEmpty();
  }

  @Test
  void everyKindOfManifestIsAWorkload() {
    String template =
        "template: {metadata: {labels: {app: x}}, spec: {containers: [{name: main}]}}";
    StringBuilder text = new StringBuilder();
    for (String kind :
        List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Rollout")) {
      text.append("kind: %s\nmetadata: {name: a}\nspec: {%s}\n---\n".formatted(kind, template));
    }
    text.append("kind: CronJob\nmetadata: {name: a}\nspec: {jobTemplate: {spec: {")
        .append(template)
        .append("}}}\n---\nkind: ReplicationController\nmetadata: {name: a}\n")
        .append("spec: {selector: {app: x}, ")
        .append(template)
        .append("}\n---\nkind: Pod\nmetadata: {name: a, labels: {app: x}}\n");

    Inventory inventory = new Snapshots(folder).add(".yaml", text.toString()).inventory();

    assertThat(inventory.workloads())
        .extracting(Workload::path)
        .containsExactlyInAnyOrder(
            "default/CronJob/a",
            "default/DaemonSet/a",
            "default/Deployment/a",
            "default/Job/a",
            "default/Pod/a",
            "default/ReplicaSet/a",
            "default/ReplicationController/a",
            "default/Rollout/a",
            "default/StatefulSet/a");
    assertThat(inventory.pods())
        .hasSize(9)
        .allMatch(p -> p.origin() == Pod.Origin.MANIFEST && p.labels().equals(labels("app", "x")));
  }

  @Test
  void noReplicasIsAWorkloadWithoutPodsAndTooManyAreCapped() {
    String scaled = "kind: Deployment\nmetadata: {name: %s}\nspec: {replicas: %s}\n";

    Inventory inventory =
        new Snapshots(folder)
            .add(".yaml", scaled.formatted("a", 0) + "---\n" + scaled.formatted("b", 2_000_000_000))
            .inventory();

    assertThat(inventory.workloads()).hasSize(2);
    assertThat(inventory.pods()).hasSize(1_000);
    assertThat(inventory.podsOf(inventory.workloads().get(0)).isEmpty()).isTrue();
    assertThat(inventory.isEmpty()).isFalse();
    assertThat(inventory.warnings()).anyMatch(w -> w.contains("b wants 2000000000 pods"));
  }

  @Test
  void aWorkloadWithRunningPodsGetsNoManifestPods() {
    String deployment =
        "kind: Deployment\nmetadata: {name: cart, namespace: shop}\nspec: {replicas: 3}\n";
    String pod = owned("cart-5d9f8-x2x", "ReplicaSet", "cart-5d9f8", "pod-template-hash: 5d9f8");

    Inventory inventory = new Snapshots(folder).at(TIME, deployment, pod).inventory();

    assertThat(inventory.pods()).extracting(Pod::origin).containsExactly(Pod.Origin.OBJECT);
    assertThat(inventory.controller(inventory.workloads().get(0)))
        .hasValueSatisfying(controller -> assertThat(controller.replicas()).isEqualTo(3));
  }

  @Test
  void aDeploymentsReplicaSetIsNoWorkloadOfItsOwnButAnOperatorsStatefulSetIs() {
    String owner = "ownerReferences: [{kind: %s, name: x, controller: true}]";
    String text =
        "kind: ReplicaSet\nmetadata: {name: a, "
            + owner.formatted("Deployment")
            + "}\n---\n"
            + "kind: StatefulSet\nmetadata: {name: b, "
            + owner.formatted("Prometheus")
            + "}\n";

    Inventory inventory = new Snapshots(folder).add(".yaml", text).inventory();

    assertThat(inventory.workloads())
        .extracting(Workload::path)
        .containsExactly("default/StatefulSet/b");
  }

  @Test
  void aFinishedJobAndADeletedDeploymentGetNoPods() {
    String job = "kind: Job\nmetadata: {name: j}\nstatus: {completionTime: \"%s\"}\n";
    String first = "kind: Deployment\nmetadata: {name: gone}\n";
    String second = "kind: Deployment\nmetadata: {name: kept}\nspec: {replicas: 1}\n";

    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", first, second)
            .at("2025-01-31T11:00:00Z", second, job.formatted("2025-01-31T10:00:00Z"))
            .inventory();

    assertThat(inventory.pods()).extracting(Pod::name).containsExactly("kept-0");
    assertThat(inventory.workloads()).hasSize(3);
  }

  @Test
  void aControllersOwnSelectorIsKnownWhereItsKindHasOne() {
    Inventory inventory =
        new Snapshots(folder)
            .add(
                ".yaml",
                """
                kind: Deployment
                metadata: {name: a}
                spec:
                  selector: {matchLabels: {app: a}}
                  template: {metadata: {labels: {app: a, v: "1"}}}
                ---
                kind: StatefulSet
                metadata: {name: b}
                spec:
                  selector: {matchLabels: {app: b}, matchExpressions: [{key: x, operator: Exists}]}
                ---
                kind: ReplicationController
                metadata: {name: c}
                spec: {selector: {app: c}}
                ---
                kind: Job
                metadata: {name: d}
                spec: {selector: {matchLabels: {controller-uid: u}}}
                """)
            .inventory();

    assertThat(inventory.workloads())
        .extracting(
            w ->
                w.name()
                    + inventory.controller(w).orElseThrow().selector()
                    + inventory.controller(w).orElseThrow().exactSelector())
        .containsExactlyInAnyOrder("a{app=a}true", "b{app=b}false", "c{app=c}true", "d{}true");
    assertThat(inventory.controller(new Workload("", "default", "Pod", "x"))).isEmpty();
  }

  @Test
  void podsAreFoundByWorkloadAndNamespace() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                owned("db-0", "StatefulSet", "db", ""),
                owned("db-1", "StatefulSet", "db", ""))
            .inventory();

    assertThat(inventory.podsOf(inventory.workloads().get(0)).toArray()).containsExactly(0, 1);
    assertThat(inventory.podsIn("", "shop").toArray()).containsExactly(0, 1);
    assertThat(inventory.podsIn("", "pay").isEmpty()).isTrue();
    inventory.podsIn("", "shop").remove(0);
    assertThat(inventory.podsIn("", "shop").getCardinality()).isEqualTo(2);
  }

  @Test
  void aPendingPodWithoutAnAddressIsAPodWithoutAddresses() {
    String pending =
        """
        kind: Pod
        metadata: {name: a, uid: u, creationTimestamp: "2025-01-31T08:00:00Z"}
        status: {phase: Pending}
        """;

    Inventory inventory = new Snapshots(folder).at(TIME, pending).inventory();

    assertThat(inventory.pods().get(0).addresses()).isEmpty();
    assertThat(inventory.pods().get(0).origin()).isEqualTo(Pod.Origin.OBJECT);
    assertThat(inventory.livePods().getCardinality()).isEqualTo(1);
  }

  private String workloadOf(String pod, String... others) {
    return new Snapshots(folder)
        .at(TIME, pod, String.join("\n---\n", others))
        .inventory()
        .pods()
        .get(0)
        .workload()
        .path();
  }

  private static String owned(String name, String kind, String owner, String labels) {
    return """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: shop
          uid: %s
          labels: {%s}
          ownerReferences: [{kind: %s, name: %s, controller: true}]
        status: {phase: Running, startTime: "2025-01-31T08:00:00Z"}
        """
        .formatted(name, name, labels, kind, owner);
  }

  private static Map<String, String> labels(String... pairs) {
    Map<String, String> labels = new java.util.TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return labels;
  }
}
