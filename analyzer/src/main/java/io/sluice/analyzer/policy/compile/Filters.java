package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import java.util.List;

/**
 * What filters in a cluster, by the system of the nodes. Both read ports in the same way.
 *
 * @param onLinux on Linux nodes and on nodes of which nothing is known
 * @param onWindows on Windows nodes; the very same where the engine reads policies alike there
 */
public record Filters(Filter onLinux, Filter onWindows) {
  /** Refuses filters for which a pod would have to declare its ports in two ways. */
  public Filters {
    if (!onLinux.engine().ports().equals(onWindows.engine().ports())) {
      throw new IllegalArgumentException(
          onLinux.engine().name()
              + " and "
              + onWindows.engine().name()
              + " read ports differently");
    }
  }

  /** What an engine makes of policies. */
  public static Filters of(PolicySet policies, EngineProfile engine) {
    Filter onLinux = Filter.of(policies, engine);
    return new Filters(
        onLinux,
        switch (engine.windows()) {
          case SAME -> onLinux;
          case NPM_WINDOWS -> Filter.of(policies, EngineProfile.NPM_WINDOWS);
          case NOTHING -> onLinux.notRunning();
        });
  }

  /** Each filter once. */
  public List<Filter> all() {
    return windowsDiffer() ? List.of(onLinux, onWindows) : List.of(onLinux);
  }

  /** Whether pods on Windows nodes are to be told from the others. */
  @SuppressWarnings("ReferenceEquality") // The same filter is one object.
  boolean windowsDiffer() {
    return onLinux != onWindows;
  }

  /** What filters a pod. */
  public Filter of(Traits traits) {
    return traits.windows() ? onWindows : onLinux;
  }

  /** How both read ports. */
  public EngineProfile.Ports ports() {
    return onLinux.engine().ports();
  }

  /** Whether either holds ipBlocks against addresses of such pods. */
  boolean blocksReach(boolean hostNetwork) {
    return all().stream().anyMatch(filter -> blocksReach(filter.engine(), hostNetwork));
  }

  static boolean blocksReach(EngineProfile engine, boolean hostNetwork) {
    return hostNetwork ? engine.ipBlockMatchesNodes() : engine.ipBlockMatchesPods();
  }
}
