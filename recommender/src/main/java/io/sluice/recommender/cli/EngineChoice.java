package io.sluice.recommender.cli;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
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
record EngineChoice(EngineProfile profile, String reason, List<String> warnings) {
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

  /**
   * The engine of a word.
   *
   * @param option the option that it was given with
   * @throws UsageException where it is none
   */
  static EngineChoice of(String option, String word, Inventory inventory) {
    if (word.equals("auto")) {
      return detect(inventory);
    }
    return EngineProfile.ofName(word)
        .map(EngineChoice::fixed)
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + " is one of "
                        + String.join(", ", new EngineWords())
                        + ", but is \""
                        + word
                        + "\""));
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
        some.isEmpty() || allWindows
            ? List.of()
            : List.of(
                "some nodes run Windows ("
                    + some
                    + "), where engines differ from what is evaluated here"));
  }
}
