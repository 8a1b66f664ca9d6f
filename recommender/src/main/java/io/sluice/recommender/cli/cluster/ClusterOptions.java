package io.sluice.recommender.cli.cluster;

import io.sluice.recommender.answer.EngineChoice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster the logs are of. */
public final class ClusterOptions {
  @Option(
      names = "--cluster",
      split = "\n",
      paramLabel = "[NAME=]PATH",
      description =
          "Objects of a cluster: snapshots, kubectl get -o json or yaml, manifests, watch events,"
              + " recorded history; or a running one: live, or live:CONTEXT.")
  public List<NamedPath> clusters = new ArrayList<>();

  @Option(
      names = "--snapshot-time",
      paramLabel = "TIME",
      description = "When the objects were read (RFC 3339), where they do not say it well.")
  public Optional<Instant> snapshotTime = Optional.empty();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "How live clusters are reached (default: as kubectl finds it).")
  public Optional<Path> kubeconfig = Optional.empty();

  /** The same as it is needed for evaluating policies. */
  public static final class WithPolicies {
    @Option(
        names = "--policies",
        split = "\n",
        paramLabel = "[NAME=]PATH",
        description = "Policies that take the place of the cluster's own.")
    public List<NamedPath> policies = new ArrayList<>();

    @Option(
        names = "--engine",
        paramLabel = "ENGINE",
        defaultValue = "auto",
        completionCandidates = EngineWords.class,
        description = "What enforces the policies: ${COMPLETION-CANDIDATES}.")
    public String engine = "auto";

    /** The engine that was named, else the one whose agents run in the cluster. */
    public EngineChoice choose(ClusterState cluster) {
      return EngineWords.choose("--engine", engine, cluster.inventory(), cluster.cilium());
    }
  }
}
