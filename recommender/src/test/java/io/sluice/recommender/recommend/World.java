package io.sluice.recommender.recommend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.sighting.SeenLabels;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A cluster and its traffic, put together by a test, with the real inventory, edge table, evaluator
 * and recommender behind it.
 *
 * <p>Workloads are named {@code namespace/name}. Pods get addresses 10.244.0.x in order; odd ones
 * run on node aks-1 (10.224.0.5), even ones on aks-0 (10.224.0.4).
 */
final class World {
  static final Instant TAKEN_AT = Instant.parse("2026-03-02T12:00:00Z");

  final Traffic traffic = new Traffic(this);
  private final List<ClusterObject> objects = new ArrayList<>();
  private final List<SeenPod> seenPods = new ArrayList<>();
  private final List<ClusterObject> policies = new ArrayList<>();
  private final TreeMap<String, List<Cidr>> externalGroups = new TreeMap<>();
  private Settings settings = Settings.defaults();
  private RecommendOptions options = RecommendOptions.defaults();
  private final HostNames names = new HostNames();
  private int pods;
  private String cluster = "";
  private Inventory inventory = Inventory.empty();
  private PodDirectory directory = new PodDirectory(inventory);
  private boolean built;

  /** An empty cluster with two nodes and no DNS. */
  static World bare() {
    World world = new World();
    world.node("aks-0", "10.224.0.4", "10.244.0.0/24");
    world.node("aks-1", "10.224.0.5", "10.244.1.0/24");
    return world;
  }

  /** The same with DNS pods behind the Service kube-dns. */
  static World withDns() {
    World world = bare();
    world.deployment("kube-system/coredns", "k8s-app=kube-dns", 2);
    world.service(
        "kube-system/kube-dns",
        "ClusterIP",
        "k8s-app=kube-dns",
        Map.of(),
        "UDP 53 53",
        "TCP 53 53");
    return world;
  }

  // --- objects

  World node(String name, String ip, String podCidr) {
    return add(ClusterJson.node(name, ip, podCidr));
  }

  World namespace(String name, String labels) {
    return add(ClusterJson.namespace(name, labels));
  }

  /** Pods of a Deployment, without the Deployment's own object. */
  World deployment(String title, String labels, int replicas) {
    return pods("Deployment", title, labels, replicas, false, "Running");
  }

  /** Pods of some kind of workload. */
  World pods(String kind, String title, String labels, int replicas) {
    return pods(kind, title, labels, replicas, false, "Running");
  }

  World hostPods(String kind, String title, String labels, int replicas) {
    return pods(kind, title, labels, replicas, true, "Running");
  }

  World finishedPods(String kind, String title, String labels, int replicas) {
    return pods(kind, title, labels, replicas, false, "Succeeded");
  }

  private World pods(
      String kind, String title, String labels, int replicas, boolean host, String phase) {
    for (int i = 0; i < replicas; i++) {
      add(PodJson.pod(kind, title, labels, i, pods++, host, phase));
    }
    return this;
  }

  /** A pod that only a recorder saw; {@code mangled} is a label of kube_pod_labels, or "". */
  World recorded(String title, String ownerKind, String ownerName, String mangled) {
    TreeMap<String, String> labels = new TreeMap<>();
    if (!mangled.isEmpty()) {
      labels.put(mangled.split("=", 2)[0], mangled.split("=", 2)[1]);
    }
    String[] path = title.split("/", 2);
    long seen = TAKEN_AT.toEpochMilli() - 86_400_000;
    seenPods.add(
        new SeenPod(
            cluster,
            path[0],
            path[1],
            "uid-" + title,
            "aks-0",
            ownerKind,
            ownerName,
            new SeenLabels(false, new TreeMap<>(), labels),
            false,
            Optional.empty(),
            seen,
            seen,
            List.of()));
    return this;
  }

  /** One pod of a Deployment, with more in its object. */
  World podWith(String title, String labels, String json) {
    ObjectNode pod = PodJson.pod("Deployment", title, labels, 0, pods++, false, "Running");
    return add(ClusterJson.merged(pod, json));
  }

  /** Where the API server answers. */
  World apiServer(int port, String... addresses) {
    service("default/kubernetes", "ClusterIP", "", Map.of(), "TCP 443 " + port);
    return add(ClusterJson.apiServerSlice(port, addresses));
  }

  /** Any object. */
  World object(String json) {
    return add(ClusterJson.merged(ClusterJson.object("v1", "", "", ""), json));
  }

  /** A controller's own object with a selector; {@code labels} are its pod template's. */
  World controller(String kind, String title, String selector, String labels, int replicas) {
    return add(ClusterJson.controller(kind, title, selector, labels, replicas));
  }

  /** A CronJob's own object. */
  World cronJob(String title, String labels) {
    return add(ClusterJson.cronJob(title, labels));
  }

  /** A Service; ports are {@code TCP 80 8080}. */
  World service(
      String title, String type, String selector, Map<String, String> more, String... ports) {
    String clusterIp = "10.0.0." + (10 + objects.size());
    return add(ClusterJson.service(title, type, clusterIp, selector, more, ports));
  }

  /** A current policy; the spec is JSON. */
  World policy(String title, String spec) {
    policies.add(read(ClusterJson.policy(title, spec)));
    return this;
  }

  private World add(ObjectNode object) {
    objects.add(read(object));
    return this;
  }

  /** Objects from now on are of that cluster; ask for {@code cluster:namespace/name}. */
  World inCluster(String name) {
    cluster = name;
    return this;
  }

  private ClusterObject read(ObjectNode object) {
    return new ClusterObject(
        cluster,
        object.get("kind").asText(),
        object,
        new ObjectOrigin("cluster.json", 1),
        Map.of(),
        Event.PRESENT,
        TAKEN_AT.toEpochMilli());
  }

  // --- decisions

  World group(String name, String... cidrs) {
    externalGroups.put(
        name, Arrays.stream(cidrs).map(text -> Cidr.parse(text).orElseThrow()).toList());
    return this;
  }

  World settings(java.util.function.UnaryOperator<Settings> change) {
    settings = change.apply(settings);
    return this;
  }

  /** A DNS answer in the log. */
  World answered(String host, String address) {
    names.add(IpAddress.parse(address).orElseThrow(), host, HostNames.Origin.DNS_ANSWER);
    return this;
  }

  World excluding(String... globs) {
    settings = settings.withExcludedNamespaces(List.of(globs));
    return this;
  }

  World engine(EngineProfile engine) {
    return options(o -> o.change().engine(engine).build());
  }

  World replacing() {
    return options(o -> o.change().replace(true).build());
  }

  World isolating(Direction direction) {
    return options(o -> o.change().isolate(Set.of(direction)).build());
  }

  World minEvidence(long records) {
    return options(o -> o.change().minEvidence(records).build());
  }

  World options(java.util.function.UnaryOperator<RecommendOptions> change) {
    options = change.apply(options);
    return this;
  }

  /** Options of the command line that are switched on, by their names. */
  World flags(String... flags) {
    Set<String> on = Set.of(flags);
    return options(
        o ->
            o.change()
                .includeSystem(on.contains("--include-system"))
                .acceptWithheld(on.contains("--accept-withheld"))
                .acceptPartial(on.contains("--accept-partial"))
                .showClientAddresses(on.contains("--show-client-addresses"))
                .build());
  }

  // --- questions

  Inventory inventory() {
    if (!built) {
      built = true;
      inventory = Inventory.of(objects, seenPods);
      directory = new PodDirectory(inventory);
    }
    return inventory;
  }

  PodDirectory directory() {
    inventory();
    return directory;
  }

  Workload workload(String title) {
    List<Workload> found =
        inventory().workloads().stream()
            .filter(
                w ->
                    (w.cluster().isEmpty() ? "" : w.cluster() + ":")
                        .concat(w.title())
                        .equals(title))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(title + ": " + found);
    }
    return found.get(0);
  }

  /** A pod that is in no snapshot, as a log names it. */
  World loggedPod(String title, String pod, String labels) {
    logged(title, pod, labels);
    return this;
  }

  /** The same; its number. */
  int logged(String title, String pod, String labels) {
    Endpoint endpoint =
        new Endpoint(
            "",
            ClusterJson.namespaceOf(title),
            pod,
            "Deployment",
            ClusterJson.name(title),
            List.of(labels.split(",", -1)),
            null,
            Endpoint.Identity.NONE);
    return directory().logged(workload(title), endpoint).id();
  }

  Settings settings() {
    return settings.withExternalGroups(externalGroups);
  }

  EngineProfile engine() {
    return options.engine();
  }

  PolicySet current() {
    PolicyLoader.Result result = PolicyLoader.load(policies);
    if (!result.problems().isEmpty()) {
      throw new AssertionError(result.problems().toString());
    }
    return result.policies();
  }

  /** What comes of one client that calls all of these. */
  Outcome talking(String client, String... servers) {
    for (String server : servers) {
      traffic.talks(client, server, 8080);
    }
    return recommend();
  }

  /** Runs the recommender over the traffic. */
  Outcome recommend() {
    return recommend(Set.of());
  }

  Outcome recommend(Set<NetworkPolicy.Key> own) {
    return recommend(traffic.edges(), own);
  }

  Outcome recommend(Edges edges) {
    return recommend(edges, Set.of());
  }

  /** Where other policies were in force while the edges were recorded. */
  Outcome recommendRecordedUnder(PolicySet recorded) {
    return new Outcome(
        this,
        new Recommender(inventory(), directory(), settings(), options, names)
            .recommend(traffic.edges(), current(), Set.of(), recorded));
  }

  private Outcome recommend(Edges edges, Set<NetworkPolicy.Key> own) {
    Recommendation recommendation =
        new Recommender(inventory(), directory(), settings(), options, names)
            .recommend(edges, current(), own);
    return new Outcome(this, recommendation);
  }
}
