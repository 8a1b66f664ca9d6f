package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.sighting.SeenHold;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
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

  /** What addresses it held when; none for hostNetwork pods. */
  private final List<Hold> holds = new ArrayList<>();

  /** When it was seen with its node's addresses. */
  private final List<Hold> hostHolds = new ArrayList<>();

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
  }

  /** A pod that the cluster had, or a bare Pod manifest. */
  static PodDraft of(ObjectLife life, OwnerResolution owners) {
    JsonNode tree = life.tree();
    PodTemplate template = PodTemplate.of(tree);
    Workload workload = owners.workloadOf(life.meta(), tree, template.labels());
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
    PodTimes times = PodTimes.of(life);
    PodDraft draft =
        new PodDraft(
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
            times);
    for (IpAddress address : draft.addresses) {
      draft.holds.add(
          new Hold(
              address,
              times.startMillis(),
              times.lastRunningMillis(),
              times.addressEndMillis(),
              false));
    }
    return draft;
  }

  /**
   * A pod that only recorders saw.
   *
   * @param node the name of the node that it was on, or ""
   * @param template what is known or assumed of it
   * @param allLabels whether these are all its labels, as far as can be assumed
   */
  static PodDraft ofSeen(
      Workload workload, SeenPod seen, String node, PodTemplate template, boolean allLabels) {
    boolean hostNetwork = template.hostNetwork();
    return new PodDraft(
        workload,
        seen.name(),
        seen.uid(),
        node,
        template,
        hostNetwork,
        allLabels ? Pod.Origin.HISTORY : Pod.Origin.UNLABELLED,
        true,
        hostNetwork ? List.of() : seen.holds().stream().map(SeenHold::address).distinct().toList(),
        List.of(),
        new PodTimes(seen.startMillis(), Long.MIN_VALUE, seen.lastMillis(), seen.startMillis()));
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

  /** What addresses it held when. */
  public List<Hold> holds() {
    return Collections.unmodifiableList(holds);
  }

  /** The addresses that it held at any time. */
  Collection<IpAddress> heldAddresses() {
    if (holds.size() == 1) {
      return List.of(holds.get(0).address());
    }
    Set<IpAddress> held = new LinkedHashSet<>();
    holds.forEach(hold -> held.add(hold.address()));
    return held;
  }

  /** When a recorder saw it with its node's addresses. */
  public List<Hold> hostHolds() {
    return Collections.unmodifiableList(hostHolds);
  }

  /** Adds what a recorder saw. */
  void saw(Hold hold, boolean ofHost) {
    if (ofHost) {
      hostHolds.add(hold);
    } else if (!hostNetwork) {
      holds.add(hold);
    }
  }

  /** Ends what only its objects say of its addresses; what was seen stays. */
  void goneBy(long millis) {
    holds.replaceAll(
        hold -> hold.seen() ? hold : hold.endingBy(Math.max(millis, hold.certainMillis())));
  }

  /**
   * Ends all that it holds where another pod followed, and the pod itself where that is an object
   * too: what runs at the end is for the snapshots to say, and recorders go on after them.
   */
  void endBy(long millis, PodDraft successor) {
    if (origin != Pod.Origin.OBJECT || successor.origin == Pod.Origin.OBJECT) {
      endMillis = Math.min(endMillis, millis);
    }
    holds.replaceAll(hold -> hold.endingBy(millis));
  }

  /** Ends its hold on one address, for good. */
  void loses(IpAddress address, long millis) {
    holds.removeIf(hold -> hold.address().equals(address) && hold.fromMillis() >= millis);
    holds.replaceAll(hold -> hold.address().equals(address) ? hold.endingBy(millis) : hold);
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
