package io.sluice.analyzer.cluster;

import java.util.Locale;

/** Why an end of a flow cannot be told. */
public enum UnknownReason {
  /** A private address that nobody in the inventory had at that time. */
  UNMAPPED_ADDRESS("no pod, node or service of the snapshot had this address at that time"),
  /** Two holders within the slack of the clocks. */
  AMBIGUOUS_ADDRESS("two pods had this address within the slack of the clocks"),
  /** Later than the last snapshot by more than is safe. */
  STALE_MAPPING("the snapshot is too far from the time of the flow"),
  /** The log names a pod or workload that the inventory does not have. */
  NAME_NOT_IN_SNAPSHOT("the log names a pod that the snapshot does not have"),
  /** Two workloads fit what the log says. */
  AMBIGUOUS_NAME("several workloads fit what the log says"),
  /** The observer gives an identity that stands for no workload (init, unmanaged, ingress). */
  RESERVED_IDENTITY("the observer only gives a reserved identity"),
  /** Neither name nor address. */
  NOTHING_RECORDED("the log gives neither name nor address");

  private final String meaning;

  UnknownReason(String meaning) {
    this.meaning = meaning;
  }

  /** The word in reports, such as {@code unmapped-address}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }
}
