package io.sluice.recommender.audit.world;

import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.audit.SubjectClass;
import java.util.List;

/**
 * Clients and servers of which no policy can tell one pair from another.
 *
 * @param clients who opens connections
 * @param servers who listens
 * @param port port on the servers, or -1
 * @param entry how their connections come to the servers
 */
public record Pair(SubjectClass clients, SubjectClass servers, int port, Entry entry) {
  /** One connection for all of the pair; of a pod to itself only where there is no other. */
  public Connection connection(int protocol) {
    List<Subject> sample = clients.sampleWith(servers);
    return new Connection(sample.get(0), sample.get(1), protocol, port, entry);
  }

  /** The same, coming another way. */
  Pair by(Entry way) {
    return new Pair(clients, servers, port, way);
  }

  /** How many connections between distinct ends it stands for; 1 for a pod to itself. */
  public long size() {
    return Math.max(1, clients.pairsWith(servers));
  }

  boolean isLoopback() {
    return clients.members().size() == 1 && clients.members().equals(servers.members());
  }
}
