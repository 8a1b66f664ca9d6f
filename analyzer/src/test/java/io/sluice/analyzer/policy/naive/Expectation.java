package io.sluice.analyzer.policy.naive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.analyzer.policy.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code semantics.jsonl}, which {@code sluice test} reads too.
 *
 * @param at file and line
 * @param world file of the cluster
 * @param source {@code namespace/pod} or an address
 * @param destination the same
 * @param protocol TCP where it is not given
 * @param port port on the destination
 * @param allow what is expected
 * @param why the point of the API's meaning that decides
 */
record Expectation(
    String at,
    Path world,
    String source,
    String destination,
    Protocol protocol,
    int port,
    boolean allow,
    String why) {

  /** All lines, in order. */
  static List<Expectation> readAll(Path file) throws IOException {
    List<Expectation> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode keys = new JsonMapper().readTree(line);
      all.add(
          new Expectation(
              file.getFileName() + ":" + (all.size() + 1),
              file.resolveSibling(keys.path("cluster").textValue()),
              keys.path("src").textValue(),
              keys.path("dst").textValue(),
              Protocol.ofWord(keys.path("proto").asText("TCP")).orElseThrow(),
              keys.path("port").intValue(),
              keys.path("expected").textValue().equals("allow"),
              keys.path("why").asText()));
    }
    return all;
  }

  @Override
  public String toString() {
    return at + ": " + source + " -> " + destination + " " + protocol + "/" + port + ": " + why;
  }
}
