package io.sluice.recommender.cli.snapshot;

import io.sluice.analyzer.snapshot.live.ClusterApi;
import io.sluice.analyzer.snapshot.live.Scope;
import io.sluice.recommender.cli.cluster.LiveCluster;
import io.sluice.recommender.cli.run.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which cluster is read, and how much of it. */
final class ReachOptions {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "A context of the kubeconfig (default: the current one).")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig (default: KUBECONFIG, ~/.kube/config, the pod's account).")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = {"-n", "--namespace"},
      split = ",",
      paramLabel = "NAME",
      description = "Read only this namespace, and what stands in none; repeatable.")
  private List<String> namespaces = new ArrayList<>();

  ClusterApi open() {
    return LiveCluster.open(kubeconfig, context);
  }

  Scope scope() {
    for (String namespace : namespaces) {
      if (!NAME.matcher(namespace).matches()) {
        throw new UsageException("--namespace \"" + namespace + "\" is no name of a namespace");
      }
    }
    return new Scope(namespaces);
  }
}
