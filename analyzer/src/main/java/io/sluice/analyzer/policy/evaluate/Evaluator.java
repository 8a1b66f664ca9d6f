package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.match.NameNumbers;
import io.sluice.analyzer.policy.evaluate.match.SelectorTable;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.Enforcement;
import io.sluice.analyzer.policy.evaluate.rule.Reading;
import io.sluice.analyzer.policy.evaluate.rule.Traffic;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.translate.NotApplied;
import java.util.List;
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
 * <p><b>Windows.</b> A direction is judged as the node reads policies that the end's own pod runs
 * on: a cluster of Azure NPM has its Windows variant there, and some engines do not run there.
 *
 * <p><b>What is not known.</b> Labels of a namespace without its object, and an unknown end, leave
 * a rule open. They leave the verdict open only where it depends on that rule: another one that
 * admits, or a denial at the other end, stays definite.
 *
 * <p>HOT PATH: {@link #allows} on pods seen before allocates next to nothing; {@link #evaluate}
 * builds its sentences only for a denial. {@code EvaluatorAgainstNaiveReadingTest} is the oracle.
 */
public final class Evaluator {
  private final PolicySet policies;
  private final EngineProfile engine;
  private final Enforcement onLinux;
  private final Enforcement onWindows;
  private final Ends ends;
  private final LoadBalanced loadBalanced;
  private final ForeignPolicies foreign;
  private final boolean asksForeign;

  /** An evaluator of these policies for this cluster on this engine. */
  public Evaluator(PolicySet policies, Inventory inventory, EngineProfile engine) {
    this(policies, inventory, engine, ForeignPolicies.none());
  }

  /**
   * The same where policies of other APIs are there too.
   *
   * @param foreign what they may touch is not evaluated, but where the other end surely denies
   */
  public Evaluator(
      PolicySet policies, Inventory inventory, EngineProfile engine, ForeignPolicies foreign) {
    this(policies, Surroundings.of(inventory), engine, foreign);
  }

  /** An evaluator that knows the cluster only as far as it needs to. */
  public Evaluator(PolicySet policies, Surroundings surroundings, EngineProfile engine) {
    this(policies, surroundings, engine, ForeignPolicies.none());
  }

  private Evaluator(
      PolicySet policies,
      Surroundings surroundings,
      EngineProfile engine,
      ForeignPolicies foreign) {
    this.policies = policies;
    this.foreign = foreign;
    this.asksForeign = !foreign.policies().isEmpty();
    this.engine = engine;
    SelectorTable selectors = new SelectorTable();
    Reading reading = new Reading(engine, selectors, new NameNumbers(surroundings));
    this.onLinux = Enforcement.of(policies, reading);
    this.onWindows = onLinux.onWindows(policies, reading);
    this.ends = new Ends(surroundings, selectors, onLinux, onWindows);
    this.loadBalanced = new LoadBalanced(surroundings, ends);
  }

  /** The policies that it evaluates. */
  public PolicySet policies() {
    return policies;
  }

  /** The engine whose reading it follows. */
  public EngineProfile engine() {
    return engine;
  }

  /** Policies of other APIs, about which it does not decide. */
  public ForeignPolicies foreign() {
    return foreign;
  }

  /** What the engine leaves out of the policies, in their order. */
  public List<NotApplied> notApplied() {
    return onLinux.notApplied();
  }

  /** The same of what filters on Windows nodes. */
  public List<NotApplied> notAppliedOnWindows() {
    return onWindows.notApplied();
  }

  /** What the policies say of a connection. */
  public Verdict evaluate(Connection connection) {
    Optional<Protocol> protocol = Protocol.ofNumber(connection.protocol());
    if (protocol.isEmpty() || connection.port() < 0) {
      return new NotEvaluated(NotEvaluated.Kind.UNSPECIFIED, whyNotEvaluated(connection));
    }
    End client = ends.of(connection.client());
    End server = ends.of(connection.server());
    Traffic out = new Traffic(Direction.EGRESS, client, server, protocol.get(), connection.port());
    Traffic in = new Traffic(Direction.INGRESS, server, client, protocol.get(), connection.port());
    DirectionVerdict egress = unlessForeign(out, DirectionJudge.verdict(out));
    DirectionVerdict ingress =
        unlessForeign(
            in,
            connection.entry() == Entry.DIRECT
                ? DirectionJudge.verdict(in)
                : loadBalanced.verdict(in, connection.entry()));
    if (egress.allows() && ingress.allows()) {
      return new Verdict.Allowed(egress, ingress);
    }
    return egress instanceof DeniedBy || ingress instanceof DeniedBy
        ? new Verdict.Denied(egress, ingress)
        : open(egress, ingress);
  }

  /** A policy that cannot be read may admit what ours deny, and deny what they admit. */
  private DirectionVerdict unlessForeign(Traffic traffic, DirectionVerdict verdict) {
    if (verdict instanceof Exempt || traffic.own().pod().isEmpty()) {
      return verdict;
    }
    return foreign
        .mayTouch(traffic.own().pod().get(), traffic.direction())
        .<DirectionVerdict>map(
            policy ->
                new Undecided(
                    NotEvaluated.Kind.FOREIGN_POLICY,
                    policy.title() + " may select it and is not evaluated"))
        .orElse(verdict);
  }

  /**
   * All rules that admit a connection at one of its ends, by policy and index; none where no rule
   * has to be looked at.
   */
  public List<RuleRef> admitting(Connection connection, Direction direction) {
    Optional<Protocol> protocol = Protocol.ofNumber(connection.protocol());
    if (protocol.isEmpty() || connection.port() < 0) {
      return List.of();
    }
    Traffic traffic = traffic(connection, direction, protocol.get());
    return direction == Direction.EGRESS || connection.entry() == Entry.DIRECT
        ? DirectionJudge.admitting(traffic)
        : loadBalanced.admitting(traffic, connection.entry());
  }

  /** Neither direction denies, and at least one cannot be told. */
  private static NotEvaluated open(DirectionVerdict egress, DirectionVerdict ingress) {
    if (!(egress instanceof Undecided client)) {
      Undecided server = (Undecided) ingress;
      return new NotEvaluated(server.kind(), "ingress: " + server.reason());
    }
    return new NotEvaluated(
        client.kind(),
        "egress: "
            + client.reason()
            + (ingress instanceof Undecided server ? "; ingress: " + server.reason() : ""));
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
    if (asksForeign) {
      return evaluate(connection).allowed();
    }
    End client = ends.of(connection.client());
    End server = ends.of(connection.server());
    int port = connection.port();
    if (!DirectionJudge.passes(Direction.EGRESS, client, server, protocol.get(), port)) {
      return false;
    }
    return connection.entry() == Entry.DIRECT
        ? DirectionJudge.passes(Direction.INGRESS, server, client, protocol.get(), port)
        : loadBalanced
            .verdict(
                new Traffic(Direction.INGRESS, server, client, protocol.get(), port),
                connection.entry())
            .allows();
  }

  /** Whether {@link #evaluate} answers with {@link Verdict.Denied}; builds no sentences either. */
  public boolean denies(Connection connection) {
    Optional<Protocol> protocol = Protocol.ofNumber(connection.protocol());
    if (asksForeign || protocol.isEmpty() || connection.entry() != Entry.DIRECT) {
      return evaluate(connection) instanceof Verdict.Denied;
    }
    return connection.port() >= 0
        && (DirectionJudge.denies(traffic(connection, Direction.EGRESS, protocol.get()))
            || DirectionJudge.denies(traffic(connection, Direction.INGRESS, protocol.get())));
  }

  /**
   * What one end's own policies say of a connection that comes directly, of a protocol that they
   * can name, whatever the other end and policies of other APIs do.
   */
  public DirectionVerdict evaluate(Connection connection, Direction direction) {
    Protocol protocol =
        Protocol.ofNumber(connection.protocol())
            .orElseThrow(() -> new IllegalArgumentException(whyNotEvaluated(connection)));
    return DirectionJudge.verdict(traffic(connection, direction, protocol));
  }

  /**
   * The policies that isolate a pod in a direction, sorted; none for a hostNetwork pod, and where
   * the engine does not run.
   */
  public List<NetworkPolicy> isolating(Pod pod, Direction direction) {
    return ends.of(new Subject.OfPod(pod))
        .podClass()
        .filter(pods -> pods.enforcement().hasEffect())
        .map(pods -> pods.isolation(direction).written())
        .orElse(List.of());
  }

  private Traffic traffic(Connection connection, Direction direction, Protocol protocol) {
    End client = ends.of(connection.client());
    End server = ends.of(connection.server());
    return direction == Direction.EGRESS
        ? new Traffic(direction, client, server, protocol, connection.port())
        : new Traffic(direction, server, client, protocol, connection.port());
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
}
