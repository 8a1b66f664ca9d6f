package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records of an address that passed from one workload to another within the slack of the clocks.
 * Where other records show the same connections of all that it may have been, the policies let them
 * through whichever it was. With {@code --accept-partial} one of them is enough: that some other
 * one had this connection in just that minute and never again is a risk of the same kind.
 */
final class Rivals {
  private final Situation situation;

  /** By cluster and title: two kinds may share a title. */
  private final Map<String, List<Workload>> byTitle = new HashMap<>();

  private final Set<String> known = new HashSet<>();

  Rivals(Situation situation, Collection<JudgedEdge> judged) {
    this.situation = situation;
    for (Workload workload : situation.roster().workloads()) {
      byTitle
          .computeIfAbsent(workload.cluster() + " " + workload.title(), t -> new ArrayList<>())
          .add(workload);
    }
    for (JudgedEdge one : judged) {
      if (one.standing() instanceof Standing.Used) {
        Edge edge = one.edge();
        for (int port : EdgeFacts.portNumbers(edge)) {
          known.add(connection(edge, edge.key().client(), edge.key().server(), port));
        }
      }
    }
  }

  /** Why a withheld edge needs no rule of its own; empty where it does. */
  Optional<Standing> explained(JudgedEdge judged) {
    Edge edge = judged.edge();
    Party client = edge.key().client();
    Party server = edge.key().server();
    boolean open = judged.standing() instanceof Standing.Withheld;
    List<String> rivals = rivals(client).isEmpty() ? rivals(server) : rivals(client);
    boolean atAWorkload = client instanceof Workload || server instanceof Workload;
    if (!open || !atAWorkload || rivals.isEmpty() || EdgeFacts.portNumbers(edge).isEmpty()) {
      return Optional.empty();
    }
    Direction subject = rivals(client).isEmpty() ? Direction.INGRESS : Direction.EGRESS;
    long explained = rivals.stream().filter(rival -> has(rival, edge, subject)).count();
    boolean enough =
        situation.options().acceptPartial() ? explained > 0 : explained == rivals.size();
    return enough
        ? Optional.of(new Standing.NotGoverned(Reasons.eitherWay(rivals)))
        : Optional.empty();
  }

  private static List<String> rivals(Party party) {
    return party instanceof Party.Unknown unknown ? unknown.rivals() : List.of();
  }

  private boolean has(String rival, Edge edge, Direction subject) {
    List<Workload> ofTitle = byTitle.getOrDefault(edge.key().cluster() + " " + rival, List.of());
    return !ofTitle.isEmpty() && ofTitle.stream().allMatch(w -> has(w, edge, subject));
  }

  private boolean has(Workload workload, Edge edge, Direction subject) {
    boolean client = subject == Direction.EGRESS;
    return EdgeFacts.portNumbers(edge).stream()
        .map(
            port ->
                connection(
                    edge,
                    client ? workload : edge.key().client(),
                    client ? edge.key().server() : workload,
                    port))
        .allMatch(known::contains);
  }

  private String connection(Edge edge, Party client, Party server, int port) {
    return who(client) + " > " + who(server) + " " + edge.key().protocol() + "/" + port;
  }

  /** Workloads that share a policy share what it allows. */
  private String who(Party party) {
    return party instanceof Workload workload
        ? situation.groups().group(workload).first().toString()
        : party.toString();
  }
}
