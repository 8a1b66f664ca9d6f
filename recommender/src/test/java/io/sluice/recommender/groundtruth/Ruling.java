package io.sluice.recommender.groundtruth;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.groundtruth.made.Placement;
import io.sluice.recommender.world.WorldPod;
import java.time.Instant;
import java.util.List;

/** What policies allow among the pods of an application, as the API means it. */
final class Ruling {
  private static final String OUTSIDE = "203.0.113.10";
  private static final String STRANGER = "zz-other/Pod/stranger";

  private final Inventory inventory;
  private final Placement placement;
  private final Evaluator evaluator;

  Ruling(Inventory inventory, Placement placement, PolicySet policies) {
    this.inventory = inventory;
    this.placement = placement;
    EngineProfile engine = EngineProfile.ofName("generic").orElseThrow();
    this.evaluator = new Evaluator(policies, inventory, engine);
  }

  /** Whether each pod of the client may call each pod of the server. */
  boolean allowsAll(StatedEdge edge) {
    List<Subject> clients = subjects(edge.client());
    List<Subject> servers = subjects(edge.server());
    return clients.stream()
        .allMatch(c -> servers.stream().allMatch(s -> allows(c, s, edge.protocolNumber(), edge)));
  }

  private boolean allows(Subject client, Subject server, int protocol, StatedEdge edge) {
    return evaluator.allows(new Connection(client, server, protocol, edge.port()));
  }

  /** Whether some pod of the client may call some pod of the server. */
  boolean opens(Pair pair) {
    return subjects(pair).stream()
        .anyMatch(
            client ->
                subjects(pair.server()).stream()
                    .anyMatch(
                        server ->
                            evaluator.allows(
                                new Connection(
                                    client, server, pair.protocolNumber(), pair.port()))));
  }

  private List<Subject> subjects(Pair pair) {
    if (pair.fromOutside()) {
      return List.of(new Subject.OfAddress(IpAddress.parse(OUTSIDE).orElseThrow()));
    }
    return subjects(pair.ofStranger() ? STRANGER : pair.client());
  }

  private List<Subject> subjects(String title) {
    return placement.of(title).stream().<Subject>map(this::subject).toList();
  }

  private Subject subject(WorldPod pod) {
    Instant at = pod.start().plusSeconds(1);
    return inventory
        .pod("", pod.workload().namespace(), pod.name(), at.toEpochMilli())
        .<Subject>map(Subject.OfPod::new)
        .orElseThrow(() -> new AssertionError(pod + " is not in the inventory"));
  }
}
