package io.sluice.recommender.world.score;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.TrueParty;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import io.sluice.recommender.world.emit.Log;
import io.sluice.recommender.world.emit.WorldFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A world with policies in force: proposed ones beside those that were there. */
public final class Scene {
  final World world;
  final Log log;
  final Inventory inventory;
  final Inventory later;
  final PolicySet proposed;
  final Evaluator evaluator;
  final Evaluator evaluatorLater;

  /** Why a direction is left open, by title and direction, where the run says so. */
  final Map<String, String> reasons;

  private final PolicySet current;
  private final Map<WorldWorkload, List<Pod>> live = new HashMap<>();

  private Scene(
      World world,
      Log log,
      Inventory inventory,
      Inventory later,
      PolicySet current,
      PolicySet proposed,
      Map<String, String> reasons) {
    this.world = world;
    this.log = log;
    this.inventory = inventory;
    this.later = later;
    this.current = current;
    this.proposed = proposed;
    this.reasons = reasons;
    PolicySet effective = inForce();
    EngineProfile engine = EngineProfile.ofName(world.options().engine()).orElseThrow();
    this.evaluator = new Evaluator(effective, inventory, engine);
    this.evaluatorLater = new Evaluator(effective, later, engine);
    for (WorldPod pod : world.podsAt(world.options().split())) {
      live.computeIfAbsent(pod.workload(), w -> new ArrayList<>()).add(found(inventory, pod));
    }
  }

  /** What a run wrote, in force over the snapshot. */
  public static Scene of(
      World world, Log log, WorldFiles files, Path policies, Map<String, String> reasons) {
    List<ClusterObject> objects = read(files.cluster());
    return new Scene(
        world,
        log,
        Inventory.of(objects),
        Inventory.of(read(files.later())),
        load(objects),
        Files.exists(policies) ? load(read(policies)) : PolicySet.none(),
        reasons);
  }

  /** The same with other policies in place of the proposed ones. */
  public Scene with(PolicySet other) {
    return new Scene(world, log, inventory, later, current, other, reasons);
  }

  /** The proposed policies. */
  public PolicySet proposed() {
    return proposed;
  }

  /** The proposed policies beside those that were there. */
  PolicySet inForce() {
    return current.with(proposed);
  }

  private static List<ClusterObject> read(Path path) {
    return ClusterReader.read("", path, OptionalLong.empty()).objects();
  }

  private static PolicySet load(List<ClusterObject> objects) {
    PolicyLoader.Result result = PolicyLoader.load(objects);
    if (!result.problems().isEmpty()) {
      throw new AssertionError(result.problems().toString());
    }
    return result.policies();
  }

  private static Pod found(Inventory inventory, WorldPod pod) {
    Instant at = pod.start().plusSeconds(1);
    return inventory
        .pod("", pod.workload().namespace(), pod.name(), at.toEpochMilli())
        .orElseThrow(() -> new AssertionError(pod + " is not in the inventory"));
  }

  /** The pods of a workload that run when the logs end. */
  List<Pod> live(WorldWorkload workload) {
    return live.getOrDefault(workload, List.of());
  }

  /** A party's ends when the logs end. */
  List<Subject> subjects(TrueParty party) {
    if (party instanceof TrueParty.OfWorkload of) {
      return live(of.workload()).stream().<Subject>map(Subject.OfPod::new).toList();
    }
    return party instanceof TrueParty.OfNode of
        ? List.of(node(inventory, of.node().name()))
        : List.of(address(((TrueParty.OfAddress) party).address()));
  }

  /** An end at its own time, in the cluster as it became. */
  Subject subjectLater(Spot spot) {
    if (spot instanceof Spot.OfPod of) {
      return new Subject.OfPod(found(later, of.pod()));
    }
    return spot instanceof Spot.OfNode of
        ? node(later, of.node().name())
        : address(((Spot.OfAddress) spot).address());
  }

  private static Subject node(Inventory inventory, String name) {
    return new Subject.OfNode(inventory.node("", name).orElseThrow());
  }

  static Subject address(String address) {
    return new Subject.OfAddress(IpAddress.parse(address).orElseThrow());
  }

  /** Whether a connection passes the policies when the logs end. */
  boolean allows(Subject client, Subject server, int protocol, int port) {
    return evaluator.allows(new Connection(client, server, protocol, port));
  }
}
