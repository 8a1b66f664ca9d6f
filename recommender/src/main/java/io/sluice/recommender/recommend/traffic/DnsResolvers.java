package io.sluice.recommender.recommend.traffic;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Holder;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who answers DNS for a workload, found in the snapshot and the flows, never assumed.
 *
 * <p>The {@link DnsPods pods} that answer for the whole cluster; NodeLocal DNSCache where its pods
 * run (169.254.20.10, <a
 * href="https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/">page</a>); AKS LocalDNS
 * (169.254.10.10 and .11) where flows show it; and for pods with {@code dnsPolicy: None} the name
 * servers that they ask themselves.
 */
public final class DnsResolvers {
  private final Situation situation;
  private final PeerNames names;
  private final DnsPods pods;
  private final SortedMap<String, SortedSet<IpAddress>> seen = new TreeMap<>();
  private final SortedSet<String> clustersWithFlows = new TreeSet<>();
  private final Set<Workload> asking = new HashSet<>();

  /** Clusters in which a workload asked a resolver on its own node. */
  private final SortedSet<String> askingTheirNodes = new TreeSet<>();

  /**
   * The resolvers.
   *
   * @param edges edges that went through
   */
  public DnsResolvers(Situation situation, PeerNames names, Collection<Edge> edges) {
    this.situation = situation;
    this.names = names;
    List<Edge> dns = edges.stream().filter(DnsResolvers::isDns).toList();
    this.pods = new DnsPods(situation, dns);
    dns.forEach(this::see);
  }

  private void see(Edge edge) {
    clustersWithFlows.add(edge.key().cluster());
    if (edge.key().client() instanceof Workload client) {
      asking.add(client);
      if (isOnItsNode(edge)) {
        askingTheirNodes.add(client.cluster());
      }
    }
    for (IpAddress address : edge.addresses()) {
      if (PlatformAddresses.isNodeResolver(address)) {
        seen.computeIfAbsent(edge.key().cluster(), c -> new TreeSet<>()).add(address);
      }
    }
  }

  private static boolean isOnItsNode(Edge edge) {
    return (edge.key().server() instanceof Party.Node node && node.own())
        || edge.addresses().stream().anyMatch(PlatformAddresses::isNodeResolver);
  }

  /** Whether an edge is DNS by its port. */
  public static boolean isDns(Edge edge) {
    return EdgeFacts.protocol(edge).filter(DnsPods.PROTOCOLS::contains).isPresent()
        && EdgeFacts.portNumbers(edge).contains(DnsPods.DNS_PORT);
  }

  /** Whether a workload answers the cluster's DNS on one of these ports. */
  boolean answers(Workload workload, Collection<PolicyPort> ports) {
    return pods.of(workload.cluster()).entrySet().stream()
        .anyMatch(
            e ->
                e.getKey().workload().equals(workload)
                    && ports.stream().anyMatch(e.getValue()::contains));
  }

  /** Whether DNS is answered on a node's own network. */
  boolean answersOn(Node node) {
    List<Pod> onHost = new ArrayList<>(pods.of(node.cluster()).keySet());
    onHost.addAll(pods.caches(node.cluster()));
    return onHost.stream().anyMatch(pod -> pod.hostNetwork() && pod.node().equals(node.name()));
  }

  /** Whether neither the snapshot nor the flows of a cluster show any DNS. */
  public boolean none(String cluster) {
    return !clustersWithFlows.contains(cluster)
        && pods.of(cluster).isEmpty()
        && pods.caches(cluster).isEmpty();
  }

  /** The peers and ports that the policy of these workloads needs for DNS. */
  public SortedMap<PolicyPeer, SortedSet<PolicyPort>> rules(List<Workload> members) {
    TreeMap<PolicyPeer, SortedSet<PolicyPort>> rules = new TreeMap<>();
    Workload first = members.get(0);
    List<PodTraits> traits = traits(members);
    if (askTheCluster(traits)) {
      addCluster(rules, first);
    }
    traits.stream()
        .filter(PodTraits::asksOnlyItsOwn)
        .flatMap(one -> one.nameservers().stream())
        .distinct()
        .forEach(address -> addServer(rules, first, address));
    return rules;
  }

  /**
   * Why no rule can say whom these workloads ask, although they ask somebody; empty where one can,
   * where the logs show whom, or where the cluster has no DNS at all.
   */
  public Optional<String> unspeakable(List<Workload> members) {
    if (members.stream().anyMatch(asking::contains)) {
      return Optional.empty();
    }
    List<PodTraits> traits = traits(members);
    if (traits.stream().anyMatch(PodTraits::asksItsNodes)) {
      return Optional.of(
          "its pods ask their node's name servers (dnsPolicy: Default), which no object names, and"
              + " no DNS flow of it was seen");
    }
    String cluster = members.get(0).cluster();
    if (askTheCluster(traits) && mayAskTheirNodes(cluster)) {
      return Optional.of(
          "a resolver on every node answers DNS (NodeLocal DNSCache or AKS LocalDNS), which no rule"
              + " on this engine can name, and no DNS flow of it was seen");
    }
    return none(cluster) || !rules(members).isEmpty()
        ? Optional.empty()
        : Optional.of(
            "DNS is answered where no rule on this engine can name it, and no DNS flow of it was"
                + " seen");
  }

  private static boolean askTheCluster(List<PodTraits> traits) {
    return traits.isEmpty()
        || traits.stream().anyMatch(one -> !one.asksOnlyItsOwn() && !one.asksItsNodes());
  }

  /**
   * Whether pods of a cluster ask a resolver on their node where no rule can name it: others were
   * seen to, or its pods run and nobody was seen to ask anybody else.
   */
  private boolean mayAskTheirNodes(String cluster) {
    return !situation.options().engine().ipBlockMatchesNodes()
        && (askingTheirNodes.contains(cluster)
            || (pods.caches(cluster).stream().anyMatch(Pod::hostNetwork)
                && asking.stream().noneMatch(client -> client.cluster().equals(cluster))));
  }

  private List<PodTraits> traits(List<Workload> members) {
    return situation.roster().sorted(situation.roster().present(members)).stream()
        .map(situation.inventory()::traits)
        .distinct()
        .toList();
  }

  private void addCluster(SortedMap<PolicyPeer, SortedSet<PolicyPort>> rules, Workload asking) {
    String cluster = asking.cluster();
    pods.of(cluster).forEach((pod, ports) -> addPod(rules, pod, ports, asking.namespace()));
    List<Pod> caches = pods.caches(cluster);
    caches.stream()
        .filter(pod -> !pod.hostNetwork())
        .forEach(pod -> addPod(rules, pod, DnsPods.standardPorts(), asking.namespace()));
    TreeSet<IpAddress> local = new TreeSet<>(seen.getOrDefault(cluster, new TreeSet<>()));
    if (caches.stream().anyMatch(Pod::hostNetwork)) {
      local.add(PlatformAddresses.NODE_LOCAL_DNS);
    }
    if (local.stream().anyMatch(PlatformAddresses.AKS_LOCAL_DNS::contains)) {
      local.addAll(PlatformAddresses.AKS_LOCAL_DNS);
    }
    if (situation.options().engine().ipBlockMatchesNodes()) {
      local.forEach(address -> addAddress(rules, address));
    }
  }

  private void addPod(
      Map<PolicyPeer, SortedSet<PolicyPort>> rules,
      Pod pod,
      Set<PolicyPort> ports,
      String namespace) {
    if (!pod.hostNetwork()) {
      names
          .workload(pod.workload(), namespace)
          .ifPresent(opening -> add(rules, opening.peer(), ports));
    } else if (situation.options().engine().ipBlockMatchesNodes()) {
      situation.nodeOf(pod).stream()
          .flatMap(node -> names.node(node).stream())
          .forEach(opening -> add(rules, opening.peer(), ports));
    }
  }

  /** A name server that a pod's own object names: by whoever has the address. */
  private void addServer(
      SortedMap<PolicyPeer, SortedSet<PolicyPort>> rules, Workload asking, IpAddress address) {
    Inventory inventory = situation.inventory();
    String cluster = asking.cluster();
    Holder holder = inventory.holder(cluster, address, inventory.takenAtMillis());
    if (holder instanceof Holder.OfPod of) {
      addPod(rules, of.pod(), DnsPods.standardPorts(), asking.namespace());
    } else if (holder instanceof Holder.OfService) {
      for (Service service : inventory.servicesAt(cluster, address)) {
        pods.behind(service).forEach((pod, ports) -> addPod(rules, pod, ports, asking.namespace()));
      }
    } else if (situation.options().engine().ipBlockMatchesNodes()
        || !(holder instanceof Holder.OfNode || PlatformAddresses.isNodeResolver(address))) {
      addAddress(rules, address);
    }
  }

  private void addAddress(SortedMap<PolicyPeer, SortedSet<PolicyPort>> rules, IpAddress address) {
    if (situation.limits().family(address)) {
      add(rules, new PolicyPeer.IpBlock(Cidr.of(address), List.of()), DnsPods.standardPorts());
    }
  }

  private static void add(
      Map<PolicyPeer, SortedSet<PolicyPort>> rules, PolicyPeer peer, Set<PolicyPort> ports) {
    rules.computeIfAbsent(peer, p -> new TreeSet<>()).addAll(ports);
  }
}
