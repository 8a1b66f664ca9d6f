package io.sluice.recommender.cli.cluster;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.answer.CiliumVersion;
import io.sluice.recommender.answer.ClusterFacts;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.answer.PolicyFacts;
import io.sluice.recommender.audit.world.World;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.UsageException;
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
 * The clusters that the command line names.
 *
 * @param facts what their objects say
 */
public record ClusterState(ClusterFacts facts) {

  /** No cluster: the names in the logs are all there is. */
  static ClusterState none() {
    return new ClusterState(ClusterFacts.none());
  }

  /** Who had which address when. */
  public Inventory inventory() {
    return facts.inventory();
  }

  /** The policies in force: the cluster's own, or those that take their place. */
  public PolicySet policies() {
    return facts.policies();
  }

  /** The policies of the snapshot itself, which were in force when logs were written. */
  public PolicySet recorded() {
    return facts.recorded();
  }

  /** Policies of other APIs, which are not evaluated. */
  public ForeignPolicies foreign() {
    return facts.foreign();
  }

  /** Those of the policies that an earlier run proposed. */
  public SortedSet<NetworkPolicy.Key> ownPolicies() {
    return facts.ownPolicies();
  }

  /** What is wrong with policies that were read, sorted. */
  public List<PolicyProblem> problems() {
    return facts.problems();
  }

  /** What else is odd, in the order of reading. */
  public List<String> warnings() {
    return facts.warnings();
  }

  /** The oldest Cilium that runs; empty where no agent's image tells. */
  public Optional<CiliumVersion> cilium() {
    return facts.cilium();
  }

  /** What runs by the clock. */
  public List<CronJob> cronJobs() {
    return facts.cronJobs();
  }

  /** Reads {@code --cluster}. */
  public static ClusterState read(ClusterOptions options) {
    if (options.clusters.isEmpty()) {
      return none();
    }
    refuseMixedNames(options.clusters);
    Objects read = Objects.read(options.clusters, options);
    ClusterFacts facts = ClusterFacts.of(read.objects, read.seenPods, read.warnings);
    if (facts.inventory().isEmpty()) {
      throw new UnusableInputException(
          "no pods and no workloads in --cluster "
              + options.clusters.stream()
                  .map(named -> named.path().toString())
                  .collect(Collectors.joining(", "))
              + ".\n"
              + Snapshot.HOW);
    }
    return new ClusterState(facts);
  }

  /** The same with the policies of these paths in place of the cluster's own. */
  public ClusterState withPolicies(List<NamedPath> paths, ClusterOptions options) {
    if (paths.isEmpty()) {
      return this;
    }
    return new ClusterState(facts.replacing(load(paths, options)));
  }

  /** The same with the policies of these paths besides the cluster's own. */
  public ClusterState plusPolicies(List<NamedPath> paths, ClusterOptions options) {
    if (paths.isEmpty()) {
      return this;
    }
    return new ClusterState(facts.adding(load(paths, options)));
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
    return new ClusterState(
        facts.adding(
            new PolicyFacts(more, ForeignPolicies.none(), own, found, odd, new TreeSet<>())));
  }

  /** What was read, in one line. */
  public String summary() {
    return "Cluster "
        + Wording.count(inventory().workloads().size(), "workload", "workloads")
        + " · "
        + Wording.count(inventory().livePods().getCardinality(), "pod", "pods")
        + " · "
        + Wording.count(policies().policies().size(), "policy", "policies")
        + (inventory().takenAtMillis() == Long.MIN_VALUE
            ? ""
            : " · as of " + Wording.time(inventory().takenAtMillis()));
  }

  /** Says on standard error what was read, how it is evaluated, and what is odd about it. */
  public void describe(EngineChoice engine, Console console) {
    console.say(summary());
    console.say("Engine " + engine.reason());
    engine.warnings().forEach(console::warn);
    problems().forEach(problem -> console.warn(problem.toString()));
    warnings().forEach(console::warn);
  }

  /** The same for expectations, which are about policies and not about an engine's settings. */
  public World worldOfExpectations(EngineChoice engine) {
    return World.takingSctpAsEnabled(
        inventory(), policies(), foreign(), problems(), facts.owners(), engine.profile());
  }

  /** The same, to be asked by names on an engine. */
  public World world(EngineChoice engine) {
    return new World(
        inventory(), policies(), foreign(), problems(), facts.owners(), engine.profile());
  }

  private PolicyFacts load(List<NamedPath> paths, ClusterOptions options) {
    List<NamedPath> placed = paths.stream().map(this::inCluster).toList();
    Objects read = Objects.read(placed, options);
    if (!read.seenPods.isEmpty()) {
      read.warnings.add(
          "recorded history of pods belongs to --cluster; beside policies it is not used");
    }
    return PolicyFacts.of(
        read.objects, read.warnings, placed.stream().map(NamedPath::cluster).toList());
  }

  /** Policies without a cluster's name belong to the only cluster there is. */
  private NamedPath inCluster(NamedPath path) {
    var names = inventory().clusters();
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
