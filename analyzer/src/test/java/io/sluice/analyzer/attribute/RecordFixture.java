package io.sluice.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Hands records to an attributor one by one, and reads the edges that come of them. */
final class RecordFixture {
  /** Half an hour before the snapshot. */
  static final long TIME = ClusterFixture.millis("2024-06-01T11:30:00Z");

  final Inventory inventory;
  final PodDirectory pods;
  final EndpointDictionary endpoints;
  final ObserverDictionary observers;
  final EdgeTable table = new EdgeTable();
  final Attributor attributor;

  RecordFixture(Inventory inventory) {
    this(
        inventory,
        new EndpointDictionary(),
        new ObserverDictionary(),
        ClusterBindings.single(inventory));
  }

  /** For the second pass over the flows of another one. */
  RecordFixture(RecordFixture first, ClusterBindings bindings) {
    this(first.inventory, first.endpoints, first.observers, bindings);
  }

  private RecordFixture(
      Inventory inventory,
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      ClusterBindings bindings) {
    this.inventory = inventory;
    this.pods = new PodDirectory(inventory);
    this.endpoints = endpoints;
    this.observers = observers;
    this.attributor = new Attributor(inventory, pods, endpoints, observers, bindings, table);
  }

  static Endpoint address(String address) {
    return Endpoint.of(ip(address));
  }

  static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  static Endpoint pod(String namespace, String pod, @Nullable String address, String... labels) {
    return new Endpoint(
        "",
        namespace,
        pod,
        "",
        "",
        List.of(labels),
        address == null ? null : ip(address),
        Identity.NONE);
  }

  static Endpoint workload(String namespace, String kind, String name) {
    return new Endpoint("", namespace, "", kind, name, List.of(), null, Identity.NONE);
  }

  static Endpoint identity(Identity identity, @Nullable String address) {
    return new Endpoint(
        "", "", "", "", "", List.of(), address == null ? null : ip(address), identity);
  }

  static Endpoint nothing() {
    return identity(Identity.NONE, null);
  }

  static Endpoint inCluster(String cluster, Endpoint end) {
    return new Endpoint(
        cluster,
        end.namespace(),
        end.pod(),
        end.workloadKind(),
        end.workloadName(),
        end.labels(),
        end.address(),
        end.identity());
  }

  /** A TCP record from port 50000 to 8080, client to server, forwarded, seen at the client. */
  Outcome send(Endpoint source, Endpoint destination) {
    return send(source, destination, flow -> {});
  }

  Outcome send(Endpoint source, Endpoint destination, Consumer<Flow> change) {
    return attributor.accept(flow(source, destination, change));
  }

  Flow flow(Endpoint source, Endpoint destination, Consumer<Flow> change) {
    Flow flow = new Flow();
    flow.source = endpoints.intern(source);
    flow.destination = endpoints.intern(destination);
    flow.sourcePort = 50_000;
    flow.destinationPort = 8080;
    flow.protocol = 6;
    flow.epochMillis = TIME;
    flow.orientation = Orientation.CLIENT_TO_SERVER;
    flow.reporter = Reporter.CLIENT;
    change.accept(flow);
    return flow;
  }

  static Consumer<Flow> ports(int source, int destination) {
    return flow -> {
      flow.sourcePort = source;
      flow.destinationPort = destination;
    };
  }

  static Consumer<Flow> at(String instant) {
    return flow -> flow.epochMillis = ClusterFixture.millis(instant);
  }

  static Consumer<Flow> by(Reporter reporter) {
    return flow -> flow.reporter = reporter;
  }

  static Consumer<Flow> protocol(int number) {
    return flow -> flow.protocol = number;
  }

  static Consumer<Flow> reply() {
    return flow -> flow.orientation = Orientation.REPLY;
  }

  /** Of a connection whose beginning the recorder did not see. */
  static Consumer<Flow> midstream() {
    return flow -> flow.flags |= Flow.MIDSTREAM;
  }

  static Consumer<Flow> opened() {
    return flow -> flow.connections = 1;
  }

  static Consumer<Flow> undirected() {
    return flow -> flow.orientation = Orientation.UNKNOWN;
  }

  static Consumer<Flow> dropped() {
    return flow -> flow.verdict = ObservedVerdict.DROPPED;
  }

  Consumer<Flow> onNode(String node) {
    return observedBy(Observer.node("", node));
  }

  Consumer<Flow> observedBy(Observer observer) {
    return flow -> {
      flow.observer = observers.intern(observer);
      flow.vantage = observer.mac().isEmpty() ? Vantage.POD : Vantage.NIC;
    };
  }

  Edges edges() {
    return table.resolve(new InventoryListeners(inventory));
  }

  /** The directed edge, where there must be one. */
  Edge only() {
    List<Edge> directed = edges().directed();
    assertThat(directed).hasSize(1);
    return directed.get(0);
  }

  /** The directed edges as {@code client -> server :port}, in the order of the table. */
  List<String> directed() {
    return titles(edges().directed());
  }

  List<String> ambiguous() {
    return titles(edges().ambiguous());
  }

  private static List<String> titles(List<Edge> edges) {
    List<String> titles = new ArrayList<>();
    for (Edge edge : edges) {
      String cluster = edge.key().cluster().isEmpty() ? "" : "[" + edge.key().cluster() + "] ";
      titles.add(
          cluster
              + edge.key().client().title()
              + " -> "
              + edge.key().server().title()
              + " :"
              + edge.key().port()
              + (edge.key().denied() ? " denied" : ""));
    }
    return titles;
  }

  /** Names of the pods with these ids, sorted. */
  List<String> podNames(RoaringBitmap ids) {
    return ids.stream().mapToObj(id -> pods.get(id).name()).sorted().toList();
  }
}
