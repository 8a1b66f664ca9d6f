package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.IpAddress;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A pod on its way into the inventory, without a number, its times still to be cut by those who
 * came after it.
 */
public final class PodDraft {
  /** The order of the pods' numbers. */
  static final Comparator<PodDraft> ORDER =
      Comparator.comparing((PodDraft pod) -> pod.workload.cluster())
          .thenComparing(pod -> pod.workload.namespace())
          .thenComparing(pod -> pod.name)
          .thenComparing(pod -> pod.startMillis)
          .thenComparing(pod -> pod.workload)
          .thenComparing(pod -> pod.uid);

  final Workload workload;
  final String name;
  final String uid;
  final String node;
  final PodTemplate template;
  final boolean hostNetwork;
  final Pod.Origin origin;
  final boolean finished;

  /** Of its own network; empty for hostNetwork pods. */
  final List<IpAddress> addresses;

  final List<IpAddress> hostAddresses;

  final long startMillis;

  /** Last time that it was seen neither finished nor on its way out. */
  final long lastRunningMillis;

  long endMillis;

  long addressEndMillis;

  private PodDraft(
      Workload workload,
      String name,
      String uid,
      String node,
      PodTemplate template,
      boolean hostNetwork,
      Pod.Origin origin,
      boolean finished,
      List<IpAddress> addresses,
      List<IpAddress> hostAddresses,
      PodTimes times) {
    this.workload = workload;
    this.name = name;
    this.uid = uid;
    this.node = node;
    this.template = template;
    this.hostNetwork = hostNetwork;
    this.origin = origin;
    this.finished = finished;
    this.addresses = addresses;
    this.hostAddresses = hostAddresses;
    this.startMillis = times.startMillis();
    this.lastRunningMillis = times.lastRunningMillis();
    this.endMillis = times.endMillis();
    this.addressEndMillis = times.addressEndMillis();
  }

  /** A pod that the cluster had, or a bare Pod manifest. */
  static PodDraft of(ObjectLife life, OwnerResolution owners) {
    JsonNode tree = life.tree();
    PodTemplate template = PodTemplate.of(tree);
    Workload workload = owners.workloadOf(life.meta(), tree);
    if (isManifest(life)) {
      return ofTemplate(workload, life.meta().name(), template);
    }
    Set<IpAddress> addresses = new LinkedHashSet<>();
    Set<IpAddress> hosts = new LinkedHashSet<>();
    for (int i = life.versions().size() - 1; i >= 0; i--) {
      JsonNode status = life.versions().get(i).tree().path("status");
      addAddresses(addresses, status, "podIP", "podIPs");
      addAddresses(hosts, status, "hostIP", "hostIPs");
    }
    boolean hostNetwork = template.hostNetwork() || !Collections.disjoint(addresses, hosts);
    if (hostNetwork) {
      hosts.addAll(addresses);
      addresses.clear();
    }
    return new PodDraft(
        workload,
        life.meta().name(),
        life.meta().uid(),
        tree.path("spec").path("nodeName").asText(""),
        template,
        hostNetwork,
        Pod.Origin.OBJECT,
        PodTimes.isFinished(tree),
        List.copyOf(addresses),
        List.copyOf(hosts),
        PodTimes.of(life));
  }

  /** A replica of a manifest: it has no address and no time. */
  static PodDraft ofTemplate(Workload workload, String name, PodTemplate template) {
    return new PodDraft(
        workload,
        name,
        "",
        "",
        template,
        template.hostNetwork(),
        Pod.Origin.MANIFEST,
        false,
        List.of(),
        List.of(),
        PodTimes.ALWAYS);
  }

  private static boolean isManifest(ObjectLife life) {
    return life.meta().uid().isEmpty() && life.tree().path("status").isEmpty();
  }

  private static void addAddresses(
      Set<IpAddress> addresses, JsonNode status, String one, String list) {
    IpAddress.parse(status.path(one).asText("")).ifPresent(addresses::add);
    for (JsonNode element : FieldTypes.elements(status.path(list))) {
      IpAddress.parse(element.path("ip").asText("")).ifPresent(addresses::add);
    }
  }

  public String cluster() {
    return workload.cluster();
  }

  /** Node name, or "". */
  public String node() {
    return node;
  }

  public Pod.Origin origin() {
    return origin;
  }

  public PodTraits traits() {
    return template.traits();
  }

  /** Addresses of the node that it runs on, as far as it tells. */
  public List<IpAddress> hostAddresses() {
    return hostAddresses;
  }

  /** End of its hold on its addresses, in milliseconds, which can be before its own end. */
  public long addressEndMillis() {
    return addressEndMillis;
  }

  Pod numbered(int id) {
    return new Pod(
        id,
        workload,
        name,
        template.labels(),
        addresses,
        node,
        hostNetwork,
        template.serviceAccount(),
        template.ports(),
        startMillis,
        endMillis,
        origin);
  }
}
