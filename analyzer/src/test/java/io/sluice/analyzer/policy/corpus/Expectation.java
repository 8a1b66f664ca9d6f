package io.sluice.analyzer.policy.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analyzer.policy.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * One line of a corpus: whether a connection should be allowed in a world.
 *
 * @param name name of the case
 * @param world folder of the world's manifests, relative to the corpus file
 * @param source {@code ns/pod}, {@code ns/name[Kind]} or an address
 * @param destination the same
 * @param protocol protocol
 * @param port port on the destination
 * @param allow what is expected
 * @param flags where the corpus' author says that its opinion is not the API's; sorted
 */
record Expectation(
    String name,
    String world,
    String source,
    String destination,
    Protocol protocol,
    int port,
    boolean allow,
    TreeSet<String> flags) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All lines of a compressed corpus, in order. */
  static List<Expectation> readAll(Path file) throws IOException {
    List<Expectation> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(of(JSON.readTree(line)));
      }
    }
    return all;
  }

  private static Expectation of(JsonNode line) {
    TreeSet<String> flags = new TreeSet<>();
    line.path("flags").forEach(flag -> flags.add(flag.asText()));
    return new Expectation(
        line.path("case").asText(),
        line.path("manifests_dir").asText(),
        line.path("src").asText(),
        line.path("dst").asText(),
        Protocol.ofWord(line.path("proto").asText()).orElseThrow(),
        line.path("port").asInt(),
        line.path("expected").asText().equals("allow"),
        flags);
  }

  @Override
  public String toString() {
    return name
        + ": "
        + source
        + " -> "
        + destination
        + " "
        + protocol
        + "/"
        + port
        + " should be "
        + (allow ? "allowed" : "denied");
  }
}
