package io.sluice.recommender.world;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * A cluster over a stretch of time, and all that happened in it.
 *
 * @param namespaces names and labels
 * @param pods every pod that ever ran, by number
 * @param policies NetworkPolicies that are there already, as the API shows them
 * @param groups ranges outside that the operator has named
 * @param attempts everything that happened, by time
 * @param edges everything that workloads need, whether it happened or not
 */
public record World(
    WorldOptions options,
    List<WorldNode> nodes,
    SortedMap<String, SortedMap<String, String>> namespaces,
    List<WorldWorkload> workloads,
    List<WorldPod> pods,
    List<WorldService> services,
    List<SortedMap<String, Object>> policies,
    SortedMap<String, List<String>> groups,
    List<Attempt> attempts,
    Set<TrueEdge> edges) {

  /** The API server of the cluster, which the cloud runs outside of it. */
  public static final String API_SERVER = "192.0.2.40";

  /** The resolver on every node. */
  public static final String NODE_RESOLVER = "169.254.20.10";

  /** The cloud's own address: health probes of load balancers, and names. */
  public static final String PLATFORM = "168.63.129.16";

  /** Pods that have their addresses at that time. */
  public List<WorldPod> podsAt(Instant at) {
    return pods.stream().filter(pod -> pod.aliveAt(at)).toList();
  }

  /** What happened before the logs end. */
  public List<Attempt> training() {
    return attempts.stream().filter(a -> a.at().isBefore(options.split())).toList();
  }

  /** What happened afterwards. */
  public List<Attempt> heldOut() {
    return attempts.stream().filter(a -> !a.at().isBefore(options.split())).toList();
  }

  /** Workload by title, for questions of tests. */
  public WorldWorkload workload(String title) {
    return workloads.stream().filter(w -> w.title().equals(title)).findFirst().orElseThrow();
  }
}
