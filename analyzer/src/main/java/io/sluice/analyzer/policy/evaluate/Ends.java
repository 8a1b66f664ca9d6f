package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.match.LabelClass;
import io.sluice.analyzer.policy.evaluate.match.SelectorTable;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.analyzer.policy.evaluate.rule.CompiledPolicy;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.Enforcement;
import io.sluice.analyzer.policy.evaluate.rule.Enforcement.Scope;
import io.sluice.analyzer.policy.evaluate.rule.Isolation;
import io.sluice.analyzer.policy.evaluate.rule.PodClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the ends of connections and remembers pods: by id, and by class, so that policies are
 * matched once per distinct set of labels rather than once per pod.
 *
 * <p>HOT PATH for pods seen before: an array read and an identity check. Thread-safe: what is
 * remembered is immutable and can be computed again, so a lost write costs time and nothing else.
 */
final class Ends {
  private final Surroundings surroundings;
  private final SelectorTable selectors;
  private final Enforcement onLinux;
  private final Enforcement onWindows;
  private final boolean windowsDiffer;
  private final Map<Scope, LabelClass> namespaces = new ConcurrentHashMap<>();
  private final Map<ClassKey, PodClass> classes = new ConcurrentHashMap<>();
  private final Map<IsolationKey, Isolation> isolations = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile @Nullable End[] pods = new End[64];

  Ends(
      Surroundings surroundings,
      SelectorTable selectors,
      Enforcement onLinux,
      Enforcement onWindows) {
    this.surroundings = surroundings;
    this.selectors = selectors;
    this.onLinux = onLinux;
    this.onWindows = onWindows;
    this.windowsDiffer = onLinux.engine().windows() != EngineProfile.Windows.SAME;
  }

  private record ClassKey(
      Scope scope, boolean windows, Map<String, String> labels, List<ContainerPort> ports) {}

  /** Policies have a namespace in their keys; ports count only where they are connected to. */
  private record IsolationKey(
      Direction direction,
      boolean windows,
      List<NetworkPolicy.Key> policies,
      List<ContainerPort> ports) {}

  End of(Subject subject) {
    if (subject instanceof Subject.OfPod of) {
      Pod pod = of.pod();
      int id = pod.id();
      @Nullable End[] known = pods;
      End end = id >= 0 && id < known.length ? known[id] : null;
      if (end != null && end.isMadeOf(pod)) {
        return end;
      }
    }
    return prepare(subject);
  }

  /** Apart, so that the lookup stays small enough to be compiled into its callers. */
  private End prepare(Subject subject) {
    if (subject instanceof Subject.OfPod of) {
      return remember(of.pod().id(), prepare(of.pod()));
    }
    if (subject instanceof Subject.OfNode of) {
      return End.ofNode(of.node());
    }
    return subject instanceof Subject.Unknown unknown
        ? End.ofUnknown(unknown.reason())
        : End.ofAddress(((Subject.OfAddress) subject).address());
  }

  private End prepare(Pod pod) {
    if (pod.hostNetwork()) {
      return End.ofHostNetworkPod(
          pod,
          pod.addresses().isEmpty()
              ? surroundings
                  .findNode(pod.cluster(), pod.node())
                  .map(Node::addresses)
                  .orElse(List.of())
              : pod.addresses());
    }
    ClassKey key =
        new ClassKey(
            new Scope(pod.cluster(), pod.namespace()),
            runsOnWindows(pod),
            pod.labels(),
            pod.ports());
    return End.ofPod(pod, classes.computeIfAbsent(key, this::classOf));
  }

  private boolean runsOnWindows(Pod pod) {
    return windowsDiffer
        && surroundings
            .findNode(pod.cluster(), pod.node())
            .filter(node -> node.os().equals("windows"))
            .isPresent();
  }

  private End remember(int id, End end) {
    if (id >= 0) {
      @Nullable End[] known = pods;
      if (id >= known.length) {
        known = Arrays.copyOf(known, Math.max(id + 1, known.length * 2));
        pods = known;
      }
      known[id] = end;
    }
    return end;
  }

  private PodClass classOf(ClassKey key) {
    LabelClass pods = new LabelClass(key.labels, selectors);
    Enforcement enforcement = key.windows ? onWindows : onLinux;
    return new PodClass(
        numbers.getAndIncrement(),
        key.scope.cluster(),
        key.scope.namespace(),
        enforcement,
        pods,
        namespaces.computeIfAbsent(key.scope, this::namespaceClass),
        isolation(key, pods, enforcement, Direction.INGRESS),
        isolation(key, pods, enforcement, Direction.EGRESS));
  }

  private Isolation isolation(
      ClassKey key, LabelClass pods, Enforcement enforcement, Direction direction) {
    List<CompiledPolicy> isolating =
        enforcement.policiesOf(key.scope).stream()
            .filter(policy -> policy.isolates(pods, direction))
            .toList();
    boolean portsCount = direction == Direction.INGRESS && !isolating.isEmpty();
    return isolations.computeIfAbsent(
        new IsolationKey(
            direction,
            key.windows,
            isolating.stream().map(policy -> policy.policy().key()).toList(),
            portsCount ? key.ports : List.of()),
        added -> new Isolation(isolating, direction, enforcement.hasEffect()));
  }

  private LabelClass namespaceClass(Scope scope) {
    return new LabelClass(
        surroundings.namespaceLabels(scope.cluster(), scope.namespace()),
        surroundings.knowsLabelsOfNamespace(scope.cluster(), scope.namespace()),
        selectors);
  }
}
