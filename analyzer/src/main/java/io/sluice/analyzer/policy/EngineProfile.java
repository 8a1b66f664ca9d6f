package io.sluice.analyzer.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How an engine reads policies, where engines differ; a value that the evaluator takes. {@code
 * docs/policies.md} has the table with its sources.
 *
 * @param name the word of {@code --engine}
 * @param ipBlocks what an ipBlock matches inside the cluster
 * @param nodeTraffic what is filtered between a pod and its node, and behind a load balancer
 * @param ports how ports are read
 * @param gaps what it cannot carry out, and what becomes of a policy that asks for it
 * @param windows what filters on Windows nodes of a cluster with this engine
 * @param limits up to where it is made to work
 */
public record EngineProfile(
    String name,
    IpBlocks ipBlocks,
    NodeTraffic nodeTraffic,
    Ports ports,
    Gaps gaps,
    Windows windows,
    Limits limits) {

  /**
   * What an ipBlock matches besides addresses outside the cluster. Where it matches neither, {@code
   * 0.0.0.0/0} means the outside only.
   */
  public record IpBlocks(boolean matchPods, boolean matchNodes) {}

  /**
   * Traffic of nodes.
   *
   * @param toOwnNode whether egress to the pod's own node is filtered
   * @param fromOwnNode whether ingress from the pod's own node is filtered; the kubelet's probes
   *     always pass
   * @param loadBalancer what becomes of ingress through a load balancer or node port with {@code
   *     externalTrafficPolicy: Cluster}
   */
  public record NodeTraffic(boolean toOwnNode, boolean fromOwnNode, LoadBalancer loadBalancer) {}

  /** Whom rules see where a Service with {@code externalTrafficPolicy: Cluster} is entered. */
  public enum LoadBalancer {
    /** Nobody: such ingress is not filtered. */
    UNFILTERED,
    /** The node that forwards it. */
    NODE,
    /** The client or a node, by routing and configuration. */
    CLIENT_OR_NODE
  }

  /**
   * How ports are read.
   *
   * @param initContainers whether ports of init containers count for names
   * @param severalNumbers whether a name may have different numbers among the pods of a rule
   * @param ranges whether {@code endPort} is known; if not, {@code port} alone counts
   * @param sctp whether SCTP is filtered without being enabled
   */
  public record Ports(
      boolean initContainers, boolean severalNumbers, boolean ranges, boolean sctp) {}

  /**
   * What an engine cannot carry out.
   *
   * @param features which
   * @param ruleByRule whether only the rules that ask for it are left out; else the whole policy
   *     is, and its pods are as open as without it
   */
  public record Gaps(Set<EngineFeature> features, boolean ruleByRule) {}

  /** What filters on Windows nodes. */
  public enum Windows {
    /** The engine, as on Linux. */
    SAME,
    /** Azure NPM's variant for Windows. */
    NPM_WINDOWS,
    /** Nothing: the engine does not run there. */
    NOTHING
  }

  /** The most that it is made for; {@link Integer#MAX_VALUE} where no limit is known. */
  public record Limits(int nodes, int pods, int ipBlocksPerPolicy, int identities) {
    private static final int MANY = Integer.MAX_VALUE;
    private static final Limits NONE = new Limits(MANY, MANY, MANY, MANY);
    // More than four ipBlocks can make a node drop and reapply its rules while a policy is edited.
    private static final Limits NPM = new Limits(250, 20_000, 4, MANY);
    private static final Limits CILIUM = new Limits(MANY, MANY, MANY, 65_535);
  }

  private static final IpBlocks ALL_ADDRESSES = new IpBlocks(true, true);
  private static final NodeTraffic ONLY_FORWARDED =
      new NodeTraffic(false, false, LoadBalancer.UNFILTERED);
  private static final Ports BY_THE_API = new Ports(false, true, true, true);
  private static final Gaps NO_GAPS = new Gaps(Set.of(), false);

  /** The API's own words and test suite. */
  public static final EngineProfile GENERIC =
      new EngineProfile(
          "generic",
          ALL_ADDRESSES,
          new NodeTraffic(true, false, LoadBalancer.CLIENT_OR_NODE),
          BY_THE_API,
          NO_GAPS,
          Windows.SAME,
          Limits.NONE);

  /** Azure NPM on Linux: only the forwarding path is filtered. */
  public static final EngineProfile NPM =
      new EngineProfile(
          "npm",
          ALL_ADDRESSES,
          ONLY_FORWARDED,
          BY_THE_API,
          new Gaps(Set.of(EngineFeature.IPV6), false),
          Windows.NPM_WINDOWS,
          Limits.NPM);

  /** Azure NPM on Windows. */
  public static final EngineProfile NPM_WINDOWS =
      new EngineProfile(
          "npm-windows",
          ALL_ADDRESSES,
          ONLY_FORWARDED,
          BY_THE_API,
          new Gaps(Set.of(EngineFeature.values()), false),
          Windows.SAME,
          Limits.NPM);

  /** Cilium as AKS runs it: identities decide, an ipBlock matches neither pods nor nodes. */
  public static final EngineProfile CILIUM = cilium(true);

  /** Cilium before 1.17, which does not know {@code endPort}. */
  public static final EngineProfile CILIUM_BEFORE_1_17 = cilium(false);

  /** Calico. */
  public static final EngineProfile CALICO =
      new EngineProfile(
          "calico",
          ALL_ADDRESSES,
          new NodeTraffic(true, false, LoadBalancer.NODE),
          new Ports(true, true, true, true),
          new Gaps(Set.of(), true),
          Windows.SAME,
          Limits.NONE);

  /** kube-router. */
  public static final EngineProfile KUBE_ROUTER =
      new EngineProfile(
          "kube-router",
          ALL_ADDRESSES,
          new NodeTraffic(false, false, LoadBalancer.NODE),
          BY_THE_API,
          NO_GAPS,
          Windows.NOTHING,
          Limits.NONE);

  /** Antrea: from the own node only the kubelet's marked probes pass without a rule. */
  public static final EngineProfile ANTREA =
      new EngineProfile(
          "antrea",
          ALL_ADDRESSES,
          new NodeTraffic(true, true, LoadBalancer.CLIENT_OR_NODE),
          BY_THE_API,
          NO_GAPS,
          Windows.SAME,
          Limits.NONE);

  private static final List<EngineProfile> ALL =
      List.of(GENERIC, NPM, NPM_WINDOWS, CILIUM, CALICO, KUBE_ROUTER, ANTREA);

  private static EngineProfile cilium(boolean ranges) {
    return new EngineProfile(
        "cilium",
        new IpBlocks(false, false),
        new NodeTraffic(true, false, LoadBalancer.CLIENT_OR_NODE),
        new Ports(false, false, ranges, false),
        NO_GAPS,
        Windows.NOTHING,
        Limits.CILIUM);
  }

  /** Every profile that has a word of {@code --engine}. */
  public static List<EngineProfile> all() {
    return ALL;
  }

  /** The profile of a word of {@code --engine}, but for {@code auto}. */
  public static Optional<EngineProfile> ofName(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(profile -> profile.name.equals(word)).findFirst();
  }

  /** Whether an ipBlock matches pod addresses. */
  public boolean ipBlockMatchesPods() {
    return ipBlocks.matchPods;
  }

  /** Whether an ipBlock matches node addresses. */
  public boolean ipBlockMatchesNodes() {
    return ipBlocks.matchNodes;
  }

  /** Whether egress to the pod's own node is never filtered. */
  public boolean egressToOwnNodeExempt() {
    return !nodeTraffic.toOwnNode;
  }

  /** Whether ports of init containers count for named ports. */
  public boolean initContainerPorts() {
    return ports.initContainers;
  }

  /** The same where filtering SCTP is enabled, if that has to be. */
  public EngineProfile withSctp() {
    return ports.sctp()
        ? this
        : new EngineProfile(
            name,
            ipBlocks,
            nodeTraffic,
            new Ports(ports.initContainers(), ports.severalNumbers(), ports.ranges(), true),
            gaps,
            windows,
            limits);
  }
}
