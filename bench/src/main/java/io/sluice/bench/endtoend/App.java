package io.sluice.bench.endtoend;

import java.util.List;

/**
 * A workload: what it is called, what it serves, and whom it calls.
 *
 * @param kind Deployment or StatefulSet
 * @param hash template hash of its pods' names
 * @param protocol IANA number
 * @param slots one for each replica
 * @param calls numbers of the workloads that it calls; those that it calls often stand more often
 */
record App(
    int number,
    String namespace,
    String name,
    String kind,
    String hash,
    String tier,
    int port,
    int protocol,
    List<Slot> slots,
    List<Integer> calls) {

  boolean deployment() {
    return kind.equals("Deployment");
  }

  /** What the names of its pods begin with. */
  String podPrefix() {
    return deployment() ? name + "-" + hash + "-" : name + "-";
  }
}
