package io.sluice.ingest;

import java.util.Locale;

/** What became of one record: used, or skipped for a reason. The reasons are part of the output. */
public enum Outcome {
  USED("joined an edge"),
  MALFORMED("could not be read"),
  TRUNCATED("the input ends inside it"),
  NOT_A_FLOW("a line about the log itself, such as node status or lost events"),
  NETWORK_FAULT("dropped by the network, not by a policy"),
  LAYER_7_ERROR("a layer 7 error response"),
  SOCKET_TRANSLATION("a socket-level address translation, not traffic"),
  NO_IP("neither addresses nor names, such as ARP"),
  MULTICAST("multicast, broadcast or unspecified address"),
  LINK_LOCAL_NOISE("IPv6 neighbour discovery and other link-local noise"),
  LOOPBACK("a pod or node talking to itself"),
  REPLY_WITHOUT_PORT("a reply whose server port the aggregation left out"),
  NODE_TO_NODE("both ends are nodes or outside: no pod is involved"),
  AMBIGUOUS_CLUSTER("its cluster cannot be told and inventories overlap"),
  OTHER_CLUSTER("names a cluster that was not given"),
  OUTSIDE_WINDOW("before --since or after --until");

  private final String meaning;

  Outcome(String meaning) {
    this.meaning = meaning;
  }

  /** The word in reports, such as {@code network-fault}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }
}
