package io.sluice.recommender.audit;

import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.List;

/**
 * Ends of an edge that no policy can tell apart; one of them is asked about for all.
 *
 * @param members the ends, in a stable order
 */
public record SubjectClass(List<Subject> members) {
  /** Refuses an empty class. */
  public SubjectClass {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a class needs a member");
    }
  }

  /** How many connections between distinct ends go from this class to another one. */
  public long pairsWith(SubjectClass server) {
    long both = members.stream().filter(server.members::contains).count();
    return (long) members.size() * server.members.size() - both;
  }

  /** A client of this class and a server of the other, distinct ones where there are such. */
  public List<Subject> sampleWith(SubjectClass server) {
    for (Subject client : members) {
      for (Subject other : server.members) {
        if (!client.equals(other)) {
          return List.of(client, other);
        }
      }
    }
    return List.of(members.get(0), server.members.get(0));
  }
}
