package io.sluice.recommender.world.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldPod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether what was learnt is of those who did it: in a cluster where an address has many owners, no
 * evidence may name another owner, and no selector may take in another one's pods.
 */
final class Ownership {
  /** Labels that the controller of jobs makes for each run. */
  private static final Pattern OF_ONE_RUN = Pattern.compile("job-name|controller-uid");

  private final World world;
  private final JsonNode report;
  private final PolicySet proposed;

  /** All pods until the logs end, by namespace. */
  private final Map<String, List<WorldPod>> pods = new TreeMap<>();

  Ownership(World world, JsonNode report, PolicySet proposed) {
    this.world = world;
    this.report = report;
    this.proposed = proposed;
    for (WorldPod pod : world.pods()) {
      if (pod.start().isBefore(world.options().split()) && !pod.workload().hostNetwork()) {
        pods.computeIfAbsent(pod.workload().namespace(), n -> new ArrayList<>()).add(pod);
      }
    }
  }

  /** How many pods the busiest address had. */
  int ownersOfOneAddress() {
    Map<String, Integer> owners = new HashMap<>();
    pods.values().stream()
        .flatMap(Collection::stream)
        .forEach(pod -> owners.merge(pod.ip(), 1, Integer::sum));
    return owners.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** Edges between workloads that rules rest on. */
  Set<String> learnt() {
    Set<String> learnt = new TreeSet<>();
    for (JsonNode workload : report.path("workloads")) {
      for (JsonNode row : workload.path("evidence")) {
        for (JsonNode edge : row.path("edges")) {
          if (isWorkload(edge.path("from")) && isWorkload(edge.path("to"))) {
            learnt.add(
                title(edge.path("from"))
                    + " > "
                    + title(edge.path("to"))
                    + " "
                    + edge.path("port").asText()
                    + "/"
                    + edge.path("protocol").asText());
          }
        }
      }
    }
    return learnt;
  }

  /** Those of them that nobody ever made. */
  Set<String> learntOfNobody() {
    Set<String> made = new HashSet<>();
    for (Attempt attempt : world.training()) {
      if (attempt.client().asPod().isPresent() && attempt.server().asPod().isPresent()) {
        made.add(
            title(attempt.client().asPod().get())
                + " > "
                + title(attempt.server().asPod().get())
                + " "
                + attempt.serverPort()
                + "/"
                + (attempt.tcp() ? "TCP" : "UDP"));
      }
    }
    Set<String> left = learnt();
    left.removeAll(made);
    return left;
  }

  /** Pods that a policy closes although the report does not name their workload with it. */
  Set<String> closedByAnothersPolicy() {
    Set<String> found = new TreeSet<>();
    for (JsonNode workload : report.path("workloads")) {
      for (NetworkPolicy policy : policies(workload)) {
        Set<String> owners = new TreeSet<>(Set.of(title(workload)));
        workload.path("mergedWith").forEach(other -> owners.add(title(other)));
        workload.at("/selector/extraPods").forEach(pod -> owners.add(pod.asText()));
        for (WorldPod pod : selected(policy.key().namespace(), policy.podSelector())) {
          if (!owners.contains(title(pod)) && !owners.contains(pod.title())) {
            found.add(policy.title() + " closes " + pod + " of " + pod.workload());
          }
        }
      }
    }
    return found;
  }

  /** Pods of jobs that a rule takes in although nothing that it rests on is theirs. */
  Set<String> jobsInAnothersRules() {
    Set<String> found = new TreeSet<>();
    for (JsonNode workload : report.path("workloads")) {
      for (NetworkPolicy policy : policies(workload)) {
        for (Direction direction : Direction.values()) {
          for (int i = 0; i < policy.rules(direction).size(); i++) {
            Set<String> behind = behind(workload, direction, i);
            for (PolicyPeer peer : policy.rules(direction).get(i).peers()) {
              for (WorldPod pod : selected(policy.key().namespace(), peer)) {
                if (pod.workload().runsJobs() && !behind.contains(title(pod))) {
                  found.add(policy.title() + " " + direction + " " + peer + " takes in " + pod);
                }
              }
            }
          }
        }
      }
    }
    return found;
  }

  /** Selectors that only pods of one run of a job can meet. */
  Set<String> selectorsOfOneRun() {
    Set<String> found = new TreeSet<>();
    for (NetworkPolicy policy : proposed.policies()) {
      addOfOneRun(policy, policy.podSelector(), found);
      for (Direction direction : Direction.values()) {
        for (PolicyRule rule : policy.rules(direction)) {
          for (PolicyPeer peer : rule.peers()) {
            if (peer instanceof PolicyPeer.Pods of) {
              of.pods().ifPresent(selector -> addOfOneRun(policy, selector, found));
            }
          }
        }
      }
    }
    return found;
  }

  private static void addOfOneRun(NetworkPolicy policy, LabelSelector selector, Set<String> found) {
    for (LabelRequirement requirement : selector.requirements()) {
      boolean valued = requirement.operator().hasValues();
      if (valued && OF_ONE_RUN.matcher(requirement.key()).find()) {
        found.add(policy.title() + " asks for " + requirement);
      }
    }
  }

  private static Set<String> behind(JsonNode workload, Direction direction, int rule) {
    Set<String> behind = new TreeSet<>();
    for (JsonNode row : workload.path("evidence")) {
      if (row.path("rule").asInt() == rule
          && row.path("direction").asText().equalsIgnoreCase(direction.name())) {
        for (JsonNode edge : row.path("edges")) {
          behind.add(title(edge.path("from")));
          behind.add(title(edge.path("to")));
        }
      }
    }
    return behind;
  }

  private List<NetworkPolicy> policies(JsonNode workload) {
    String name = workload.path("policy").asText();
    return proposed.in("", workload.path("namespace").asText()).stream()
        .filter(policy -> policy.key().name().equals(name))
        .toList();
  }

  private List<WorldPod> selected(String namespace, PolicyPeer peer) {
    if (!(peer instanceof PolicyPeer.Pods of)) {
      return List.of();
    }
    LabelSelector labels = of.pods().orElse(LabelSelector.EVERYTHING);
    if (of.namespaces().isEmpty()) {
      return selected(namespace, labels);
    }
    List<WorldPod> selected = new ArrayList<>();
    for (String name : pods.keySet()) {
      SortedMap<String, String> own = new TreeMap<>(world.namespaces().getOrDefault(name, none()));
      own.put("kubernetes.io/metadata.name", name);
      if (of.namespaces().get().matches(own)) {
        selected.addAll(selected(name, labels));
      }
    }
    return selected;
  }

  private static SortedMap<String, String> none() {
    return new TreeMap<>();
  }

  private List<WorldPod> selected(String namespace, LabelSelector selector) {
    return pods.getOrDefault(namespace, List.of()).stream()
        .filter(pod -> selector.matches(pod.labels()))
        .toList();
  }

  private static boolean isWorkload(JsonNode party) {
    return party.path("type").asText().equals("workload");
  }

  private static String title(JsonNode party) {
    return party.path("namespace").asText() + "/" + party.path("name").asText();
  }

  /** A Job that runs again is another Job. */
  private static String title(WorldPod pod) {
    return pod.workload().kind().equals("Job")
        ? pod.workload().namespace() + "/" + pod.owner()
        : pod.workload().title();
  }
}
