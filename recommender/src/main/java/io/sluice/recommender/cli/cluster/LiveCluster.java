package io.sluice.recommender.cli.cluster;

import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.snapshot.live.ClusterAccess;
import io.sluice.analyzer.snapshot.live.ClusterApi;
import io.sluice.analyzer.snapshot.live.ClusterException;
import io.sluice.analyzer.snapshot.live.FabricApi;
import io.sluice.analyzer.snapshot.live.LiveSnapshot;
import io.sluice.analyzer.snapshot.live.Patience;
import io.sluice.analyzer.snapshot.live.Scope;
import io.sluice.recommender.cli.run.UsageException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A running cluster that a command reads. */
public final class LiveCluster {
  private LiveCluster() {}

  /**
   * Its API server.
   *
   * @throws UsageException where nothing says how it is reached, or a kubeconfig cannot be used
   */
  public static ClusterApi open(Optional<Path> kubeconfig, Optional<String> context) {
    try {
      return FabricApi.open(ClusterAccess.find(kubeconfig, context, System.getenv()));
    } catch (ClusterAccess.MissingException | ClusterException e) {
      throw new UsageException(String.valueOf(e.getMessage())); // nobody was asked yet
    }
  }

  /** What {@code sluice snapshot take} would have written, read. */
  static ClusterReader.Result read(
      NamedPath live, Optional<Path> kubeconfig, OptionalLong snapshotTime) {
    try (ClusterApi api = open(kubeconfig, live.context())) {
      LiveSnapshot taken =
          LiveSnapshot.take(api, Scope.WHOLE, Patience.DEFAULTS, InstantSource.system());
      return new ClusterReader.Result(
          taken.asObjects(live.cluster(), live.path().toString(), snapshotTime),
          List.of(),
          taken.warnings());
    }
  }

  /** Which kinds the cluster does not have, in one line. */
  public static Optional<String> leftOut(LiveSnapshot taken) {
    return taken.missing().isEmpty()
        ? Optional.empty()
        : Optional.of("the cluster has no " + String.join(", ", taken.missing()));
  }
}
