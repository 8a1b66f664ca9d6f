package io.sluice.recommender.recommend.traffic;

import io.sluice.analyzer.cluster.ApiServer;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.mesh.MeshTraffic;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Recognises the platform's part in an edge: from what the snapshot has of the pods at its ends,
 * from the addresses that Azure and the API server have, and from nothing else.
 *
 * <p>An edge with addresses outside may lead to several parts at once, because external addresses
 * of one port share a row. A rule has one peer, which decides.
 */
public final class SystemTraffic {
  private final Inventory inventory;
  private final DnsResolvers resolvers;
  private final PlatformPods pods;
  private final MeshTraffic mesh;

  public SystemTraffic(Situation situation, DnsResolvers resolvers, MeshTraffic mesh) {
    this.inventory = situation.inventory();
    this.resolvers = resolvers;
    this.pods = new PlatformPods(situation);
    this.mesh = mesh;
  }

  /** Everything of the platform that an edge leads to or comes from. */
  public SortedSet<SystemRole> of(Edge edge) {
    TreeSet<SystemRole> roles = new TreeSet<>();
    Party client = edge.key().client();
    Party server = edge.key().server();
    for (IpAddress address : edge.addresses()) {
      (listsClients(edge) ? ofClient(address) : ofServer(edge, address)).ifPresent(roles::add);
    }
    ofServer(edge, server).ifPresent(roles::add);
    ofClient(client).ifPresent(roles::add);
    return roles;
  }

  /** The part that the peer of one rule plays for an edge behind it. */
  public Optional<SystemRole> of(Edge edge, Direction direction, PolicyPeer peer) {
    Party party = EdgeFacts.peer(edge, direction);
    if (party instanceof Workload || party instanceof Party.Node) {
      Optional<SystemRole> role =
          direction == Direction.EGRESS ? ofServer(edge, party) : ofClient(party);
      return role.isEmpty() && mesh.isMesh(edge) ? Optional.of(SystemRole.MESH) : role;
    }
    return peer instanceof PolicyPeer.IpBlock block
        ? edge.addresses().stream()
            .filter(block.cidr()::contains)
            .flatMap(
                a -> (direction == Direction.EGRESS ? ofServer(edge, a) : ofClient(a)).stream())
            .findFirst()
        : Optional.empty();
  }

  private static boolean listsClients(Edge edge) {
    return edge.key().client() instanceof Party.External
        || edge.key().client() instanceof Party.Unknown;
  }

  private static Optional<SystemRole> ofClient(IpAddress address) {
    if (address.equals(PlatformAddresses.AMBIENT_PROBE)) {
      return Optional.of(SystemRole.OWN_NODE);
    }
    return PlatformAddresses.isAzure(address)
        ? Optional.of(SystemRole.HEALTH_PROBE)
        : Optional.empty();
  }

  private Optional<SystemRole> ofClient(Party client) {
    if (client instanceof Workload workload) {
      return pods.role(workload);
    }
    return client instanceof Party.Node node && node.own()
        ? Optional.of(SystemRole.OWN_NODE)
        : Optional.empty();
  }

  private Optional<SystemRole> ofServer(Edge edge, IpAddress address) {
    boolean dns = DnsResolvers.isDns(edge);
    if (PlatformAddresses.isAzure(address)) {
      return Optional.of(dns ? SystemRole.DNS : SystemRole.WIRE_SERVER);
    }
    if (PlatformAddresses.isNodeResolver(address)) {
      return dns ? Optional.of(SystemRole.DNS) : Optional.empty();
    }
    if (PlatformAddresses.isMetadata(address)) {
      return Optional.of(SystemRole.METADATA);
    }
    // An external party with a private address is one that a log's identity calls the API server.
    boolean byIdentity = edge.key().server() instanceof Party.External && address.isPrivate();
    return byIdentity || inventory.isApiServer(edge.key().cluster(), address)
        ? Optional.of(SystemRole.API_SERVER)
        : Optional.empty();
  }

  private Optional<SystemRole> ofServer(Edge edge, Party server) {
    if (server instanceof Workload workload) {
      if (mesh.isMesh(edge)) {
        return Optional.of(SystemRole.MESH);
      }
      return resolvers.answers(workload, EdgeFacts.ports(edge))
          ? Optional.of(SystemRole.DNS)
          : pods.role(workload);
    }
    if (server instanceof Party.UnresolvedService service) {
      return ApiServer.SERVICE.equals(service.namespace() + "/" + service.name())
          ? Optional.of(SystemRole.API_SERVER)
          : Optional.empty();
    }
    return server instanceof Party.Node node ? ofNode(edge, node) : Optional.empty();
  }

  private Optional<SystemRole> ofNode(Edge edge, Party.Node party) {
    Optional<Node> node = inventory.node(party.cluster(), party.name());
    if (node.filter(n -> runsApiServer(n, edge)).isPresent()) {
      return Optional.of(SystemRole.API_SERVER);
    }
    if (DnsResolvers.isDns(edge) && node.filter(resolvers::answersOn).isPresent()) {
      return Optional.of(SystemRole.DNS);
    }
    return party.own() ? Optional.of(SystemRole.OWN_NODE) : Optional.empty();
  }

  private boolean runsApiServer(Node node, Edge edge) {
    return inventory.apiServers(node.cluster()).stream()
        .anyMatch(
            api ->
                node.addresses().contains(api.address())
                    && EdgeFacts.portNumbers(edge).contains(api.port()));
  }
}
