package io.sluice.recommender.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.cli.Main;
import io.sluice.recommender.example.ExampleFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run on files starts as fast as if there were no blobs. */
final class LocalRunsLoadNoAzureTest {
  private static List<String> loaded(List<String> words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(words);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines()
        .filter(line -> line.contains("[class,load]"))
        .map(line -> line.replaceAll(".*\\[class,load\\] (\\S+).*", "$1"))
        .toList();
  }

  private static List<String> ofAzure(List<String> classes) {
    return classes.stream()
        .filter(
            name ->
                name.startsWith("com.azure.")
                    || name.startsWith("com.microsoft.")
                    || name.startsWith("reactor."))
        .toList();
  }

  @Test
  void noClassOfAzureIsLoadedForFiles() throws Exception {
    List<String> classes =
        loaded(
            List.of(
                "flows",
                ExampleFolder.logs().toString(),
                "--cluster",
                ExampleFolder.cluster().toString(),
                "--config",
                ExampleFolder.logs().resolve("../../sluice.yaml").toString()));

    assertThat(classes).contains("io.sluice.ingest.source.azure.AzureBlobs");
    assertThat(ofAzure(classes)).isEmpty();
  }

  @Test
  void forBlobsTheyAre() throws Exception {
    List<String> classes = loaded(List.of("flows", "http://127.0.0.1:1/account1/logs?sv=1&sig=eA"));

    assertThat(ofAzure(classes)).as("the check above can fail").isNotEmpty();
  }

  @Test
  void theSettingsOfBlobsAreReadWithoutThem() {
    BlobRun run =
        BlobRun.of(
            Map.of(),
            "flows",
            "https://example.com/logs?sig=c2VjcmV0",
            "--config",
            ExampleFolder.logs().resolve("../../sluice.yaml"));

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err())
        .contains("https://example.com/logs: no URL of a blob service")
        .doesNotContain("c2VjcmV0");
  }
}
