package io.sluice.analyzer.cluster;

import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.SortedMap;

/**
 * One pod over its life.
 *
 * @param id its number: the index in the inventory's list of pods
 * @param workload who runs it
 * @param name pod name; for a manifest without pods {@code name-0}, {@code name-1} …
 * @param labels its labels
 * @param addresses its addresses; empty for a pod made from a manifest and for hostNetwork pods
 * @param node node name, or ""
 * @param hostNetwork whether it shares the node's network: such a pod is no subject of policies
 * @param serviceAccount service account, or ""
 * @param ports what its containers declare
 * @param startMillis from when it held its addresses
 * @param endMillis until when (exclusive), {@link Long#MAX_VALUE} while it runs
 * @param origin where it is known from
 */
public record Pod(
    int id,
    Workload workload,
    String name,
    SortedMap<String, String> labels,
    List<IpAddress> addresses,
    String node,
    boolean hostNetwork,
    String serviceAccount,
    List<ContainerPort> ports,
    long startMillis,
    long endMillis,
    Origin origin) {

  /** Where a pod is known from, which decides how far its labels can be trusted. */
  public enum Origin {
    /** An object of the cluster. */
    OBJECT,
    /** A replica of a manifest. */
    MANIFEST,
    /** Only named by a log; its labels may be a subset. */
    LOG,
    /** Only seen by a recorder, with its labels or, where those are unknown, its template's. */
    HISTORY,
    /** Only seen by a recorder, and neither it nor a template tells all labels. */
    UNLABELLED;

    /** Whether a label that it does not have is one that the pod did not have. */
    public boolean tellsAllLabels() {
      return this != LOG && this != UNLABELLED;
    }
  }

  public String namespace() {
    return workload.namespace();
  }

  public String cluster() {
    return workload.cluster();
  }

  /** Whether it ran at that time. */
  public boolean aliveAt(long epochMillis) {
    return startMillis <= epochMillis && epochMillis < endMillis;
  }

  /** The same pod with other addresses. */
  public Pod withAddresses(List<IpAddress> others) {
    return new Pod(
        id,
        workload,
        name,
        labels,
        others,
        node,
        hostNetwork,
        serviceAccount,
        ports,
        startMillis,
        endMillis,
        origin);
  }

  /** The same with another number and under another workload. */
  public Pod withPlace(int number, Workload owner) {
    return new Pod(
        number,
        owner,
        name,
        labels,
        addresses,
        node,
        hostNetwork,
        serviceAccount,
        ports,
        startMillis,
        endMillis,
        origin);
  }

  /** The same as it is met over one address family. */
  public Pod ofFamily(boolean v6) {
    return new Pod(
        id,
        workload,
        name,
        labels,
        addresses.stream().filter(address -> address.v6() == v6).toList(),
        node,
        hostNetwork,
        serviceAccount,
        ports,
        startMillis,
        endMillis,
        origin);
  }

  /** {@code namespace/name}. */
  public String title() {
    return namespace() + "/" + name;
  }
}
