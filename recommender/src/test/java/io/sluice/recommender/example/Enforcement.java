package io.sluice.recommender.example;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Policies in force over a snapshot: written files, with or without what the snapshot has. Asks the
 * real evaluator, pod by pod.
 */
public final class Enforcement {
  private final Inventory inventory;
  private final PolicySet policies;
  private final Evaluator evaluator;

  private Enforcement(List<ClusterObject> cluster, PolicySet policies, EngineProfile engine) {
    this.inventory = Inventory.of(cluster);
    this.policies = policies;
    this.evaluator = new Evaluator(policies, inventory, engine);
  }

  /** Only the policies of a folder. */
  public static Enforcement ofWritten(Path cluster, Path folder, EngineProfile engine) {
    return new Enforcement(read(cluster), load(read(folder)), engine);
  }

  /** The policies of the snapshot and those of a folder. */
  public static Enforcement ofCurrentAndWritten(Path cluster, Path folder, EngineProfile engine) {
    List<ClusterObject> objects = read(cluster);
    return new Enforcement(objects, load(objects).with(load(read(folder))), engine);
  }

  /** A folder that no run has made holds nothing. */
  private static List<ClusterObject> read(Path path) {
    if (!Files.exists(path)) {
      return List.of();
    }
    return ClusterReader.read("", path, OptionalLong.empty()).objects();
  }

  private static PolicySet load(List<ClusterObject> objects) {
    PolicyLoader.Result result = PolicyLoader.load(objects);
    if (!result.problems().isEmpty()) {
      throw new AssertionError(result.problems().toString());
    }
    return result.policies();
  }

  /** The policies themselves. */
  public List<NetworkPolicy> policies() {
    return policies.policies();
  }

  /** Pods that run at the end, those on the host's network left out. */
  public List<Pod> pods() {
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : inventory.pods()) {
      if (inventory.livePods().contains(pod.id()) && !pod.hostNetwork()) {
        pods.add(pod);
      }
    }
    return pods;
  }

  /** Pods of a workload that run at the end; its past pods where none does. */
  public List<Pod> podsOf(String title) {
    List<Pod> live = pods().stream().filter(p -> p.workload().title().equals(title)).toList();
    return live.isEmpty()
        ? inventory.pods().stream().filter(p -> p.workload().title().equals(title)).toList()
        : live;
  }

  /** Whether some policy isolates a pod in a direction. */
  public boolean isolates(Pod pod, Direction direction) {
    return !evaluator.isolating(pod, direction).isEmpty();
  }

  /** Whether every pod of the client reaches every pod of the server. */
  public boolean allows(String client, String server, int protocol, int port) {
    for (Pod from : podsOf(client)) {
      for (Pod to : podsOf(server)) {
        if (from.id() != to.id() && !allows(from, to, protocol, port)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether no pod of the client reaches any pod of the server. */
  public boolean denies(String client, String server, int protocol, int port) {
    for (Pod from : podsOf(client)) {
      for (Pod to : podsOf(server)) {
        if (from.id() != to.id() && allows(from, to, protocol, port)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether one pod reaches another. */
  public boolean allows(Pod client, Pod server, int protocol, int port) {
    return ask(new Subject.OfPod(client), new Subject.OfPod(server), protocol, port);
  }

  /** Whether every pod of the client may call an address. */
  public boolean allowsOut(String client, String address, int protocol, int port) {
    return podsOf(client).stream()
        .allMatch(p -> ask(new Subject.OfPod(p), address(address), protocol, port));
  }

  /** Whether an address may call every pod of the server. */
  public boolean allowsIn(String address, String server, int protocol, int port) {
    return podsOf(server).stream()
        .allMatch(p -> ask(address(address), new Subject.OfPod(p), protocol, port));
  }

  private static Subject address(String address) {
    return new Subject.OfAddress(IpAddress.parse(address).orElseThrow());
  }

  private boolean ask(Subject client, Subject server, int protocol, int port) {
    Verdict verdict = evaluator.evaluate(new Connection(client, server, protocol, port));
    if (verdict instanceof Verdict.NotEvaluated open) {
      throw new AssertionError(client + " to " + server + ": " + open.reason());
    }
    return verdict.allowed();
  }
}
