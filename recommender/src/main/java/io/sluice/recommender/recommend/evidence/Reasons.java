package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.recommender.recommend.Standing.Reason;
import java.util.List;

/** Every reason that a standing can have: the stable words, their meaning, and what helps. */
public final class Reasons {
  static final String ACCEPT_WITHHELD = "--accept-withheld";
  static final String ACCEPT_PARTIAL = "--accept-partial";
  public static final String NO_IPV6 = "this engine drops policies with IPv6 addresses";

  static final Reason DENIED_BY_POLICY =
      new Reason("denied-by-policy", "a policy stopped it: not learnt without a person's word", "");
  static final Reason STOPPED_TODAY =
      new Reason(
          "stopped-today",
          "today's policies deny it and no connection came about; a log of network interfaces cannot"
              + " show the drop",
          "");
  static final Reason FILTERED_OUTSIDE =
      new Reason(
          "filtered-outside", "a filter outside Kubernetes stopped it: nothing to be allowed", "");
  static final Reason UNSPECIFIED_PROTOCOL =
      new Reason(
          "unspecified-protocol",
          "policies know only TCP, UDP and SCTP; what an engine does with this protocol is its own"
              + " affair",
          "");
  static final Reason NODE_TRAFFIC =
      new Reason("node-traffic", "both ends are nodes or share a node's network", "");
  static final Reason OUT_OF_SCOPE =
      new Reason("out-of-scope", "neither end is a workload that policies are proposed for", "");
  static final Reason OWN_NODE_TO_POD =
      new Reason("own-node", "engines let a pod's own node in: kubelet probes need no rule", "");
  static final Reason POD_TO_OWN_NODE =
      new Reason("own-node", "this engine never filters traffic to the pod's own node", "");

  static final Reason AMBIGUOUS =
      new Reason(
          "orientation-ambiguous",
          "the records do not say which end opened the connection",
          ACCEPT_WITHHELD);
  static final Reason PLATFORM_RULE =
      new Reason(
          "platform-rule",
          "only Azure's platform rule let it through: too weak to learn from",
          ACCEPT_WITHHELD);
  static final Reason PROTOCOL_NOT_RECORDED =
      new Reason("protocol-not-recorded", "the log does not give the protocol", ACCEPT_WITHHELD);
  static final Reason PORT_NOT_RECORDED =
      new Reason("port-not-recorded", "the log does not give the port", ACCEPT_WITHHELD);
  public static final Reason WORLD =
      new Reason(
          "external-address-not-recorded",
          "the log leaves out the addresses outside the cluster",
          ACCEPT_WITHHELD);
  public static final Reason UNRESOLVED_SERVICE =
      new Reason(
          "unresolved-service",
          "the Service leads to no pod of the snapshot, and rules cannot name Services",
          ACCEPT_WITHHELD);
  public static final Reason INTERNET_CLIENT =
      new Reason(
          "undeclared-internet-client",
          "no LoadBalancer Service declares this port public and no named group holds the address;"
              + " name the range under externals.groups, or list the clients' addresses",
          "--show-client-addresses");
  public static final Reason WITHOUT_LABELS =
      new Reason(
          "peer-without-labels",
          "a workload's pods carry no usable label, so no rule can name them; label the pods",
          ACCEPT_WITHHELD);
  public static final Reason OTHER_CLUSTER =
      new Reason(
          "other-cluster", "selectors cannot reach pods of another cluster", ACCEPT_WITHHELD);
  public static final Reason UNKNOWN_NODE =
      new Reason(
          "node-not-in-snapshot",
          "the snapshot does not have the node's addresses",
          ACCEPT_WITHHELD);

  private Reasons() {}

  public static Reason unknownPeer(UnknownReason reason) {
    boolean nameable = reason == UnknownReason.UNMAPPED_ADDRESS;
    return new Reason(
        reason.word(),
        reason.meaning() + (nameable ? "; if it is outside, name it under externals.groups" : ""),
        ACCEPT_WITHHELD);
  }

  public static Reason notExpressible(String why) {
    return new Reason("not-expressible", why, ACCEPT_WITHHELD);
  }

  public static Reason tooManyAddresses(int count) {
    return new Reason(
        "too-many-addresses",
        Counted.of(count, "address", "addresses")
            + " are more than a policy can list, and no allowed number of allowed blocks holds"
            + " them; name their ranges under externals.groups, or raise externals.maxAddresses",
        ACCEPT_WITHHELD);
  }

  static Reason belowMinEvidence(long records, long minimum) {
    return new Reason(
        "below-min-evidence",
        (records == 1 ? "1 record" : records + " records")
            + ", and --min-evidence asks for "
            + minimum,
        "--min-evidence " + records);
  }

  static Reason varyingPort(int ports) {
    return new Reason(
        "varying-port",
        ports
            + " ports that nothing declares were met in one hour each: the server takes another one"
            + " each time, or somebody tried them, and they do not show a range; declare the ports,"
            + " or accept their range by a decision",
        ACCEPT_WITHHELD);
  }

  static Reason forbidden(String decision) {
    return new Reason("never-allow", "a decision forbids it: " + decision, "");
  }

  static Reason decided(String decision) {
    return new Reason(
        "decided", "a decision says who opens it, and rules follow from that: " + decision, "");
  }

  static Reason scan(int targets) {
    return new Reason(
        "scan",
        "its source tried "
            + targets
            + " targets without an answer; raise quarantine.scanTargets if that is its work",
        "");
  }

  static Reason eitherWay(List<String> rivals) {
    return new Reason(
        "either-way",
        "it was "
            + String.join(Party.Unknown.OR, rivals)
            + ", and other records show the same connections of theirs",
        "");
  }

  static Reason answeredScan(int targets) {
    return new Reason(
        "answered-scan",
        "it was answered, but only touched in the middle of a scan: its source tried "
            + targets
            + " targets without an answer; accept it in the decisions file if it is needed",
        "");
  }
}
