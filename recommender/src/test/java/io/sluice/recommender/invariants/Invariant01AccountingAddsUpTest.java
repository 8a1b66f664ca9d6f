package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Report;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records read = used + skipped, skipped split by reason, and nothing is used that no edge has. */
final class Invariant01AccountingAddsUpTest {
  private static final Pattern TUPLE = Pattern.compile("\"[0-9]{13},");

  @TempDir Path folder;

  @Test
  void everyLineAndTupleOfTheExampleIsUsedOrSkippedForAReason() {
    Report inspected =
        Sluice.run(
                "inspect", ExampleFolder.logs(), "--cluster", ExampleFolder.cluster(), "-o", "json")
            .report();

    assertThat(inspected.document().path("files")).isNotEmpty();
    for (JsonNode file : inspected.document().path("files")) {
      assertAddsUp(file);
      assertThat(file.path("records").asLong())
          .as(file.path("file").asText())
          .isEqualTo(recordsIn(ExampleFolder.text(Path.of(file.path("file").asText()))));
    }
  }

  @Test
  void linesThatCannotBeReadAreCountedToo() throws IOException {
    Fixture fixture = new Fixture(folder);
    var client = fixture.deployment("shop/web", "app=web", 2);
    var server = fixture.deployment("shop/cart", "app=cart", 1, 7070);
    fixture.talks(client, server, 7070).write();
    Path log = fixture.logs().resolve(Sluice.files(fixture.logs()).firstKey());
    long before = Files.readAllLines(log).size();
    Files.writeString(
        log,
        "no flow at all\n\n{\"flow\":{\"verdict\":\"FORWARDED\",\"time\":\"never\"}}\n"
            + "{\"lost_events\":{\"num_events_lost\":\"3\"}}\n{\"flow\":{\"time\":\"2026-11",
        StandardOpenOption.APPEND);

    Report inspected =
        Sluice.run("inspect", log, "--cluster", fixture.cluster(), "-o", "json").report();

    JsonNode file = inspected.document().path("files").path(0);
    assertAddsUp(file);
    assertThat(file.path("records").asLong()).isEqualTo(before + 4);
    assertThat(file.path("skipped").asLong()).isEqualTo(4);
  }

  @Test
  void everyUsedRecordOfTheExampleIsInExactlyOneEdge() {
    Report flows =
        Sluice.run(
                "flows", ExampleFolder.logs(), "--cluster", ExampleFolder.cluster(), "-o", "json")
            .report();

    long inEdges = 0;
    for (JsonNode edge : flows.document().path("edges")) {
      for (JsonNode records : edge.path("verdicts")) {
        inEdges += records.asLong();
      }
    }

    assertThat(inEdges).isEqualTo(flows.document().path("accounting").path("used").asLong());
  }

  private static void assertAddsUp(JsonNode file) {
    long reasons = 0;
    for (JsonNode records : file.path("skippedByReason")) {
      reasons += records.asLong();
    }
    assertThat(file.path("addsUp").asBoolean()).isTrue();
    assertThat(file.path("used").asLong() + file.path("skipped").asLong())
        .isEqualTo(file.path("records").asLong());
    assertThat(reasons).isEqualTo(file.path("skipped").asLong());
  }

  /** Counted without Sluice: lines of Hubble, tuples of a VNet flow log. */
  private static long recordsIn(String text) {
    return text.startsWith("{\"records\"")
        ? TUPLE.matcher(text).results().count()
        : text.lines().filter(line -> !line.isBlank()).count();
  }
}
