package io.sluice.recommender.world;

import java.time.Instant;
import java.util.Optional;

/**
 * One connection, or one attempt at it, as the server's end meets it.
 *
 * @param number its place in the world's history
 * @param client who opened it; a node where a load balancer put its address in
 * @param server who was asked, after Service translation
 * @param v6 whether it runs over IPv6
 * @param fate what came of it
 * @param purpose why it was made
 * @param frontend the load balancer in front of the server, where it came through one
 */
public record Attempt(
    int number,
    Instant at,
    Spot client,
    Spot server,
    int protocol,
    int clientPort,
    int serverPort,
    boolean v6,
    Fate fate,
    Purpose purpose,
    Optional<Frontend> frontend) {

  /** What came of an attempt. */
  public enum Fate {
    ANSWERED,
    /** A reset: nobody listens there. */
    REFUSED,
    /** No answer at all. */
    SILENT,
    /** A NetworkPolicy stopped it at the server. */
    DENIED,
    /** A network security group stopped it before it came to a node. */
    FILTERED
  }

  /** Why an attempt was made. */
  public enum Purpose {
    /** A workload needs it. */
    NEED,
    /** The kubelet of the pod's own node asks whether it is well. */
    PROBE,
    /** Somebody looks for open ports. */
    SCAN,
    /** A client that the current policies deny. */
    UNWANTED
  }

  /**
   * A load balancer that an attempt came through.
   *
   * @param client the address on the internet
   * @param address the load balancer's own
   * @param port the Service's port
   * @param entry the node that took it in
   */
  public record Frontend(String client, String address, int port, WorldNode entry) {}

  /** What it would be an instance of, if it were needed. */
  public TrueEdge edge() {
    return new TrueEdge(TrueParty.of(client), TrueParty.of(server), protocol, serverPort);
  }

  /** Whether both ends are on one node. */
  public boolean withinNode() {
    return client.onNode().isPresent() && client.onNode().equals(server.onNode());
  }

  public boolean tcp() {
    return protocol == 6;
  }

  public String clientAddress() {
    return client.address(v6);
  }

  public String serverAddress() {
    return server.address(v6);
  }

  @Override
  public String toString() {
    return at + " " + client + " -> " + server + ":" + serverPort + "/" + (tcp() ? "TCP" : "UDP");
  }
}
