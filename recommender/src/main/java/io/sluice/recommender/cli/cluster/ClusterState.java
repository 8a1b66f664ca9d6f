package io.sluice.recommender.cli.cluster;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.audit.world.DirectOwners;
import io.sluice.recommender.audit.world.World;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.recommend.OwnPolicies;
import io.sluice.recommender.recommend.schedule.CronJob;
import io.sluice.recommender.write.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The clusters as their objects describe them.
 *
 * @param inventory who had which address when
 * @param policies the policies in force: the cluster's own, or those that take their place
 * @param recorded the policies of the snapshot itself, which were in force when logs were written
 * @param foreign policies of other APIs, which are not evaluated
 * @param ownPolicies those of them that an earlier run proposed
 * @param problems what is wrong with policies that were read, sorted
 * @param warnings what else is odd, in the order of reading
 * @param cilium the oldest Cilium that runs; empty where no agent's image tells
 * @param owners what pods are also called by
 * @param cronJobs what runs by the clock
 */
public record ClusterState(
    Inventory inventory,
    PolicySet policies,
    PolicySet recorded,
    ForeignPolicies foreign,
    SortedSet<NetworkPolicy.Key> ownPolicies,
    List<PolicyProblem> problems,
    List<String> warnings,
    Optional<CiliumVersion> cilium,
    DirectOwners owners,
    List<CronJob> cronJobs) {

  /** No cluster: the names in the logs are all there is. */
  static ClusterState none() {
    return new ClusterState(
        Inventory.empty(),
        PolicySet.none(),
        PolicySet.none(),
        ForeignPolicies.none(),
        new TreeSet<>(),
        List.of(),
        List.of(),
        Optional.empty(),
        DirectOwners.none(),
        List.of());
  }

  /** Reads {@code --cluster}. */
  public static ClusterState read(ClusterOptions options) {
    if (options.clusters.isEmpty()) {
      return none();
    }
    refuseMixedNames(options.clusters);
    Objects read = Objects.read(options.clusters, options);
    Inventory inventory = Inventory.of(read.objects, read.seenPods);
    if (inventory.isEmpty()) {
      throw new UnusableInputException(
          "no pods and no workloads in --cluster "
              + options.clusters.stream()
                  .map(named -> named.path().toString())
                  .collect(Collectors.joining(", "))
              + ".\n"
              + Snapshot.HOW);
    }
    PolicyLoader.Result loaded = PolicyLoader.load(read.objects);
    List<String> warnings = new ArrayList<>(read.warnings);
    warnings.addAll(inventory.warnings());
    return new ClusterState(
        inventory,
        loaded.policies(),
        loaded.policies(),
        ForeignPolicies.of(read.objects),
        OwnPolicies.among(read.objects),
        loaded.problems(),
        warnings,
        CiliumVersion.among(read.objects),
        DirectOwners.among(read.objects),
        CronJob.among(read.objects));
  }

  /** The same with the policies of these paths in place of the cluster's own. */
  public ClusterState withPolicies(List<NamedPath> paths, ClusterOptions options) {
    if (paths.isEmpty()) {
      return this;
    }
    Loaded given = load(paths, options);
    List<NetworkPolicy> kept =
        policies.policies().stream()
            .filter(policy -> !given.clusters.contains(policy.cluster()))
            .toList();
    List<PolicyProblem> keptProblems = kept.isEmpty() ? List.of() : problems;
    return with(PolicySet.of(kept).with(given.policies), keptProblems, given);
  }

  /** The same with the policies of these paths besides the cluster's own. */
  public ClusterState plusPolicies(List<NamedPath> paths, ClusterOptions options) {
    if (paths.isEmpty()) {
      return this;
    }
    Loaded given = load(paths, options);
    return with(policies.with(given.policies), problems, given);
  }

  /**
   * The same with policies from somewhere else; they replace those of their names.
   *
   * @param own those of them that an earlier run proposed
   * @param found what is wrong with them
   * @param odd what else is odd about where they stand
   */
  public ClusterState plusPolicies(
      PolicySet more,
      SortedSet<NetworkPolicy.Key> own,
      List<PolicyProblem> found,
      List<String> odd) {
    return with(
        policies.with(more),
        problems,
        new Loaded(more, ForeignPolicies.none(), own, found, odd, new TreeSet<>()));
  }

  private ClusterState with(PolicySet set, List<PolicyProblem> before, Loaded given) {
    List<PolicyProblem> all = new ArrayList<>(before);
    all.addAll(given.problems);
    List<String> allWarnings = new ArrayList<>(warnings);
    allWarnings.addAll(given.warnings);
    SortedSet<NetworkPolicy.Key> own = new TreeSet<>(ownPolicies);
    own.addAll(given.own);
    return new ClusterState(
        inventory,
        set,
        recorded,
        foreign.with(given.foreign),
        own,
        all.stream().sorted().distinct().toList(),
        allWarnings,
        cilium,
        owners,
        cronJobs);
  }

  /** What was read, in one line. */
  public String summary() {
    return "Cluster "
        + Wording.count(inventory.workloads().size(), "workload", "workloads")
        + " · "
        + Wording.count(inventory.livePods().getCardinality(), "pod", "pods")
        + " · "
        + Wording.count(policies.policies().size(), "policy", "policies")
        + (inventory.takenAtMillis() == Long.MIN_VALUE
            ? ""
            : " · as of " + Wording.time(inventory.takenAtMillis()));
  }

  /** Says on standard error what was read, how it is evaluated, and what is odd about it. */
  public void describe(EngineChoice engine, Console console) {
    console.say(summary());
    console.say("Engine " + engine.reason());
    engine.warnings().forEach(console::warn);
    problems.forEach(problem -> console.warn(problem.toString()));
    warnings.forEach(console::warn);
  }

  /** The same for expectations, which are about policies and not about an engine's settings. */
  public World worldOfExpectations(EngineChoice engine) {
    return World.takingSctpAsEnabled(
        inventory, policies, foreign, problems, owners, engine.profile());
  }

  /** The same, to be asked by names on an engine. */
  public World world(EngineChoice engine) {
    return new World(inventory, policies, foreign, problems, owners, engine.profile());
  }

  private record Loaded(
      PolicySet policies,
      ForeignPolicies foreign,
      SortedSet<NetworkPolicy.Key> own,
      List<PolicyProblem> problems,
      List<String> warnings,
      TreeSet<String> clusters) {}

  private Loaded load(List<NamedPath> paths, ClusterOptions options) {
    List<NamedPath> placed = paths.stream().map(this::inCluster).toList();
    Objects read = Objects.read(placed, options);
    if (!read.seenPods.isEmpty()) {
      read.warnings.add(
          "recorded history of pods belongs to --cluster; beside policies it is not used");
    }
    PolicyLoader.Result loaded = PolicyLoader.load(read.objects);
    return new Loaded(
        loaded.policies(),
        ForeignPolicies.of(read.objects),
        OwnPolicies.among(read.objects),
        loaded.problems(),
        read.warnings,
        placed.stream().map(NamedPath::cluster).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Policies without a cluster's name belong to the only cluster there is. */
  private NamedPath inCluster(NamedPath path) {
    var names = inventory.clusters();
    if (names.contains(path.cluster()) || names.isEmpty()) {
      return path;
    }
    if (path.cluster().isEmpty() && names.size() == 1) {
      return new NamedPath(names.first(), path.path());
    }
    throw new UsageException(
        "say which cluster the policies in "
            + path.path()
            + " are for: NAME="
            + path.path()
            + ", where NAME is one of "
            + String.join(", ", names));
  }

  private static void refuseMixedNames(List<NamedPath> clusters) {
    long named = clusters.stream().filter(cluster -> !cluster.cluster().isEmpty()).count();
    if (named > 0 && named < clusters.size()) {
      throw new UsageException(
          "name every --cluster or none: NAME=PATH tells clusters apart, and paths without a name"
              + " are one cluster");
    }
  }

  /** Objects of several paths. */
  private record Objects(
      List<ClusterObject> objects, List<SeenPod> seenPods, List<String> warnings) {
    static Objects read(List<NamedPath> paths, ClusterOptions options) {
      OptionalLong time =
          options
              .snapshotTime
              .map(Instant::toEpochMilli)
              .map(OptionalLong::of)
              .orElse(OptionalLong.empty());
      Objects all = new Objects(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (NamedPath path : paths) {
        ClusterReader.Result read =
            path.isLive()
                ? LiveCluster.read(path, options.kubeconfig, time)
                : ClusterReader.read(path.cluster(), path.path(), time);
        all.objects.addAll(read.objects());
        all.seenPods.addAll(read.seenPods());
        all.warnings.addAll(read.warnings());
      }
      return all;
    }
  }
}
