package io.sluice.recommender.recommend.traffic;

import io.sluice.analyzer.cluster.ApiServer;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * From where the API server's calls arrive at a pod: from the konnectivity agents, where the
 * cluster has them, because they end its tunnel; else from the API server's own addresses; else
 * from some node, because then it runs on one.
 */
public final class ApiServerSources {
  private final Situation situation;
  private final PeerNames names;
  private final PlatformPods pods;

  public ApiServerSources(Situation situation, PeerNames names) {
    this.situation = situation;
    this.names = names;
    this.pods = new PlatformPods(situation);
  }

  /**
   * How a rule names them.
   *
   * @param peers the peers; none where no rule can
   * @param role what they are
   * @param way {@code through konnectivity}, for people
   * @param obstacle why no rule can, or ""
   */
  public record Sources(
      SortedSet<PolicyPeer> peers, SystemRole role, String way, String obstacle) {}

  /** The sources as a policy of this namespace names them. */
  public Sources of(String cluster, String namespace) {
    List<Workload> agents =
        situation.roster().workloads().stream()
            .filter(w -> w.cluster().equals(cluster) && situation.roster().anyAlive(List.of(w)))
            .filter(w -> pods.role(w).equals(Optional.of(SystemRole.KONNECTIVITY)))
            .toList();
    if (!agents.isEmpty()) {
      return agents(agents, namespace);
    }
    List<ApiServer> servers = situation.inventory().apiServers(cluster);
    return servers.isEmpty() ? nodes(cluster) : servers(servers);
  }

  private Sources agents(List<Workload> agents, String namespace) {
    TreeSet<PolicyPeer> peers = new TreeSet<>();
    for (Workload agent : agents) {
      if (situation.roster().onHostNetwork(agent)) {
        for (Pod pod : situation.roster().onHost(situation.roster().podsOf(List.of(agent)))) {
          situation.nodeOf(pod).ifPresent(node -> add(peers, node));
        }
      } else {
        names.workload(agent, namespace).ifPresent(opening -> peers.add(opening.peer()));
      }
    }
    return sources(peers, SystemRole.KONNECTIVITY, "through konnectivity");
  }

  private Sources servers(List<ApiServer> servers) {
    TreeSet<PolicyPeer> peers = new TreeSet<>();
    for (ApiServer server : servers) {
      boolean onNode =
          situation.inventory().nodes().stream()
              .anyMatch(
                  node ->
                      node.cluster().equals(server.cluster())
                          && node.addresses().contains(server.address()));
      if (situation.limits().family(server.address())
          && (!onNode || situation.options().engine().ipBlockMatchesNodes())) {
        peers.add(new PolicyPeer.IpBlock(Cidr.of(server.address()), List.of()));
      }
    }
    return sources(
        peers, SystemRole.API_SERVER, "from the API server's addresses, which may change");
  }

  /** Some node runs it, and nothing says which. */
  private Sources nodes(String cluster) {
    TreeSet<PolicyPeer> peers = new TreeSet<>();
    situation.inventory().nodes().stream()
        .filter(node -> node.cluster().equals(cluster))
        .forEach(node -> add(peers, node));
    int most =
        Math.min(situation.limits().mostIpBlocks(), situation.settings().maxExternalAddresses());
    return peers.size() > most
        ? new Sources(
            new TreeSet<>(),
            SystemRole.API_SERVER,
            "",
            "they come from one of "
                + peers.size()
                + " nodes' addresses, more than a rule should list; EndpointSlices in the snapshot"
                + " tell which")
        : sources(peers, SystemRole.API_SERVER, "from a node, and nodes come and go");
  }

  private void add(Set<PolicyPeer> peers, Node node) {
    if (situation.options().engine().ipBlockMatchesNodes()) {
      names.node(node).stream()
          .map(opening -> (PolicyPeer.IpBlock) opening.peer())
          .filter(block -> situation.limits().family(block.cidr().base()))
          .forEach(peers::add);
    }
  }

  private static Sources sources(SortedSet<PolicyPeer> peers, SystemRole role, String way) {
    return new Sources(
        peers,
        role,
        way,
        peers.isEmpty() ? "no rule on this engine can name from where they come" : "");
  }
}
