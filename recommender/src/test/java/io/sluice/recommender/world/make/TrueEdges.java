package io.sluice.recommender.world.make;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.TrueEdge;
import io.sluice.recommender.world.TrueParty;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldWorkload;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that workloads need: of each relation whatever it could come to. */
final class TrueEdges {
  private final Blueprint plan;
  private final List<WorldNode> nodes;
  private final Set<TrueEdge> edges = new LinkedHashSet<>();

  TrueEdges(Blueprint plan, List<WorldNode> nodes) {
    this.plan = plan;
    this.nodes = nodes;
  }

  /** Of the relations, and of clients on the internet those that came. */
  Set<TrueEdge> of(List<Attempt> attempts) {
    for (Relation relation : plan.relations) {
      relation.client().ifPresent(client -> add(client, relation));
    }
    for (Attempt attempt : attempts) {
      if (attempt.purpose() == Purpose.NEED) {
        edges.add(attempt.edge());
      }
    }
    return edges;
  }

  private void add(WorldWorkload from, Relation relation) {
    TrueParty client = new TrueParty.OfWorkload(from);
    int protocol = relation.protocol();
    if (relation.callee() instanceof Callee.BehindService of) {
      for (WorldWorkload server : plan.behind(of.service())) {
        of.port()
            .of(server)
            .ifPresent(
                port ->
                    edges.add(
                        new TrueEdge(
                            client, new TrueParty.OfWorkload(server), protocol, port.number())));
      }
    } else if (relation.callee() instanceof Callee.Pods of) {
      TrueParty server = new TrueParty.OfWorkload(of.workload());
      edges.add(new TrueEdge(client, server, protocol, of.port().number()));
    } else if (relation.callee() instanceof Callee.Addresses of) {
      for (String address : of.addresses()) {
        edges.add(new TrueEdge(client, new TrueParty.OfAddress(address), protocol, of.port()));
      }
    } else if (relation.callee() instanceof Callee.Nodes of) {
      for (WorldNode node : nodes) {
        edges.add(new TrueEdge(client, new TrueParty.OfNode(node), protocol, of.port()));
      }
    }
  }
}
