package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.roaringbitmap.IntConsumer;

/** A recommendation, and the questions that tests put to it. */
final class Outcome {
  final Recommendation recommendation;
  private final World world;

  Outcome(World world, Recommendation recommendation) {
    this.world = world;
    this.recommendation = recommendation;
  }

  /** The proposal that a workload is part of. */
  WorkloadProposal of(String title) {
    return recommendation.proposals().stream()
        .filter(
            p ->
                p.workload().title().equals(title)
                    || p.merged().stream().anyMatch(w -> w.title().equals(title)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no proposal for " + title));
  }

  NetworkPolicy policy(String title) {
    WorkloadProposal proposal = of(title);
    return proposal
        .policy()
        .orElseThrow(() -> new AssertionError(title + " is " + proposal.state()));
  }

  String selector(String title) {
    return policy(title).podSelector().toString();
  }

  /** The rules of a direction as text, one line each. */
  List<String> rules(String title, Direction direction) {
    return policy(title).rules(direction).stream().map(Outcome::text).toList();
  }

  private static String text(PolicyRule rule) {
    return rule.peers().stream().map(Object::toString).collect(Collectors.joining(" | "))
        + " : "
        + rule.ports().stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  /** The standings of all edges between two ends, as words. */
  List<String> standings() {
    return recommendation.edges().stream().map(e -> word(e.standing())).toList();
  }

  static String word(Standing standing) {
    if (standing instanceof Standing.Withheld withheld) {
      return "withheld " + withheld.reason().word();
    }
    if (standing instanceof Standing.Quarantined quarantined) {
      return "quarantined " + quarantined.reason().word();
    }
    if (standing instanceof Standing.NotGoverned not) {
      return "not governed " + not.reason().word();
    }
    return "used";
  }

  List<String> holds(String title) {
    return of(title).holds().stream()
        .map(h -> h.direction().word() + " " + h.word() + " " + h.release())
        .toList();
  }

  String notes(String title) {
    return String.join("\n", of(title).notes());
  }

  String evidence(String title) {
    return of(title).evidence().stream()
        .map(e -> e.direction().word() + " " + e.peer() + " " + e.port() + " " + e.basis())
        .collect(Collectors.joining("\n"));
  }

  /** The parts of the platform among the peers of its rules, {@code egress api-server}. */
  List<String> roles(String title) {
    return of(title).evidence().stream()
        .flatMap(e -> e.role().map(r -> e.direction().word() + " " + r.word()).stream())
        .distinct()
        .toList();
  }

  // --- what would be in force

  boolean passes(String client, String server, int port) {
    return passes(recommendation.effective(), client, server, Traffic.TCP, port);
  }

  boolean passes(PolicySet policies, String client, String server, int protocol, int port) {
    Evaluator evaluator = new Evaluator(policies, world.inventory(), world.engine());
    List<Pod> clients = live(client);
    List<Pod> servers = live(server);
    assertThat(clients).isNotEmpty();
    assertThat(servers).isNotEmpty();
    return clients.stream()
        .allMatch(
            c ->
                servers.stream()
                    .filter(s -> s.id() != c.id())
                    .allMatch(
                        s ->
                            evaluator.allows(
                                new Connection(
                                    new Subject.OfPod(c), new Subject.OfPod(s), protocol, port))));
  }

  boolean reaches(String client, String address, int port) {
    Evaluator evaluator =
        new Evaluator(recommendation.effective(), world.inventory(), world.engine());
    return live(client).stream()
        .allMatch(
            c ->
                evaluator.allows(
                    new Connection(new Subject.OfPod(c), outside(address), Traffic.TCP, port)));
  }

  boolean admits(String address, String server, int port) {
    Evaluator evaluator =
        new Evaluator(recommendation.effective(), world.inventory(), world.engine());
    return live(server).stream()
        .allMatch(
            s ->
                evaluator.allows(
                    new Connection(outside(address), new Subject.OfPod(s), Traffic.TCP, port)));
  }

  private static Subject outside(String address) {
    return new Subject.OfAddress(IpAddress.parse(address).orElseThrow());
  }

  List<Pod> live(String title) {
    Workload workload = world.workload(title);
    List<Pod> pods = new java.util.ArrayList<>();
    org.roaringbitmap.RoaringBitmap ids =
        org.roaringbitmap.RoaringBitmap.and(
            world.inventory().podsOf(workload), world.inventory().livePods());
    ids.forEach((IntConsumer) id -> pods.add(world.inventory().pods().get(id)));
    return pods;
  }
}
