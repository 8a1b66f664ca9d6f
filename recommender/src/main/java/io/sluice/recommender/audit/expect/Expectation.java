package io.sluice.recommender.audit.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.EdgeText;
import java.util.Optional;

/**
 * A connection and whether it should be allowed.
 *
 * @param source who connects: {@code ns/pod}, {@code ns/name[Kind]} or an address
 * @param destination to whom, written the same
 * @param protocol IANA number; -1 where it is not known
 * @param port port on the destination; -1 where there is none
 * @param expected what should come out
 * @param world path of the cluster that it is about, as written; empty for that of the run
 */
public record Expectation(
    String source,
    String destination,
    int protocol,
    int port,
    Decision expected,
    Optional<String> world) {

  /** {@code shop/web -> shop/cart TCP/8080}. */
  public String connection() {
    return source + " -> " + destination + " " + EdgeText.port(protocol, port);
  }

  /**
   * One entry of a file.
   *
   * @param place where it stands
   * @param keys its keys as written, for the answer
   * @param expectation what it says; empty where it is malformed
   * @param problem what is wrong with it, or ""
   */
  public record Entry(
      Place place, ObjectNode keys, Optional<Expectation> expectation, String problem) {}
}
