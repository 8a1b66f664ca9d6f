package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdOutputStream;
import io.sluice.recommender.example.Sluice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bad input gets: every line of that page of the design, through the command line. */
final class BadInputTest {
  @TempDir Path folder;

  private TinyWorld world;
  private List<String> good;

  @BeforeEach
  void aGoodLog() {
    world = new TinyWorld(folder);
    good = world.lines();
  }

  @Test
  void aMalformedRecordIsCountedAndItsPlaceIsPrintedAndTheRunGoesOn() throws IOException {
    Path log = log("bad.jsonl", good.get(0), "{\"flow\": {\"secret\": 4711", good.get(1));

    CommandRun run = world.on(log, "flows", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(skipped(run, "malformed")).isEqualTo(1);
    assertThat(run.err())
        .contains("Bad record: " + log + ":2 (byte " + (bytes(good.get(0)) + 1) + ")")
        .doesNotContain("4711");
    assertThat(used(run)).isEqualTo(2);
  }

  @Test
  void strictMakesAMalformedRecordAnError() throws IOException {
    Path log = log("bad.jsonl", good.get(0), "nonsense", good.get(1));

    CommandRun run = world.on(log, "recommend", "--strict", "--out-dir", folder.resolve("out"));

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("1 bad record, --strict allows none");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void maxBadMakesTooManyMalformedRecordsAnError() throws IOException {
    Path log = log("bad.jsonl", good.get(0), "nonsense", good.get(1), good.get(0));

    assertThat(world.on(log, "flows", "--max-bad", "25%").exit()).isZero();
    assertThat(world.on(log, "flows", "--max-bad", "24.9%").exit()).isEqualTo(4);
  }

  @Test
  void aTailCutShortIsCountedAsTruncated() throws IOException {
    Path log = folder.resolve("cut.jsonl");
    Files.writeString(log, good.get(0) + "\n" + good.get(1).substring(0, 60));

    CommandRun run = world.on(log, "flows", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(used(run)).isEqualTo(1);
    assertThat(skipped(run, "truncated")).isEqualTo(1);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstRecord() throws IOException {
    Path log = log("bom.jsonl", "\ufeff" + good.get(0), good.get(1));

    CommandRun run = world.on(log, "flows", "-o", "json");

    assertThat(used(run)).as(run.err()).isEqualTo(2);
    assertThat(run.json().path("accounting").path("skipped").asLong()).isZero();
  }

  @Test
  void filesOfDifferentFormatsMayLieInOneFolder() throws IOException {
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    Files.writeString(mixed.resolve("a.json"), good.get(0) + "\n");
    world.fixture.writeVnet();
    Path vnet =
        world.files().stream().filter(f -> f.toString().contains("PT1H")).findFirst().orElseThrow();
    Files.copy(vnet, mixed.resolve("b.json"));
    Files.writeString(mixed.resolve("readme.txt"), "Exported on Monday.\n");

    CommandRun run = world.on(mixed, "inspect", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.json().path("files"))
        .extracting(f -> f.path("format").asText())
        .containsExactly("hubble", "vnet");
    assertThat(run.json().path("coverage").path("unreadFiles").path(0).path("file").asText())
        .endsWith("readme.txt");
    assertThat(run.err()).contains("Not read: ").contains("readme.txt");
    assertThat(world.on(mixed, "inspect", "--strict").exit()).isEqualTo(4);
  }

  @Test
  void aLineOfHalfAMegabyteIsReadLikeAnyOther() throws IOException {
    String huge = good.get(0).replaceFirst("\\{", "{\"padding\":\"" + "x".repeat(500_000) + "\",");

    CommandRun run = world.on(log("long.jsonl", huge, good.get(1)), "flows", "-o", "json");

    assertThat(used(run)).as(run.err()).isEqualTo(2);
  }

  @Test
  void aGzipMemberCutShortIsReadAsFarAsItGoes() throws IOException {
    byte[] packed = gzip(String.join("\n", repeated(200)) + "\n");
    Path log = folder.resolve("cut.jsonl.gz");
    Files.write(log, Arrays.copyOf(packed, packed.length - 40));

    CommandRun run = world.on(log, "flows", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(used(run)).isPositive().isLessThan(200);
    assertThat(skipped(run, "truncated")).isEqualTo(1);
  }

  @Test
  void aBombOfZeroesIsNoLogAndTakesNoMemory() throws IOException {
    Path bomb = folder.resolve("bomb.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] zeroes = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        out.write(zeroes);
      }
    }
    Path zstd = folder.resolve("bomb.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      byte[] spaces = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 300; i++) {
        out.write(spaces);
      }
    }

    assertThat(world.on(bomb, "flows").exit()).isEqualTo(3);
    assertThat(world.on(zstd, "flows").exit()).isEqualTo(3);
  }

  @Test
  void deepNestingIsAMalformedRecordAndNoCrash() throws IOException {
    String deep = "{\"flow\":" + "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_001);

    CommandRun run =
        world.on(log("deep.jsonl", good.get(0), deep, good.get(1)), "flows", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(used(run)).isEqualTo(2);
    assertThat(skipped(run, "malformed")).isEqualTo(1);
  }

  @Test
  void deepNestingInASnapshotIsAnErrorThatNamesTheFile() throws IOException {
    Path json = Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));
    Path yaml = Files.writeString(folder.resolve("deep.yaml"), "[".repeat(100_000));

    for (Path snapshot : List.of(json, yaml)) {
      CommandRun run = CommandRun.of("recommend", world.logs(), "--cluster", snapshot);

      assertThat(run.exit()).as(run.err()).isEqualTo(3);
      assertThat(run.err()).contains(snapshot.getFileName().toString());
    }
  }

  @Test
  void aFileThatIsNoLogIsNamedWithTheFormatThatItHas() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "Dear diary,\n");

    CommandRun noLog = world.on(text, "flows");
    CommandRun objects = world.on(world.cluster(), "flows");
    CommandRun missing = world.on(folder.resolve("nowhere"), "flows");

    assertThat(noLog.exit()).isEqualTo(3);
    assertThat(noLog.err()).contains("notes.txt");
    assertThat(objects.exit()).isEqualTo(3);
    assertThat(missing.exit()).isEqualTo(3);
    assertThat(missing.err()).contains("nowhere");
  }

  @Test
  void anInvalidPolicyIsNamedWithItsLineAndIsNotInForce() throws IOException {
    Path policies =
        Files.writeString(
            folder.resolve("policies.yaml"),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: broken, namespace: shop}
            spec:
              podSelector: {}
              policyTypes: [Ingress]
              ingress:
              - ports:
                - {port: 99999, protocol: TCP}
            """);

    CommandRun run = world.run("check", "--policies", policies, "-o", "json");
    CommandRun strict = world.run("check", "--policies", policies, "--strict");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.json().path("findings")).isEmpty();
    JsonNode problem = run.json().path("run").path("policyProblems").path(0);
    assertThat(problem.path("severity").asText()).isEqualTo("refused");
    assertThat(problem.path("line").asInt()).isBetween(8, 9);
    assertThat(run.err()).contains("policies.yaml:").contains("shop/broken");
    assertThat(strict.exit()).isEqualTo(4);
  }

  @Test
  void hostileNamesAreEscapedEverywhereAndNeverBecomeAPath() throws IOException {
    List<String> hostile = new ArrayList<>();
    for (String line : good) {
      hostile.add(
          line.replace("shop", "../../etc")
              .replace("\"cart", "\"=cmd|' /C calc'!A1\\u001b[31m<script>"));
    }
    Path out = folder.resolve("out/deeper");
    Path log = log("hostile.jsonl", hostile.toArray(String[]::new));

    for (String format : List.of("table", "wide", "csv", "md", "json")) {
      String text = CommandRun.of("flows", log, "-o", format).out();
      assertThat(text).doesNotContain("\u001b");
      assertThat(text.lines()).noneMatch(line -> line.startsWith("="));
      if (format.equals("md")) {
        assertThat(text).doesNotContain("<script>");
      }
    }
    CommandRun run = world.on(log, "recommend", "--out-dir", out);
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    assertThat(Sluice.files(folder.resolve("out")).keySet())
        .allMatch(
            file -> file.startsWith("deeper/shop/") || file.equals("deeper/kustomization.yaml"));
  }

  @Test
  void urlsAndHeadersOfLayerSevenRecordsAreInNoOutput() throws IOException {
    String http =
        good.get(0)
            .replaceFirst(
                "\"verdict\"",
                "\"l7\":{\"type\":\"REQUEST\",\"http\":{\"method\":\"GET\","
                    + "\"url\":\"http://cart/pay?card=4111111111111111\","
                    + "\"headers\":[{\"key\":\"Authorization\",\"value\":\"Bearer abc.def\"}]}},"
                    + "\"Type\":\"L7\",\"verdict\"");
    Path log = log("l7.jsonl", http, good.get(1), http.substring(0, http.length() - 3));

    for (String command : List.of("flows", "inspect", "recommend", "check")) {
      CommandRun run = world.on(log, command, "-o", "json", "-v");
      assertThat(run.out() + run.err())
          .contains("Read 1 file")
          .doesNotContain("4111111111111111", "Authorization", "abc.def", "pay?");
    }
  }

  @Test
  void whereTheTargetIsInTheWayNothingIsHalfWritten() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out/shop"));
    Files.writeString(out.resolve("cart.yaml"), "theirs\n");

    CommandRun run = world.run("recommend", "--out-dir", folder.resolve("out"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("nothing was written: shop/cart.yaml stands in the way");
    assertThat(Sluice.files(folder.resolve("out"))).containsOnlyKeys("shop/cart.yaml");
  }

  @Test
  void aSnapshotWithoutPodsIsRefusedWithTheCommandThatTakesOne() throws IOException {
    Path snapshot =
        Files.writeString(
            folder.resolve("ns.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");

    CommandRun run = CommandRun.of("recommend", world.logs(), "--cluster", snapshot);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("no pods and no workloads in --cluster").contains("kubectl get");
  }

  @Test
  void aPipeCannotBeReadTwice() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

    CommandRun run = world.on(pipe, "flows", "--since", "1h");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(pipe + " is a pipe", "standard input");
  }

  private List<String> repeated(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(good.get(i % good.size()));
    }
    return lines;
  }

  private Path log(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static long used(CommandRun run) {
    return run.json().path("accounting").path("used").asLong();
  }

  private static long skipped(CommandRun run, String reason) {
    return run.json().path("accounting").path("skippedByReason").path(reason).asLong();
  }
}
