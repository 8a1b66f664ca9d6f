package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.cluster.ApiServer;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.Reasons;
import io.sluice.recommender.recommend.external.AddressCovers;
import io.sluice.recommender.recommend.external.AddressCovers.Listed;
import io.sluice.recommender.recommend.named.NamedRanges;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import io.sluice.recommender.recommend.traffic.PlatformAddresses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How rules name addresses outside the cluster: servers by named group, else one by one; clients by
 * named group, else by the Service that is declared public, and one by one only where the user asks
 * for it, because they are people's addresses.
 */
final class ExternalPeers {
  /** More single blocks than this nobody reviews, and an object of the API has its limits. */
  private static final int MOST_LISTED = 1_000;

  private static final String API_SERVER =
      "address of the API server by the endpoints of " + ApiServer.SERVICE + ": it may change";

  private final Situation situation;
  private final NamedRanges ranges;
  private final DeclaredClients declared;

  ExternalPeers(Situation situation) {
    this.situation = situation;
    this.ranges = situation.ranges();
    this.declared = new DeclaredClients(situation);
  }

  /**
   * Whether something but the log says who the addresses of an edge are that no pod and no node
   * has.
   */
  boolean areNamed(Edge edge, Direction direction) {
    List<Opening> clients = direction == Direction.INGRESS ? declared.of(edge) : List.of();
    return edge.addresses().stream()
        .allMatch(
            address ->
                ranges.groupOf(address).isPresent()
                    || ranges.isOfResource(address)
                    || isResolver(address, edge)
                    || isApiServer(address, edge)
                    || DeclaredClients.admit(clients, address));
  }

  private static boolean isResolver(IpAddress address, Edge edge) {
    return DnsResolvers.isDns(edge) && PlatformAddresses.isNodeResolver(address);
  }

  /** The peers of an egress rule. */
  PeerAnswer servers(Edge edge) {
    if (edge.key().server() instanceof Party.World || edge.addresses().isEmpty()) {
      return new PeerAnswer.Blocked(Reasons.WORLD);
    }
    boolean nodes = situation.options().engine().ipBlockMatchesNodes();
    if (!nodes && edge.addresses().stream().anyMatch(a -> isResolver(a, edge))) {
      return notExpressible("on this engine no NetworkPolicy can name the node's resolver");
    }
    Set<Opening> openings = new LinkedHashSet<>(groups(edge));
    for (IpAddress address : edge.addresses()) {
      if (ranges.groupOf(address).isPresent()) {
        continue;
      }
      if (isApiServer(address, edge)) {
        openings.addAll(apiServers(edge));
      } else {
        openings.add(Opening.address(address, serverNames(address)));
      }
    }
    return tooMany(openings).orElseGet(() -> named(openings));
  }

  /** What the log calls an address, and whose it is. */
  private List<String> serverNames(IpAddress address) {
    List<String> names = new ArrayList<>(situation.hostNames().of(address));
    names.addAll(ranges.namesOf(address));
    return names;
  }

  /** More addresses than a policy can list, and no blocks that can stand for them. */
  private Optional<PeerAnswer> tooMany(Set<Opening> openings) {
    int most = situation.settings().maxExternalAddresses();
    SortedMap<Boolean, SortedSet<IpAddress>> byFamily = new TreeMap<>();
    for (Opening opening : openings) {
      IpAddress address = block(opening).cidr().base();
      if (opening.kind() == Opening.Kind.ADDRESS
          && !situation.outsideBounds().closed().holds(address)) {
        byFamily.computeIfAbsent(address.v6(), v6 -> new TreeSet<>()).add(address);
      }
    }
    int count = byFamily.values().stream().mapToInt(Set::size).sum();
    if (count <= Math.max(most, MOST_LISTED)) {
      return Optional.empty();
    }
    List<Listed> lists =
        byFamily.values().stream().map(a -> new Listed(a, situation.outsideBounds())).toList();
    return AddressCovers.cover(List.of(lists), most, most).isPresent()
        ? Optional.empty()
        : Optional.of(new PeerAnswer.Blocked(Reasons.tooManyAddresses(count)));
  }

  private boolean isApiServer(IpAddress address, Edge edge) {
    return situation.inventory().isApiServer(edge.key().cluster(), address);
  }

  /** All that answer: clients go to one of them today and to another tomorrow. */
  private List<Opening> apiServers(Edge edge) {
    return situation.inventory().apiServers(edge.key().cluster()).stream()
        .filter(api -> situation.limits().family(api.address()))
        .map(api -> Opening.observed(exact(api.address()), API_SERVER))
        .toList();
  }

  private static PolicyPeer exact(IpAddress address) {
    return new PolicyPeer.IpBlock(Cidr.of(address), List.of());
  }

  /** The peers of an ingress rule. */
  PeerAnswer clients(Edge edge) {
    List<Opening> declared = this.declared.of(edge);
    if (edge.addresses().isEmpty()) {
      return declared.isEmpty()
          ? new PeerAnswer.Blocked(Reasons.WORLD)
          : named(new LinkedHashSet<>(declared));
    }
    Set<Opening> openings = new LinkedHashSet<>(groups(edge));
    for (IpAddress address : edge.addresses()) {
      if (ranges.groupOf(address).isPresent()) {
        continue;
      }
      if (DeclaredClients.admit(declared, address)) {
        openings.addAll(declared);
      } else if (situation.options().showClientAddresses()
          || ranges.isOfResource(address)
          || PlatformAddresses.isPlatformClient(address)) {
        openings.add(Opening.address(address, ranges.namesOf(address)));
      } else {
        return new PeerAnswer.Blocked(Reasons.INTERNET_CLIENT);
      }
    }
    return named(openings);
  }

  /** The peers of an ingress rule for what nodes forward: them, and whom they forward. */
  PeerAnswer withClients(Edge edge, PeerAnswer nodes) {
    List<Opening> clients = declared.behindNodes(edge);
    if (clients.isEmpty() || !(nodes instanceof PeerAnswer.Named named)) {
      return nodes;
    }
    Set<Opening> openings = new LinkedHashSet<>(named.openings());
    openings.removeIf(node -> DeclaredClients.admit(clients, block(node).cidr().base()));
    openings.addAll(clients);
    return named(openings);
  }

  private List<Opening> groups(Edge edge) {
    SortedMap<String, SortedSet<IpAddress>> seen = new TreeMap<>();
    for (IpAddress address : edge.addresses()) {
      ranges
          .groupOf(address)
          .ifPresent(group -> seen.computeIfAbsent(group, g -> new TreeSet<>()).add(address));
    }
    List<Opening> openings = new ArrayList<>();
    seen.forEach(
        (group, addresses) -> {
          for (Cidr cidr : ranges.ranges(group)) {
            openings.add(Opening.range(cidr, group, addresses));
          }
        });
    return openings;
  }

  /** Refuses what the engine cannot carry out; ranges of a group that were not seen may go. */
  private PeerAnswer named(Set<Opening> openings) {
    List<Opening> possible = new ArrayList<>();
    for (Opening opening : openings) {
      if (situation.limits().family(block(opening).cidr().base())) {
        possible.add(opening);
      } else if (isNeeded(opening)) {
        return notExpressible(Reasons.NO_IPV6);
      }
    }
    return possible.isEmpty() ? notExpressible(Reasons.NO_IPV6) : new PeerAnswer.Named(possible);
  }

  private static boolean isNeeded(Opening opening) {
    return opening.group().isEmpty()
        || opening.seen().stream().anyMatch(block(opening).cidr()::contains);
  }

  private static PolicyPeer.IpBlock block(Opening opening) {
    return (PolicyPeer.IpBlock) opening.peer();
  }

  private static PeerAnswer notExpressible(String why) {
    return new PeerAnswer.Blocked(Reasons.notExpressible(why));
  }
}
