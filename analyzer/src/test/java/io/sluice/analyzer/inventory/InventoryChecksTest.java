package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.node;
import static io.sluice.analyzer.inventory.Snapshots.pod;
import static io.sluice.analyzer.inventory.Snapshots.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.ingest.UnusableInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces, and what people are told of odd snapshots. */
class InventoryChecksTest {
  private static final String TIME = "2025-01-31T12:00:00Z";
  private static final String START = "2025-01-31T08:00:00Z";

  @TempDir Path folder;

  @Test
  void missingKindsAreNamedOnlyWhereThereArePods() {
    Snapshots pods = new Snapshots(folder).at(TIME, pod("shop/cart", "10.244.0.1", START));
    Snapshots all =
        new Snapshots(folder)
            .at(
                TIME,
                pod("shop/cart", "10.244.0.1", START),
                service("shop/cart", "type: ClusterIP\n"),
                node("node-1", "10.224.0.4"),
                "{kind: Namespace, metadata: {name: shop}}");

    assertThat(pods.inventory().warnings())
        .containsExactly(
            "the snapshot has no Namespaces: of their labels only the name is known",
            "the snapshot has no Nodes: node addresses are known from pods only",
            "the snapshot has no Services: cluster addresses cannot be resolved");
    assertThat(all.inventory().warnings()).isEmpty();
  }

  @Test
  void namespaceLabelsAlwaysHoldTheName() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                "{kind: Namespace, metadata: {name: shop, labels: {team: a}}}",
                pod("pay/card", "10.244.0.1", START))
            .inventory();

    assertThat(inventory.namespaces("").keySet()).containsExactly("pay", "shop");
    assertThat(inventory.namespaceLabels("", "shop").toString())
        .isEqualTo("{kubernetes.io/metadata.name=shop, team=a}");
    assertThat(inventory.namespaceLabels("", "pay").toString())
        .isEqualTo("{kubernetes.io/metadata.name=pay}");
    assertThat(inventory.namespaceLabels("", "absent").toString())
        .isEqualTo("{kubernetes.io/metadata.name=absent}");
    assertThat(inventory.namespaces("other")).isEmpty();
  }

  @Test
  void ofTwoVersionsInOneSnapshotTheNewestCounts() {
    String version = "\n  resourceVersion: \"%s\"\n  labels: {v: x%s}";
    String base = pod("shop/cart", "10.244.0.1", START);

    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                base.replace("\n  labels: {app: cart}", version.formatted("100", 1)),
                base.replace("\n  labels: {app: cart}", version.formatted("99", 2)))
            .inventory();

    assertThat(inventory.pods()).hasSize(1);
    assertThat(inventory.pods().get(0).labels()).containsEntry("v", "x1");
    assertThat(inventory.warnings())
        .anyMatch(w -> w.contains("1 objects have several versions at one time"))
        .noneMatch(w -> w.contains("changed their labels"));
  }

  @Test
  void theSameObjectTwiceIsOneAndAContradictionIsNamed() {
    String deployment = "kind: Deployment\nmetadata: {name: cart}\nspec: {replicas: %s}\n";

    Inventory same =
        new Snapshots(folder)
            .add(".yaml", deployment.formatted(1))
            .add(".yaml", deployment.formatted(1))
            .inventory();
    Inventory contradiction =
        new Snapshots(folder)
            .add(".yaml", deployment.formatted(1))
            .add(".yaml", deployment.formatted(2))
            .inventory();

    assertThat(same.pods()).hasSize(1);
    assertThat(same.warnings()).isEmpty();
    assertThat(contradiction.warnings())
        .singleElement()
        .asString()
        .startsWith("Deployment default/cart is given twice with different content: ")
        .contains("snapshot-0.yaml:1 and ", "snapshot-1.yaml:1");
  }

  @Test
  void theLatestLabelsCountForTheWholeLifeOfAPod() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", pod("shop/cart", "10.244.0.1", START))
            .at(TIME, pod("shop/cart", "10.244.0.1", START).replace("app: cart", "app: new"))
            .inventory();

    assertThat(inventory.pods()).hasSize(1);
    assertThat(inventory.pods().get(0).labels().toString()).isEqualTo("{app=new}");
    assertThat(inventory.warnings()).anyMatch(w -> w.contains("1 pods changed their labels"));
  }

  @Test
  void twoClustersUnderOneNameAreRefused() {
    String system = "{kind: Namespace, metadata: {name: kube-system, uid: %s}}";
    Snapshots snapshots =
        new Snapshots(folder)
            .at("2025-01-31T10:00:00Z", system.formatted("one"))
            .at(TIME, system.formatted("two"));

    assertThatThrownBy(snapshots::inventory)
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("snapshot-1.yaml:1: this snapshot is of another cluster than")
        .hasMessageContaining("--cluster NAME=PATH");
  }

  @Test
  void anObjectWithoutANameIsLeftOutByName() {
    Inventory inventory =
        new Snapshots(folder)
            .add(
                ".yaml",
                "kind: Pod\nmetadata: {}\n---\nkind: Pod\nmetadata: {generateName: job-}\n")
            .inventory();

    assertThat(inventory.pods()).extracting(Pod::name).containsExactly("job");
    assertThat(inventory.warnings())
        .singleElement()
        .asString()
        .endsWith("snapshot-0.yaml:1: Pod without a name is left out");
  }
}
