package io.sluice.recommender.answer;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The engine whose rules are applied, and why that one.
 *
 * @param profile its profile
 * @param reason for people
 * @param warnings what a user should know about it
 */
public record EngineChoice(EngineProfile profile, String reason, List<String> warnings) {
  /** An agent that enforces policies, known by the labels of its DaemonSet's pods. */
  private record Agent(EngineProfile profile, Map<String, String> labels) {
    boolean is(Pod pod) {
      return pod.workload().kind().equals("DaemonSet")
          && pod.labels().entrySet().containsAll(labels.entrySet());
    }
  }

  /** In the order of preference where a cluster has several, as in a migration to Cilium. */
  private static final List<Agent> AGENTS =
      List.of(
          new Agent(EngineProfile.CILIUM, Map.of("k8s-app", "cilium")),
          new Agent(EngineProfile.CALICO, Map.of("k8s-app", "calico-node")),
          new Agent(EngineProfile.NPM, Map.of("k8s-app", "azure-npm")),
          new Agent(EngineProfile.KUBE_ROUTER, Map.of("k8s-app", "kube-router")),
          new Agent(EngineProfile.ANTREA, Map.of("app", "antrea", "component", "antrea-agent")));

  /** The engine that the user names. */
  static EngineChoice fixed(EngineProfile profile) {
    return new EngineChoice(profile, profile.name() + " (as given)", List.of());
  }

  /** The engine of a word, {@code auto} or an engine's name; empty where it is neither. */
  public static Optional<EngineChoice> of(
      String word, Inventory inventory, Optional<CiliumVersion> cilium) {
    if (word.equals("auto")) {
      return Optional.of(detect(inventory).withCilium(cilium).withSizeOf(inventory));
    }
    return EngineProfile.ofName(word)
        .map(profile -> fixed(profile).withCilium(cilium).withSizeOf(inventory));
  }

  /** The same, read as the version of Cilium does that runs; other engines stay as they are. */
  EngineChoice withCilium(Optional<CiliumVersion> version) {
    if (!profile.equals(EngineProfile.CILIUM)) {
      return this;
    }
    if (version.isEmpty()) {
      String assumed = reason + ", taken for 1.17 or later: no agent's image tells its version";
      return new EngineChoice(profile, assumed, warnings);
    }
    EngineProfile fitting = version.get().profile();
    return fitting.equals(profile)
        ? this
        : new EngineChoice(
            fitting, reason + ", version " + version.get() + ", without endPort", warnings);
  }

  /** The same, with a warning for each cluster that is larger than the engine is made for. */
  EngineChoice withSizeOf(Inventory inventory) {
    Map<String, Integer> nodes = new TreeMap<>();
    Map<String, Integer> pods = new TreeMap<>();
    inventory.nodes().forEach(node -> nodes.merge(node.cluster(), 1, Integer::sum));
    inventory
        .livePods()
        .forEach((int id) -> pods.merge(inventory.pods().get(id).cluster(), 1, Integer::sum));
    List<String> all = new ArrayList<>(warnings);
    nodes.forEach((cluster, count) -> warn(all, profile.limits().nodes(), count, "nodes", cluster));
    pods.forEach((cluster, count) -> warn(all, profile.limits().pods(), count, "pods", cluster));
    return new EngineChoice(profile, reason, List.copyOf(all));
  }

  private void warn(List<String> all, int most, int count, String what, String cluster) {
    if (count > most) {
      all.add(
          String.format(
              Locale.ROOT,
              "%s is made for at most %,d %s, and the cluster%s has %,d: beyond that its policies may"
                  + " not hold as they are read here; plan another engine, or smaller clusters",
              profile.name(),
              most,
              what,
              cluster.isEmpty() ? "" : " " + cluster,
              count));
    }
  }

  /** The engine whose agents run in the cluster. */
  static EngineChoice detect(Inventory inventory) {
    SortedSet<String> seen = new TreeSet<>();
    List<EngineChoice> found = new ArrayList<>();
    for (Agent agent : AGENTS) {
      inventory.pods().stream()
          .filter(agent::is)
          .map(pod -> pod.workload().title())
          .min(String::compareTo)
          .ifPresent(
              title -> {
                seen.add(agent.profile().name());
                found.add(choice(agent.profile(), title, inventory));
              });
    }
    if (found.isEmpty()) {
      return new EngineChoice(
          EngineProfile.GENERIC,
          "generic (no agent of a known engine in the snapshot)",
          List.of(
              "no agent that enforces NetworkPolicies was found in the snapshot: policies may have"
                  + " no effect in this cluster; say which engine it has with --engine"));
    }
    if (seen.size() == 1) {
      return found.get(0);
    }
    String all = String.join(", ", seen);
    EngineChoice first = found.get(0);
    List<String> warnings = new ArrayList<>(first.warnings);
    warnings.add("agents of several engines were found (" + all + "); choose one with --engine");
    return new EngineChoice(first.profile, first.reason, warnings);
  }

  private static EngineChoice choice(EngineProfile profile, String title, Inventory inventory) {
    Predicate<Node> windows = node -> node.os().equals("windows");
    List<Node> nodes = inventory.nodes();
    boolean allWindows = !nodes.isEmpty() && nodes.stream().allMatch(windows);
    boolean npm = profile.equals(EngineProfile.NPM);
    EngineProfile fitting = npm && allWindows ? EngineProfile.NPM_WINDOWS : profile;
    String reason = fitting.name() + " (DaemonSet " + title + ")";
    String some = nodes.stream().filter(windows).map(Node::name).collect(Collectors.joining(", "));
    return new EngineChoice(
        fitting,
        reason,
        some.isEmpty() || (allWindows && npm) ? List.of() : onWindows(fitting, some));
  }

  /** What holds on the Windows nodes, where that is not what holds on the others. */
  private static List<String> onWindows(EngineProfile profile, String nodes) {
    return switch (profile.windows()) {
      case SAME -> List.of();
      case NPM_WINDOWS ->
          List.of("on the Windows nodes (" + nodes + ") policies are read as npm-windows does");
      case NOTHING ->
          List.of(
              profile.name()
                  + " does not run on the Windows nodes ("
                  + nodes
                  + "): policies have no effect there");
    };
  }
}
