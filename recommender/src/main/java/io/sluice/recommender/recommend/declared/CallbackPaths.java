package io.sluice.recommender.recommend.declared;

import io.sluice.analyzer.cluster.ApiCallback;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.evidence.Enumeration;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.ApiServerSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The calls of the API server to webhooks and aggregated APIs. They are rare, often encrypted in a
 * tunnel and easily missed by a log; cut off, they stop every deployment, or let everything pass
 * unchecked. So the pods behind them admit them, as soon as they get a policy at all.
 */
public final class CallbackPaths {
  /** Objects that a note names; the snapshot has the others. */
  private static final int NAMED = 3;

  private final Situation situation;
  private final ApiServerSources sources;
  private final SortedMap<Target, SortedSet<ApiCallback>> targets = new TreeMap<>();

  /** A port of the pods behind a Service. */
  private record Target(Workload workload, Service service, int port)
      implements Comparable<Target> {
    private static final Comparator<Target> ORDER =
        Comparator.comparing(Target::workload, Workload::compareTo)
            .thenComparing(target -> target.service.title())
            .thenComparingInt(Target::port);

    @Override
    public int compareTo(Target other) {
      return ORDER.compare(this, other);
    }
  }

  public CallbackPaths(Situation situation, ApiServerSources sources) {
    this.situation = situation;
    this.sources = sources;
    situation.inventory().apiCallbacks().forEach(this::find);
  }

  private void find(ApiCallback callback) {
    Inventory inventory = situation.inventory();
    for (Service service : inventory.services()) {
      if (!service.cluster().equals(callback.cluster())
          || !service.namespace().equals(callback.namespace())
          || !service.name().equals(callback.service())) {
        continue;
      }
      for (Backend backend :
          inventory.backends(service, "TCP", callback.port(), inventory.takenAtMillis())) {
        Workload workload = backend.pod().workload();
        if (!backend.pod().hostNetwork() && situation.subject(workload).isPresent()) {
          targets
              .computeIfAbsent(new Target(workload, service, backend.port()), t -> new TreeSet<>())
              .add(callback);
        }
      }
    }
  }

  /** The rules: ingress on the pods' own ports. */
  public List<DeclaredRule> rules() {
    List<DeclaredRule> rules = new ArrayList<>();
    targets.forEach(
        (target, callbacks) -> {
          ApiServerSources.Sources from = from(target);
          for (PolicyPeer peer : from.peers()) {
            rules.add(
                new DeclaredRule(
                    target.workload,
                    Direction.INGRESS,
                    Opening.declared(peer, what(target, callbacks) + " " + from.way())
                        .as(from.role()),
                    PolicyPort.Range.of(Protocol.TCP, target.port),
                    false));
          }
        });
    return rules;
  }

  /** What no rule can say: the pods' ingress must stay open for it. */
  public List<DeclaredHold> holds() {
    List<DeclaredHold> holds = new ArrayList<>();
    targets.forEach(
        (target, callbacks) -> {
          ApiServerSources.Sources from = from(target);
          if (from.peers().isEmpty()) {
            holds.add(
                new DeclaredHold(
                    target.workload,
                    Direction.INGRESS,
                    what(target, callbacks) + " on TCP/" + target.port + ": " + from.obstacle()));
          }
        });
    return holds;
  }

  private ApiServerSources.Sources from(Target target) {
    return sources.of(target.workload.cluster(), target.workload.namespace());
  }

  /** {@code the API server calls Service shop/checks for ValidatingWebhookConfiguration checks}. */
  private static String what(Target target, SortedSet<ApiCallback> callbacks) {
    List<String> titles = callbacks.stream().map(ApiCallback::title).distinct().toList();
    return "the API server calls Service "
        + target.service.title()
        + " for "
        + Enumeration.of(", ", titles, NAMED);
  }
}
