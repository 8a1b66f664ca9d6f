package io.sluice.recommender.recommend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private static final ObjectMapper JSON = new ObjectMapper();

  final Traffic traffic = new Traffic(this);
  private final List<ClusterObject> objects = new ArrayList<>();
  private final List<ClusterObject> policies = new ArrayList<>();
  private final TreeMap<String, List<Cidr>> externalGroups = new TreeMap<>();
  private List<String> excluded = List.of();
  private RecommendOptions options = RecommendOptions.defaults();
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
    ObjectNode node = object("v1", "Node", "", name);
    node.putObject("spec").put("podCIDR", podCidr).putArray("podCIDRs").add(podCidr);
    node.putObject("status")
        .putArray("addresses")
        .addObject()
        .put("type", "InternalIP")
        .put("address", ip);
    return add(node);
  }

  World namespace(String name, String labels) {
    ObjectNode namespace = object("v1", "Namespace", "", name);
    labels((ObjectNode) namespace.get("metadata"), labels);
    return add(namespace);
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
      add(pod(kind, title, labels, i, host, phase));
    }
    return this;
  }

  private ObjectNode pod(
      String kind, String title, String labels, int index, boolean host, String phase) {
    String name = name(title);
    int number = pods++;
    ObjectNode pod = object("v1", "Pod", namespaceOf(title), podName(kind, name, index, number));
    ObjectNode metadata = (ObjectNode) pod.get("metadata");
    metadata.put("uid", "uid-" + number);
    metadata.put("creationTimestamp", "2026-02-01T00:00:00Z");
    ObjectNode map = labels(metadata, labels);
    owner(kind, name, index, metadata, map);
    ObjectNode spec = pod.putObject("spec");
    spec.put("nodeName", "aks-" + number % 2);
    if (host) {
      spec.put("hostNetwork", true);
    }
    spec.putArray("containers").addObject().put("name", "main");
    ObjectNode status = pod.putObject("status");
    status.put("phase", phase);
    status.put("startTime", "2026-02-01T00:00:00Z");
    status.put("hostIP", "10.224.0." + (4 + number % 2));
    status.put("podIP", host ? "10.224.0." + (4 + number % 2) : podAddress(number));
    if (phase.equals("Succeeded")) {
      status
          .putArray("containerStatuses")
          .addObject()
          .putObject("state")
          .putObject("terminated")
          .put("finishedAt", "2026-03-02T09:00:00Z");
    }
    return pod;
  }

  static String podAddress(int number) {
    return "10.244." + number % 2 + "." + (10 + number);
  }

  private static String podName(String kind, String name, int index, int number) {
    return switch (kind) {
      case "Pod" -> name;
      case "StatefulSet" -> name + "-" + index;
      case "Deployment" -> name + "-6b7c8d9f54-" + number;
      default -> name + "-" + number;
    };
  }

  private static void owner(
      String kind, String name, int index, ObjectNode metadata, ObjectNode labels) {
    if (kind.equals("Pod")) {
      return;
    }
    ObjectNode owner = metadata.putArray("ownerReferences").addObject();
    owner.put("controller", true);
    switch (kind) {
      case "Deployment" -> {
        owner.put("kind", "ReplicaSet").put("name", name + "-6b7c8d9f54");
        labels.put("pod-template-hash", "6b7c8d9f54");
      }
      case "CronJob" -> {
        String job = name + "-2900000" + index;
        owner.put("kind", "Job").put("name", job);
        labels.put("job-name", job).put("batch.kubernetes.io/job-name", job);
        labels.put("controller-uid", "c0ffee-" + index);
      }
      default -> owner.put("kind", kind).put("name", name);
    }
    if (kind.equals("StatefulSet")) {
      labels.put("statefulset.kubernetes.io/pod-name", name + "-" + index);
      labels.put("controller-revision-hash", name + "-7d9");
    }
  }

  /** A controller's own object with a selector; {@code labels} are its pod template's. */
  World controller(String kind, String title, String selector, String labels, int replicas) {
    ObjectNode controller = object("apps/v1", kind, namespaceOf(title), name(title));
    ((ObjectNode) controller.get("metadata")).put("uid", "uid-" + kind + title);
    ObjectNode spec = controller.putObject("spec");
    spec.put("replicas", replicas);
    fill(spec.putObject("selector").putObject("matchLabels"), selector);
    labels(spec.putObject("template").putObject("metadata"), labels);
    return add(controller);
  }

  /** A CronJob's own object. */
  World cronJob(String title, String labels) {
    ObjectNode job = object("batch/v1", "CronJob", namespaceOf(title), name(title));
    ((ObjectNode) job.get("metadata")).put("uid", "uid-cron" + title);
    ObjectNode template =
        job.putObject("spec").putObject("jobTemplate").putObject("spec").putObject("template");
    labels(template.putObject("metadata"), labels);
    return add(job);
  }

  /** A Service; ports are {@code TCP 80 8080}. */
  World service(
      String title, String type, String selector, Map<String, String> more, String... ports) {
    ObjectNode service = object("v1", "Service", namespaceOf(title), name(title));
    ObjectNode spec = service.putObject("spec");
    spec.put("type", type).put("clusterIP", "10.0.0." + (10 + objects.size()));
    fill(spec.putObject("selector"), selector);
    if (more.containsKey("sourceRange")) {
      spec.putArray("loadBalancerSourceRanges").add(more.get("sourceRange"));
    }
    ArrayNode list = spec.putArray("ports");
    for (String port : ports) {
      List<String> parts = Arrays.asList(port.split(" ", -1));
      list.addObject()
          .put("name", "p" + parts.get(0).toLowerCase(java.util.Locale.ROOT) + parts.get(1))
          .put("protocol", parts.get(0))
          .put("port", Integer.parseInt(parts.get(1)))
          .put("targetPort", Integer.parseInt(parts.get(2)));
    }
    return add(service);
  }

  /** A current policy; the spec is JSON. */
  World policy(String title, String spec) {
    try {
      ObjectNode policy =
          object("networking.k8s.io/v1", "NetworkPolicy", namespaceOf(title), name(title));
      policy.set("spec", JSON.readTree(spec));
      policies.add(read(policy));
      return this;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ObjectNode object(String version, String kind, String namespace, String name) {
    ObjectNode object = JSON.createObjectNode();
    object.put("apiVersion", version).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
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

  private static ObjectNode labels(ObjectNode metadata, String labels) {
    return fill(metadata.putObject("labels"), labels);
  }

  private static ObjectNode fill(ObjectNode map, String labels) {
    for (String label : labels.isEmpty() ? new String[0] : labels.split(",", -1)) {
      int at = label.indexOf('=');
      map.put(label.substring(0, at), label.substring(at + 1));
    }
    return map;
  }

  private static String namespaceOf(String title) {
    return title.substring(0, title.indexOf('/'));
  }

  private static String name(String title) {
    return title.substring(title.indexOf('/') + 1);
  }

  // --- decisions

  World group(String name, String... cidrs) {
    externalGroups.put(
        name, Arrays.stream(cidrs).map(text -> Cidr.parse(text).orElseThrow()).toList());
    return this;
  }

  World excluding(String... globs) {
    excluded = List.of(globs);
    return this;
  }

  World engine(EngineProfile engine) {
    return options(o -> with(o, o.replace(), o.isolate(), o.minEvidence(), engine));
  }

  World replacing() {
    return options(o -> with(o, true, o.isolate(), o.minEvidence(), o.engine()));
  }

  World isolating(Direction direction) {
    return options(o -> with(o, o.replace(), Set.of(direction), o.minEvidence(), o.engine()));
  }

  World minEvidence(long records) {
    return options(o -> with(o, o.replace(), o.isolate(), records, o.engine()));
  }

  World options(java.util.function.UnaryOperator<RecommendOptions> change) {
    options = change.apply(options);
    return this;
  }

  private static RecommendOptions with(
      RecommendOptions o,
      boolean replace,
      Set<Direction> isolate,
      long minEvidence,
      EngineProfile engine) {
    return new RecommendOptions(
        replace,
        isolate,
        minEvidence,
        o.includeSystem(),
        o.acceptWithheld(),
        o.acceptPartial(),
        o.showClientAddresses(),
        engine);
  }

  /** Options of the command line that are switched on, by their names. */
  World flags(String... flags) {
    Set<String> on = Set.of(flags);
    return options(
        o ->
            new RecommendOptions(
                o.replace(),
                o.isolate(),
                o.minEvidence(),
                on.contains("--include-system"),
                on.contains("--accept-withheld"),
                on.contains("--accept-partial"),
                on.contains("--show-client-addresses"),
                o.engine()));
  }

  // --- questions

  Inventory inventory() {
    if (!built) {
      built = true;
      inventory = Inventory.of(objects);
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
            namespaceOf(title),
            pod,
            "Deployment",
            name(title),
            List.of(labels.split(",", -1)),
            null,
            Endpoint.Identity.NONE);
    return directory().logged(workload(title), endpoint).id();
  }

  Settings settings() {
    return new Settings(externalGroups, 32, excluded, Settings.DEFAULT_SCAN_TARGETS);
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

  private Outcome recommend(Edges edges, Set<NetworkPolicy.Key> own) {
    Recommendation recommendation =
        new Recommender(inventory(), directory(), settings(), options)
            .recommend(edges, current(), own);
    return new Outcome(this, recommendation);
  }
}
