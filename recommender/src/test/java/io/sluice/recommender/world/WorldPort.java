package io.sluice.recommender.world;

/** A port that the pods of a workload listen on. */
public record WorldPort(String name, int number, String protocol) {
  /** A TCP port. */
  public static WorldPort tcp(String name, int number) {
    return new WorldPort(name, number, "TCP");
  }

  /** IANA number of the protocol. */
  public int protocolNumber() {
    return protocol.equals("UDP") ? 17 : 6;
  }
}
