package io.sluice.recommender.world.make;

import io.sluice.recommender.example.Fields;
import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.TrueEdge;
import io.sluice.recommender.world.TrueParty;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * A few workloads are guarded already: their policies admit exactly who needs them, and somebody
 * else tries in vain.
 */
final class CurrentPolicies {
  private final Blueprint plan;
  private final Running running;
  private final History history;
  private final Draw draw;
  private final Set<WorldWorkload> guarded = new HashSet<>();

  CurrentPolicies(Blueprint plan, Running running, History history) {
    this.plan = plan;
    this.running = running;
    this.history = history;
    this.draw = new Draw(plan.options.seed(), "policies");
  }

  /** The policies; the attempts that they stop join the history. */
  List<SortedMap<String, Object>> of(Set<TrueEdge> edges) {
    List<SortedMap<String, Object>> policies = new ArrayList<>();
    int wanted = 1 + plan.options.namespaces() / 8;
    for (WorldWorkload target : plan.workloads) {
      List<TrueEdge> needs = edges.stream().filter(e -> e.server().equals(party(target))).toList();
      if (policies.size() < wanted && isFit(target, needs)) {
        policies.add(policy(target, needs));
        guarded.add(target);
        intrude(target, needs);
      }
    }
    return policies;
  }

  /** Whom the policies select. */
  Set<WorldWorkload> guarded() {
    return guarded;
  }

  private static TrueParty party(WorldWorkload workload) {
    return new TrueParty.OfWorkload(workload);
  }

  private boolean isFit(WorldWorkload target, List<TrueEdge> needs) {
    boolean alone =
        plan.workloads.stream()
                .filter(w -> w.namespace().equals(target.namespace()))
                .filter(w -> selects(target.matchLabels(), w))
                .count()
            == 1;
    return Needs.isApplication(target.namespace())
        && !target.matchLabels().isEmpty()
        && alone
        && !needs.isEmpty()
        && needs.stream().allMatch(e -> isNameable(e.client()));
  }

  private static boolean isNameable(TrueParty client) {
    return client instanceof TrueParty.OfWorkload of
        && (!of.workload().labels().isEmpty() && !of.workload().hostNetwork());
  }

  private static boolean selects(Map<String, String> selector, WorldWorkload workload) {
    return workload.labels().entrySet().containsAll(selector.entrySet());
  }

  private static SortedMap<String, String> selector(WorldWorkload workload) {
    return workload.matchLabels().isEmpty() ? workload.labels() : workload.matchLabels();
  }

  private static SortedMap<String, Object> policy(WorldWorkload target, List<TrueEdge> needs) {
    List<Object> rules = new ArrayList<>();
    for (TrueEdge need : needs) {
      WorldWorkload client = ((TrueParty.OfWorkload) need.client()).workload();
      Object from =
          Fields.of(
              "namespaceSelector",
              Fields.of(
                  "matchLabels", Fields.of("kubernetes.io/metadata.name", client.namespace())),
              "podSelector",
              Fields.of("matchLabels", selector(client)));
      Object port =
          Fields.of("port", need.port(), "protocol", need.protocol() == 17 ? "UDP" : "TCP");
      rules.add(Fields.of("from", List.of(from), "ports", List.of(port)));
    }
    return Fields.of(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        Fields.of(
            "name",
            target.name() + "-guard",
            "namespace",
            target.namespace(),
            "creationTimestamp",
            WorldOptions.START.minusSeconds(86_400).toString()),
        "spec",
        Fields.of(
            "podSelector",
            Fields.of("matchLabels", target.matchLabels()),
            "policyTypes",
            List.of("Ingress"),
            "ingress",
            rules));
  }

  private void intrude(WorldWorkload target, List<TrueEdge> needs) {
    List<WorldWorkload> others =
        plan.workloads.stream()
            .filter(w -> w.namespace().equals(target.namespace()) && !w.equals(target))
            .filter(w -> !w.runsJobs() && !w.labels().isEmpty())
            .filter(
                w ->
                    needs.stream()
                        .map(e -> ((TrueParty.OfWorkload) e.client()).workload())
                        .noneMatch(c -> selects(selector(c), w)))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    WorldWorkload intruder = draw.pick(others);
    for (int i = 0; i < 5; i++) {
      long millis = plan.options.window().toMillis();
      Instant at = WorldOptions.START.plusMillis((long) (millis * 0.7 * draw.fraction()));
      List<WorldPod> from = running.at(intruder, at);
      List<WorldPod> to = running.at(target, at);
      if (!from.isEmpty() && !to.isEmpty()) {
        history.add(
            at,
            new Spot.OfPod(draw.pick(from)),
            new Spot.OfPod(draw.pick(to)),
            6,
            needs.get(0).port(),
            Fate.DENIED,
            Purpose.UNWANTED);
      }
    }
  }
}
