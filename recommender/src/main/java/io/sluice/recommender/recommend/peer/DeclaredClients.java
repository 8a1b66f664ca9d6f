package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * Whom the Service in front of an edge's port declares to be its clients, and under which addresses
 * they reach its pods.
 *
 * <p>With {@code externalTrafficPolicy: Local} that is the client's own. With {@code Cluster} a
 * node forwards the connection, and it depends on the engine whom a rule sees: nobody, because it
 * is not filtered, the node, or either of them. Where it may be the node, nodes are opened too.
 */
final class DeclaredClients {
  private final Situation situation;
  private final PublicServices services;

  DeclaredClients(Situation situation) {
    this.situation = situation;
    this.services = new PublicServices(situation.inventory(), situation.limits());
  }

  /** The blocks that the Service opens, and the nodes that forward; none where nobody declares. */
  List<Opening> of(Edge edge) {
    Optional<Service> declaring = declaring(edge);
    if (declaring.isEmpty()) {
      return List.of();
    }
    Service service = declaring.get();
    List<PolicyPeer.IpBlock> blocks = services.blocks(service, serverPods(edge));
    List<Opening> openings = new ArrayList<>();
    blocks.forEach(block -> openings.add(Opening.declared(block, note(service, block))));
    if (seesNodes(service) && situation.options().engine().ipBlockMatchesNodes()) {
      openings.addAll(forwarders(service, blocks));
    }
    return openings;
  }

  /** The same for an edge from a node: who else may be seen there; empty where only nodes are. */
  List<Opening> behindNodes(Edge edge) {
    boolean either =
        situation.options().engine().nodeTraffic().loadBalancer()
            == EngineProfile.LoadBalancer.CLIENT_OR_NODE;
    return either && declaring(edge).filter(service -> !service.localTraffic()).isPresent()
        ? of(edge)
        : List.of();
  }

  static boolean admit(List<Opening> declared, IpAddress address) {
    return declared.stream()
        .filter(opening -> opening.kind() == Opening.Kind.FIXED)
        .anyMatch(opening -> ((PolicyPeer.IpBlock) opening.peer()).holds(address));
  }

  private boolean seesNodes(Service service) {
    return !service.localTraffic()
        && situation.options().engine().nodeTraffic().loadBalancer()
            != EngineProfile.LoadBalancer.UNFILTERED;
  }

  private List<Opening> forwarders(Service service, List<PolicyPeer.IpBlock> blocks) {
    String note =
        "Service "
            + service.title()
            + " with externalTrafficPolicy Cluster: nodes forward its clients under their own"
            + " addresses, and come and go";
    List<Opening> forwarders = new ArrayList<>();
    for (Node node : situation.inventory().nodes()) {
      for (IpAddress address : node.addresses()) {
        if (node.cluster().equals(service.cluster())
            && situation.limits().family(address)
            && blocks.stream().noneMatch(block -> block.holds(address))) {
          forwarders.add(Opening.forwarder(address, note));
        }
      }
    }
    return forwarders;
  }

  private String note(Service service, PolicyPeer.IpBlock block) {
    String what = block.cidr().prefixLength() == 0 ? "every address" : "its source ranges";
    String declares =
        service.declaredPublic()
            ? " is declared public: open to "
            : " declares its clients: open to ";
    return "Service " + service.title() + declares + what + " but pods" + entrance(service);
  }

  /** What becomes of clients that a node forwards, where no rule can say it. */
  private String entrance(Service service) {
    if (service.localTraffic()) {
      return "";
    }
    if (!seesNodes(service)) {
      return "; this engine does not filter what enters with externalTrafficPolicy Cluster";
    }
    return situation.options().engine().ipBlockMatchesNodes()
        ? ""
        : "; with externalTrafficPolicy Cluster a rule may see the node that forwards, which no"
            + " NetworkPolicy can name on this engine: Local keeps the client's address";
  }

  /** The Service that declares the clients of every port of an edge for its server pods. */
  private Optional<Service> declaring(Edge edge) {
    Optional<Protocol> protocol = EdgeFacts.protocol(edge);
    List<Pod> pods = serverPods(edge);
    Optional<Service> declaring = Optional.empty();
    for (int port : EdgeFacts.portNumbers(edge)) {
      Optional<Service> covering = protocol.flatMap(p -> services.covering(pods, p.name(), port));
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
}
