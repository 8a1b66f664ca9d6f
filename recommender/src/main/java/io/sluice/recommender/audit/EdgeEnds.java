package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * Turns the ends of an edge into what policies can be asked about, one class for all that no policy
 * can tell apart.
 */
public final class EdgeEnds {
  /** Stable order of pods: numbers of pods that only logs name follow the order of sight. */
  private static final Comparator<Pod> BY_NAME =
      Comparator.comparing(Pod::cluster)
          .thenComparing(Pod::title)
          .thenComparingLong(Pod::startMillis)
          .thenComparing(pod -> pod.labels().toString())
          .thenComparing(pod -> pod.addresses().toString());

  /**
   * An end.
   *
   * @param classes what to ask about; empty where it cannot be asked about
   * @param problem why it cannot, or ""
   */
  public record End(List<SubjectClass> classes, String problem) {
    static End cannot(String problem) {
      return new End(List.of(), problem);
    }
  }

  private final Inventory inventory;
  private final PodDirectory pods;
  private final AddressClasses addresses;
  private final Entrances entrances;

  /** Ends of edges that number their pods by this directory. */
  EdgeEnds(Inventory inventory, PodDirectory pods, AddressClasses addresses, Entrances entrances) {
    this.entrances = entrances;
    this.inventory = inventory;
    this.pods = pods;
    this.addresses = addresses;
  }

  /** Who opened it. */
  public End client(Edge edge) {
    return end(edge, edge.key().client(), edge.clientPods(), edge.key().server());
  }

  /** Who listens. */
  public End server(Edge edge) {
    return end(edge, edge.key().server(), edge.serverPods(), edge.key().client());
  }

  private End end(Edge edge, Party party, RoaringBitmap ids, Party other) {
    if (party instanceof Workload workload) {
      return ofPods(workload, ids, other);
    }
    if (party instanceof Party.Node node) {
      return ofNode(node);
    }
    if (party instanceof Party.External) {
      return ofAddresses(edge);
    }
    return End.cannot(unknown(party));
  }

  private static String unknown(Party party) {
    if (party instanceof Party.Unknown unknown) {
      return unknown.reason().meaning();
    }
    return party instanceof Party.World
        ? "the log leaves the address outside the cluster out"
        : party.title() + " leads to no pod that is known";
  }

  private End ofPods(Workload workload, RoaringBitmap ids, Party other) {
    RoaringBitmap all = ids.isEmpty() ? inventory.podsOf(workload) : ids;
    List<Pod> members = alive(workload, all);
    if (members.isEmpty()) {
      return End.cannot("no pod of " + workload.title() + " is known");
    }
    if (members.stream().anyMatch(pod -> pod.origin() == Pod.Origin.UNLABELLED)) {
      return End.cannot(
          "pods of " + workload.title() + " are known from history only, without all their labels");
    }
    if (other instanceof Party.Node node && node.own()) {
      List<Pod> there = members.stream().filter(pod -> pod.node().equals(node.name())).toList();
      members = there.isEmpty() ? members : there;
    }
    return new End(classes(members, pod -> podClass(pod, other), Subject.OfPod::new), "");
  }

  /**
   * The pods that run at the end; where none of them does, those that run in their place today, as
   * after a rollout or in the manifests of the next release; only where there are none, the past
   * ones.
   */
  private List<Pod> alive(Workload workload, RoaringBitmap ids) {
    List<Pod> all = new ArrayList<>();
    ids.forEach((int id) -> all.add(pods.get(id)));
    List<Pod> live = all.stream().filter(this::runsAtTheEnd).toList();
    if (live.isEmpty()) {
      live = successors(workload);
    }
    return (live.isEmpty() ? all : live).stream().sorted(BY_NAME).toList();
  }

  private List<Pod> successors(Workload workload) {
    List<Pod> successors = new ArrayList<>();
    RoaringBitmap.and(inventory.podsOf(workload), inventory.livePods())
        .forEach((int id) -> successors.add(inventory.pods().get(id)));
    return successors;
  }

  /** What a stored table's own snapshot had and this one lacks is gone. */
  private boolean runsAtTheEnd(Pod pod) {
    return pods.inInventory(pod.id())
        ? inventory.livePods().contains(pod.id())
        : pod.origin() == Pod.Origin.LOG;
  }

  private List<Object> podClass(Pod pod, Party other) {
    boolean byNode =
        other instanceof Party.Node
            || (other instanceof Party.External && entrances.dependsOnNode(pod));
    // A hostNetwork pod has its node's addresses, so only its node tells what ipBlocks say of it.
    String node = byNode || pod.hostNetwork() ? pod.node() : "";
    return List.of(pod.namespace(), pod.labels(), pod.ports(), node, addresses.of(pod.addresses()));
  }

  private End ofNode(Party.Node node) {
    Optional<Node> known = inventory.node(node.cluster(), node.name());
    return known
        .map(n -> new End(List.of(new SubjectClass(List.of(new Subject.OfNode(n)))), ""))
        .orElseGet(() -> End.cannot("node " + node.name() + " is not in the snapshot"));
  }

  private End ofAddresses(Edge edge) {
    return edge.addresses().isEmpty()
        ? End.cannot("the log gives no address for the end outside the cluster")
        : new End(
            classes(
                List.copyOf(edge.addresses()),
                address -> addresses.of(List.of(address)),
                Subject.OfAddress::new),
            "");
  }

  private static <T> List<SubjectClass> classes(
      List<T> members, Function<T, Object> classOf, Function<T, Subject> subject) {
    Map<Object, List<Subject>> classes = new LinkedHashMap<>();
    for (T member : members) {
      classes
          .computeIfAbsent(classOf.apply(member), c -> new ArrayList<>())
          .add(subject.apply(member));
    }
    return classes.values().stream().map(SubjectClass::new).toList();
  }
}
