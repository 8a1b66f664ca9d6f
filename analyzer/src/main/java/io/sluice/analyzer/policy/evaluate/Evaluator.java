package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a set of policies allows, and why. Pure: the same question has the same answer, from
 * any thread.
 *
 * <p>A connection needs the client's egress and the server's ingress; a direction that no policy
 * isolates is open; policies add up. Three kinds of traffic are never filtered: a pod to itself, a
 * pod's own node to it, and whatever an end without rules of its own does (a node, a hostNetwork
 * pod, an address outside).
 *
 * <p><b>Address families.</b> Only ipBlocks look at addresses, and at the other end's alone. Two
 * ends that share both families could talk over either, so the connection is allowed only if both
 * would let it through, and the first family that does not is the one explained. An end of which no
 * address is known has any family. Within a family an ipBlock matches if it holds any of the other
 * end's addresses (a node has several). A pod without addresses is matched by no ipBlock.
 *
 * <p><b>Clusters.</b> A pod or node of another cluster is an address like any other outside.
 *
 * <p>HOT PATH: {@link #allows} on pods seen before allocates next to nothing; {@link #evaluate}
 * builds its sentences only for a denial. {@code EvaluatorAgainstNaiveReadingTest} is the oracle.
 */
public final class Evaluator {
  private static final NotIsolated NOT_ISOLATED = new NotIsolated();
  private static final Exempt LOOPBACK = new Exempt("a pod always reaches itself");
  private static final Exempt FROM_OWN_NODE =
      new Exempt("traffic from the pod's own node is always allowed");
  private static final Exempt OUTSIDE = new Exempt("an address has no policies of its own");
  private static final Exempt ON_NODE =
      new Exempt("nodes and hostNetwork pods have no policies of their own");

  private final PolicySet policies;
  private final EngineProfile engine;
  private final Ends ends;
  private final Exempt toOwnNode;

  /** An evaluator of these policies for this cluster on this engine. */
  public Evaluator(PolicySet policies, Inventory inventory, EngineProfile engine) {
    this(policies, Surroundings.of(inventory), engine);
  }

  /** An evaluator that knows the cluster only as far as it needs to. */
  public Evaluator(PolicySet policies, Surroundings surroundings, EngineProfile engine) {
    this.policies = policies;
    this.engine = engine;
    this.toOwnNode = new Exempt(engine.name() + " does not filter traffic to the pod's own node");
    SelectorTable selectors = new SelectorTable();
    Map<Ends.Scope, List<CompiledPolicy>> compiled = compile(policies, selectors);
    this.ends = new Ends(surroundings, selectors, compiled);
  }

  /** The policies that it evaluates. */
  public PolicySet policies() {
    return policies;
  }

  /** The engine whose reading it follows. */
  public EngineProfile engine() {
    return engine;
  }

  /** What the policies say of a connection. */
  public Verdict evaluate(Connection connection) {
    Optional<Protocol> protocol = Protocol.ofNumber(connection.protocol());
    if (protocol.isEmpty() || connection.port() < 0) {
      return new Verdict.NotEvaluated(whyNotEvaluated(connection));
    }
    End client = ends.of(connection.client());
    End server = ends.of(connection.server());
    DirectionVerdict egress =
        judge(traffic(Direction.EGRESS, client, server, protocol.get(), connection.port()));
    DirectionVerdict ingress =
        judge(traffic(Direction.INGRESS, server, client, protocol.get(), connection.port()));
    return egress.allows() && ingress.allows()
        ? new Verdict.Allowed(egress, ingress)
        : new Verdict.Denied(egress, ingress);
  }

  /**
   * Whether {@link #evaluate} answers with {@link Verdict.Allowed}, for those who ask often and do
   * not need the reason.
   */
  public boolean allows(Connection connection) {
    Optional<Protocol> protocol = Protocol.ofNumber(connection.protocol());
    if (protocol.isEmpty() || connection.port() < 0) {
      return false;
    }
    End client = ends.of(connection.client());
    End server = ends.of(connection.server());
    return passes(traffic(Direction.EGRESS, client, server, protocol.get(), connection.port()))
        && passes(traffic(Direction.INGRESS, server, client, protocol.get(), connection.port()));
  }

  /** The policies that isolate a pod in a direction, sorted; none for a hostNetwork pod. */
  public List<NetworkPolicy> isolating(Pod pod, Direction direction) {
    return ends.of(new Subject.OfPod(pod))
        .podClass()
        .map(pods -> titled(pods.isolating(direction)))
        .orElse(List.of());
  }

  private Traffic traffic(Direction direction, End own, End peer, Protocol protocol, int port) {
    return new Traffic(direction, own, peer, protocol, port, engine);
  }

  private DirectionVerdict judge(Traffic traffic) {
    Optional<DirectionVerdict> early = withoutRules(traffic);
    if (early.isPresent()) {
      return early.get();
    }
    DirectionVerdict first = null;
    for (List<IpAddress> addresses : AddressFamilies.of(traffic.own(), traffic.peer())) {
      Optional<CompiledRule> rule = admitting(traffic, addresses);
      if (rule.isEmpty()) {
        List<CompiledPolicy> isolating = isolating(traffic);
        return new DeniedBy(titled(isolating), Misses.of(isolating, traffic, addresses));
      }
      first = first == null ? rule.get().admitted() : first;
    }
    return first == null ? NOT_ISOLATED : first;
  }

  private boolean passes(Traffic traffic) {
    if (withoutRules(traffic).isPresent()) {
      return true;
    }
    for (List<IpAddress> addresses : AddressFamilies.of(traffic.own(), traffic.peer())) {
      if (admitting(traffic, addresses).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The verdict where no rule has to be looked at; every such verdict lets the traffic through. */
  private Optional<DirectionVerdict> withoutRules(Traffic traffic) {
    End own = traffic.own();
    if (own.pod().isEmpty()) {
      return Optional.of(own.onNodeNetwork() ? ON_NODE : OUTSIDE);
    }
    if (own.isSamePodAs(traffic.peer())) {
      return Optional.of(LOOPBACK);
    }
    if (isolating(traffic).isEmpty()) {
      return Optional.of(NOT_ISOLATED);
    }
    if (own.runsOn(traffic.peer())) {
      if (traffic.direction() == Direction.INGRESS) {
        return Optional.of(FROM_OWN_NODE);
      }
      return engine.egressToOwnNodeExempt() ? Optional.of(toOwnNode) : Optional.empty();
    }
    return Optional.empty();
  }

  /** The first rule, by policy name and then by index, that admits the traffic. */
  private static Optional<CompiledRule> admitting(Traffic traffic, List<IpAddress> addresses) {
    for (CompiledPolicy policy : isolating(traffic)) {
      for (CompiledRule rule : policy.rules(traffic.direction())) {
        if (rule.admits(traffic, addresses)) {
          return Optional.of(rule);
        }
      }
    }
    return Optional.empty();
  }

  private static List<CompiledPolicy> isolating(Traffic traffic) {
    return traffic.own().podClass().orElseThrow().isolating(traffic.direction());
  }

  private static List<NetworkPolicy> titled(List<CompiledPolicy> compiled) {
    List<NetworkPolicy> policies = new ArrayList<>();
    for (CompiledPolicy policy : compiled) {
      policies.add(policy.policy());
    }
    return List.copyOf(policies);
  }

  private static String whyNotEvaluated(Connection connection) {
    int protocol = connection.protocol();
    if (protocol == 1 || protocol == 58) {
      return "the API does not say what policies do with ICMP";
    }
    if (protocol < 0) {
      return "the protocol is not known";
    }
    return Protocol.ofNumber(protocol)
        .map(p -> "the " + p + " port is not known")
        .orElse("policies cannot name IP protocol " + protocol);
  }

  private static Map<Ends.Scope, List<CompiledPolicy>> compile(
      PolicySet policies, SelectorTable selectors) {
    Map<Ends.Scope, List<CompiledPolicy>> lists = new HashMap<>();
    for (NetworkPolicy policy : policies.policies()) {
      lists
          .computeIfAbsent(
              new Ends.Scope(policy.cluster(), policy.namespace()), scope -> new ArrayList<>())
          .add(CompiledPolicy.of(policy, selectors));
    }
    Map<Ends.Scope, List<CompiledPolicy>> compiled = new HashMap<>();
    lists.forEach((scope, list) -> compiled.put(scope, List.copyOf(list)));
    return compiled;
  }
}
