package io.sluice.recommender.world;

/** Something that a workload needs: to reach, or to be reached at, a port of a pod or outside. */
public record TrueEdge(TrueParty client, TrueParty server, int protocol, int port) {
  @Override
  public String toString() {
    return client + " -> " + server + ":" + port + "/" + (protocol == 17 ? "UDP" : "TCP");
  }
}
