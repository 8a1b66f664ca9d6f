package io.sluice.recommender.world.make;

import io.sluice.recommender.world.TrueEdge;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Makes a world out of its options: the same options, the same world. */
public final class WorldMaker {
  private static final int PODS_PER_NODE = 70;

  private WorldMaker() {}

  /** The world of these options. */
  public static World make(WorldOptions options) {
    Blueprint plan = new Blueprint(options);
    new Applications(plan).plan();
    new Infrastructure(plan).plan();
    new Needs(plan).plan();
    new Plumbing(plan).plan();

    List<WorldNode> nodes = nodes(plan);
    List<WorldPod> pods = new PodLives(plan, nodes).pods();
    Running running = new Running(pods);
    History history = new History(options.seed());
    new Calls(plan, nodes, running, history).makeAll();
    Set<TrueEdge> edges = new TrueEdges(plan, nodes).of(history.sorted());
    CurrentPolicies guards = new CurrentPolicies(plan, running, history);
    List<SortedMap<String, Object>> policies = guards.of(edges);
    new Intruders(plan, nodes, running, history, guards.guarded()).intrude();

    return new World(
        options,
        nodes,
        plan.namespaces,
        List.copyOf(plan.workloads),
        pods,
        List.copyOf(plan.services),
        policies,
        plan.groups,
        history.sorted(),
        edges);
  }

  private static List<WorldNode> nodes(Blueprint plan) {
    int pods = plan.workloads.stream().mapToInt(w -> w.replicas()).sum();
    List<WorldNode> nodes = new ArrayList<>();
    for (int i = 0; i < Math.max(3, pods / PODS_PER_NODE + 1); i++) {
      nodes.add(WorldNode.of(i));
    }
    return nodes;
  }
}
