package io.sluice.analyzer.edge.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Listeners;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.Flow;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlacementTest {
  private static final long START = Instant.parse("2026-11-03T10:00:00Z").toEpochMilli();

  @TempDir Path folder;

  @Test
  void aPodOfTheSameNameAndStartIsTheInventorys() throws IOException {
    Inventory inventory = inventory("", pod("web-1", "2026-11-03T10:00:00Z"));

    Merged merged = new Merged(inventory).add(table("", "", START));

    assertThat(client(merged)).isSameAs(inventory.pods().get(0));
    assertThat(merged.pods.size()).isEqualTo(1);
  }

  @Test
  void aPodThatStartedAtAnotherTimeIsAnotherAndKeepsWhatTheFileSaysOfIt() throws IOException {
    Inventory inventory = inventory("", pod("web-1", "2026-11-05T10:00:00Z"));

    Merged merged = new Merged(inventory).add(table("", "", START));

    Pod pod = client(merged);
    assertThat(merged.pods.inInventory(pod.id())).isFalse();
    assertThat(pod.labels()).containsEntry("release", "then");
    assertThat(pod.node()).isEqualTo("aks-1");
    assertThat(pod.startMillis()).isEqualTo(START);
    assertThat(pod.addresses()).containsExactly(address());
    assertThat(pod.ports()).extracting(ContainerPort::number).containsExactly(8080);
  }

  /** Its pods have the names of today's, and no start. */
  @Test
  void aStatefulSetsPodOfTheNextReleaseIsAnotherWhereItsLabelsAreOthers() throws IOException {
    Inventory inventory = inventory("", statefulSet("app: website, release: then"));

    Pod pod = client(new Merged(inventory).add(table("", "", START)));

    assertThat(inventory.pods()).extracting(Pod::name).contains(pod.name());
    assertThat(pod.labels()).containsEntry("app", "web");
    assertThat(pod.addresses()).containsExactly(address());
  }

  @Test
  void aPodOfUnknownStartIsTheInventorysWhereNameAndLabelsAgree() throws IOException {
    Inventory inventory = inventory("", statefulSet("app: web, release: then"));

    Merged merged = new Merged(inventory).add(table("", "", START));

    assertThat(client(merged)).isSameAs(inventory.pods().get(1));
  }

  @Test
  void aWorkloadThatTheInventoryCallsOtherwiseIsFoundByItsPods() throws IOException {
    Inventory inventory = inventory("", pod("web-1", "2026-11-03T10:00:00Z"));

    Merged merged = new Merged(inventory).add(table("", "", START));

    assertThat(edge(merged).key().client()).isEqualTo(new Workload("", "shop", "Pod", "web-1"));
  }

  @Test
  void aTableWithoutAClustersNameIsOfTheOnlyClusterGiven() throws IOException {
    Inventory inventory = inventory("prod", pod("web-1", "2026-11-03T10:00:00Z"));

    Merged merged = new Merged(inventory).add(table("", "", START));

    assertThat(edge(merged).key().cluster()).isEqualTo("prod");
    assertThat(client(merged)).isSameAs(inventory.pods().get(0));
  }

  @Test
  void edgesOfAClusterThatWasNotGivenAreRefusedByItsName() {
    Inventory inventory = inventory("prod", pod("web-1", "2026-11-03T10:00:00Z"));

    assertThatThrownBy(() -> new Merged(inventory).add(table("test", "test", START)))
        .isInstanceOf(EdgeFileException.class)
        .hasMessageContaining("--cluster test=PATH");
  }

  @Test
  void withoutAnInventoryEveryNameStaysAndTheSamePodIsOne() throws IOException {
    Merged merged =
        new Merged().add(table("east", "east", START)).add(table("east", "east", START));

    assertThat(merged.pods.size()).isEqualTo(1);
    assertThat(edge(merged).key().cluster()).isEqualTo("east");
    assertThat(edge(merged).records()).isEqualTo(2);
  }

  @Test
  void whatAStoredPodDeclaredStillTellsWhoListens() throws IOException {
    EdgeTable table = new EdgeTable();
    Workload web = new Workload("", "shop", "Deployment", "web");
    Flow flow = flow();
    flow.sourcePort = 8080;
    flow.destinationPort = 50_000;
    table.addUndirected("", web, new Party.External(), flow, 0, EdgeTable.NO_POD, address());
    Merged merged =
        new Merged()
            .add(
                new StoredTable(
                    table, List.of(stored("", START)), List.of(), List.of(), 0, new HostNames()));

    Listeners listeners = new StoredListeners(Listeners.NONE, merged.pods);

    assertThat(merged.table.resolve(Listeners.NONE).directed()).isEmpty();
    assertThat(merged.table.resolve(listeners).directed())
        .singleElement()
        .satisfies(edge -> assertThat(edge.key().server()).isEqualTo(web))
        .satisfies(edge -> assertThat(edge.key().port()).isEqualTo(8080));
  }

  /** The names decide which end of an undirected row stands first; the pods must follow. */
  @Test
  void theSidesOfAnUndirectedRowFollowTheirParties() throws IOException {
    Workload lower = new Workload("", "shop", "Deployment", "a");
    Pod stored = stored("", START).withPlace(0, lower);
    Workload upper = new Workload("", "shop", "Deployment", "b");
    EdgeTable table = new EdgeTable();
    Flow flow = flow();
    flow.sourcePort = 8080;
    flow.destinationPort = 50_000;
    table.addUndirected("", lower, upper, flow, 0, EdgeTable.NO_POD, null);
    Inventory inventory = inventory("", pod("web-1", "2026-11-03T10:00:00Z"));

    Merged merged =
        new Merged(inventory)
            .add(new StoredTable(table, List.of(stored), List.of(), List.of(), 0, new HostNames()));

    Edge edge = merged.table.resolve(Listeners.NONE).ambiguous().get(0);
    assertThat(edge.key().server()).isEqualTo(new Workload("", "shop", "Pod", "web-1"));
    assertThat(edge.serverPods().getCardinality()).isEqualTo(1);
    assertThat(edge.clientPods().isEmpty()).isTrue();
    assertThat(
            merged.table.resolve((party, protocol, port) -> port == 8080).directed().get(0).key())
        .isEqualTo(new EdgeKey("", upper, edge.key().server(), 6, 8080, false));
  }

  private static Edge edge(Merged merged) {
    return merged.table.resolve(Listeners.NONE).directed().get(0);
  }

  private static Pod client(Merged merged) {
    return merged.pods.get(edge(merged).clientPods().first());
  }

  private static StoredTable table(String cluster, String ofPod, long startMillis) {
    EdgeTable table = new EdgeTable();
    Pod pod = stored(ofPod, startMillis);
    Flow flow = flow();
    table
        .row(new EdgeKey(cluster, pod.workload(), new Party.External(), 6, 443, false))
        .add(flow, ServerAddress.OWN, 0, EdgeTable.NO_POD, null);
    return new StoredTable(table, List.of(pod), List.of(), List.of(), 0, new HostNames());
  }

  private static Pod stored(String cluster, long startMillis) {
    return new Pod(
        0,
        new Workload(cluster, "shop", "Deployment", "web"),
        "web-1",
        new TreeMap<>(Map.of("app", "web", "release", "then")),
        List.of(address()),
        "aks-1",
        false,
        "default",
        List.of(new ContainerPort("http", "TCP", 8080, false)),
        startMillis,
        Long.MAX_VALUE,
        Pod.Origin.OBJECT);
  }

  private static IpAddress address() {
    return IpAddress.parse("10.244.0.5").orElseThrow();
  }

  private static Flow flow() {
    Flow flow = new Flow();
    flow.protocol = 6;
    flow.epochMillis = START;
    return flow;
  }

  private static String pod(String name, String start) {
    return "{\"kind\":\"Pod\",\"metadata\":{\"namespace\":\"shop\",\"name\":\""
        + name
        + "\",\"labels\":{\"app\":\"web\"},\"creationTimestamp\":\""
        + start
        + "\"},\"status\":{\"phase\":\"Running\",\"podIP\":\"10.244.0.5\",\"startTime\":\""
        + start
        + "\"}}";
  }

  /** A manifest of two replicas, {@code web-0} and {@code web-1}. */
  private static String statefulSet(String labels) {
    return "{kind: StatefulSet, apiVersion: apps/v1, metadata: {namespace: shop, name: web},"
        + " spec: {replicas: 2, template: {metadata: {labels: {"
        + labels
        + "}}, spec: {containers: [{name: c}]}}}}";
  }

  private Inventory inventory(String cluster, String object) {
    try {
      Path file = Files.writeString(folder.resolve("cluster.yaml"), object);
      return Inventory.of(ClusterReader.read(cluster, file, OptionalLong.empty()).objects());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
