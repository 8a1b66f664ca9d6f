package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.cluster.ApiServer;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.evidence.Reasons;
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
import org.roaringbitmap.RoaringBitmap;

/**
 * How rules name addresses outside the cluster: servers by named group, else one by one; clients by
 * named group, else by the Service that is declared public, and one by one only where the user asks
 * for it, because they are people's addresses.
 */
final class ExternalPeers {
  private final Situation situation;
  private final NamedRanges ranges;
  private final PublicServices publicServices;

  ExternalPeers(Situation situation) {
    this.situation = situation;
    this.ranges = new NamedRanges(situation.settings());
    this.publicServices = new PublicServices(situation.inventory(), situation.limits());
  }

  /**
   * Whether something but the log names an address: a group, or that it is a node's resolver or the
   * API server's.
   */
  boolean isNamed(IpAddress address, Edge edge) {
    return ranges.groupOf(address).isPresent()
        || isResolver(address, edge)
        || isApiServer(address, edge);
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
      }
      openings.add(Opening.observed(exact(address), apiServerNote(address, edge)));
    }
    return named(openings);
  }

  private boolean isApiServer(IpAddress address, Edge edge) {
    return situation.inventory().isApiServer(edge.key().cluster(), address);
  }

  /** All that answer: clients go to one of them today and to another tomorrow. */
  private List<Opening> apiServers(Edge edge) {
    return situation.inventory().apiServers(edge.key().cluster()).stream()
        .filter(api -> situation.limits().family(api.address()))
        .map(api -> Opening.observed(exact(api.address()), apiServerNote(api.address(), edge)))
        .toList();
  }

  private String apiServerNote(IpAddress address, Edge edge) {
    return isApiServer(address, edge)
        ? "address of the API server by the endpoints of " + ApiServer.SERVICE + ": it may change"
        : "";
  }

  /** The peers of an ingress rule. */
  PeerAnswer clients(Edge edge) {
    List<PolicyPeer.IpBlock> declared = new ArrayList<>();
    Set<Opening> byService = new LinkedHashSet<>();
    declaring(edge)
        .ifPresent(
            service -> {
              declared.addAll(publicServices.blocks(service, serverPods(edge)));
              declared.forEach(block -> byService.add(byService(block, service)));
            });
    if (edge.addresses().isEmpty()) {
      return byService.isEmpty() ? new PeerAnswer.Blocked(Reasons.WORLD) : named(byService);
    }
    Set<Opening> openings = new LinkedHashSet<>(groups(edge));
    for (IpAddress address : edge.addresses()) {
      if (ranges.groupOf(address).isPresent()) {
        continue;
      }
      if (declared.stream().anyMatch(block -> admits(block, address))) {
        openings.addAll(byService);
      } else if (situation.options().showClientAddresses() || PlatformAddresses.isAzure(address)) {
        openings.add(Opening.observed(exact(address), ""));
      } else {
        return new PeerAnswer.Blocked(Reasons.INTERNET_CLIENT);
      }
    }
    return named(openings);
  }

  private static Opening byService(PolicyPeer.IpBlock block, Service service) {
    String what = block.cidr().prefixLength() == 0 ? "every address" : "its source ranges";
    return Opening.declared(
        block, "Service " + service.title() + " is declared public: open to " + what + " but pods");
  }

  private static boolean admits(PolicyPeer.IpBlock block, IpAddress address) {
    return block.cidr().contains(address)
        && block.except().stream().noneMatch(range -> range.contains(address));
  }

  /** The Service that declares every port of an edge public for its server pods. */
  private Optional<Service> declaring(Edge edge) {
    Optional<Protocol> protocol = EdgeFacts.protocol(edge);
    List<Pod> pods = serverPods(edge);
    Optional<Service> declaring = Optional.empty();
    for (int port : EdgeFacts.portNumbers(edge)) {
      Optional<Service> covering =
          protocol.flatMap(p -> publicServices.covering(pods, p.name(), port));
      if (covering.isEmpty() || (declaring.isPresent() && !declaring.equals(covering))) {
        return Optional.empty();
      }
      declaring = covering;
    }
    return declaring;
  }

  /** The server pods that are there today; all of the workload where none of the edge's is. */
  private List<Pod> serverPods(Edge edge) {
    if (!(edge.key().server() instanceof Workload workload)) {
      return List.of();
    }
    RoaringBitmap present = situation.roster().present(List.of(workload));
    RoaringBitmap here = RoaringBitmap.and(edge.serverPods(), present);
    return situation.roster().sorted(here.isEmpty() ? present : here);
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
            PolicyPeer block = new PolicyPeer.IpBlock(cidr, List.of());
            openings.add(Opening.ofGroup(block, group, addresses));
          }
        });
    return openings;
  }

  private static PolicyPeer exact(IpAddress address) {
    return new PolicyPeer.IpBlock(Cidr.of(address), List.of());
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
