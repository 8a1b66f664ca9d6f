package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inspect} says how many records took the slow way. */
final class WhichDecoderReadItTest {
  @TempDir Path folder;

  private TinyWorld world;

  @BeforeEach
  void aWorld() {
    world = new TinyWorld(folder);
  }

  /** Five lines, of which one has an escape in a key, one is no flow, and one is damaged. */
  private List<String> lines() {
    List<String> lines = new ArrayList<>(world.lines().subList(0, 3));
    lines.set(1, lines.get(1).replace("\"verdict\"", "\"verdi\\u0063t\""));
    lines.add(
        "{\"lost_events\":{\"source\":\"PERF_EVENT_RING_BUFFER\",\"num_events_lost\":\"3\"}}");
    lines.add("{\"flow\": {");
    return lines;
  }

  private static JsonNode file(CommandRun run) {
    assertThat(run.exit()).as(run.err()).isZero();
    return run.json().path("files").path(0);
  }

  private static void assertReadBy(CommandRun run, long inPlace, long reference) {
    JsonNode file = file(run);
    assertThat(file.path("readBy").path("inPlace").asLong()).isEqualTo(inPlace);
    assertThat(file.path("readBy").path("reference").asLong()).isEqualTo(reference);
    assertThat(file.path("records").asLong()).isEqualTo(inPlace + reference);
  }

  @Test
  void whatIsOfNoKnownShapeIsCountedAsReadByTheReference() throws IOException {
    Path log = Files.write(folder.resolve("a.json"), lines());

    CommandRun run = world.on(log, "inspect", "-o", "json");

    assertReadBy(run, 2, 3);
    assertThat(file(run).path("used").asLong()).isEqualTo(3);
    assertThat(world.on(log, "inspect").out())
        .contains("read by the reference decoder: 3 of 5 records");
    assertThat(world.on(log, "inspect", "-o", "wide").out()).contains("BY REFERENCE");
  }

  @Test
  void packedLogsAreCountedToo() throws IOException {
    Path log = folder.resolve("a.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
      out.write(String.join("\n", lines()).getBytes(StandardCharsets.UTF_8));
    }

    assertReadBy(world.on(log, "inspect", "-o", "json"), 2, 3);
  }

  @Test
  void tuplesOfAzuresLogsAreCountedOneByOne() throws IOException {
    world.fixture.writeVnet();
    Path vnet =
        world.files().stream().filter(f -> f.toString().contains("PT1H")).findFirst().orElseThrow();
    long records = file(world.on(vnet, "inspect", "-o", "json")).path("records").asLong();

    assertThat(records).isPositive();
    assertReadBy(world.on(vnet, "inspect", "-o", "json"), records, 0);
  }

  @Test
  void theReferenceReadsAllWhereItIsAskedFor() throws IOException {
    Path log = Files.write(folder.resolve("a.json"), lines());

    assertReadBy(world.on(log, "inspect", "-o", "json", "--decoder", "reference"), 0, 5);
  }

  @Test
  void ofAnEdgeTableNothingIsSaid() throws IOException {
    Path table = folder.resolve("day.edges");
    assertThat(world.run("flows", "-o", "edges=" + table).exit()).isZero();

    CommandRun run = world.on(table, "inspect", "-o", "json");

    assertThat(file(run).path("format").asText()).isEqualTo("edges");
    assertThat(file(run).has("readBy")).isFalse();
    assertThat(world.on(table, "inspect").out()).doesNotContain("reference decoder");
  }

  @Test
  void nothingIsSaidOfAFormatWithOneDecoder() throws IOException {
    String gke =
        """
        {"connection":{"src_ip":"10.4.1.7","dest_ip":"10.4.1.9","src_port":50001,"dest_port":5432,\
        "protocol":"tcp","direction":"ingress"},"disposition":"allow","count":1,"node_name":"n1",\
        "src":{"pod_name":"web-1","pod_namespace":"shop","namespace":"shop"},\
        "dest":{"pod_name":"db-1","pod_namespace":"shop","namespace":"shop"},\
        "timestamp":"2026-11-02T10:00:00.5Z"}
        """;
    Path log = Files.writeString(folder.resolve("gke.json"), gke);

    CommandRun run = world.on(log, "inspect", "-o", "json");

    assertThat(file(run).path("format").asText()).isEqualTo("gke-policy");
    assertThat(file(run).has("readBy")).isFalse();
    assertThat(world.on(log, "inspect").out()).doesNotContain("reference decoder");
  }
}
