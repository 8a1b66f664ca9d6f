package io.sluice.recommender.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.recommender.cli.Main;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on files starts as fast as if there were no blobs and no topics. */
final class LocalRunsLoadNoClientsTest {
  private static final String NOBODY = "http://127.0.0.1:1/account1/logs?sv=1&sig=eA";

  private static ProcessBuilder java(String option, List<String> words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(words);
    return new ProcessBuilder(command);
  }

  private static List<String> loaded(List<String> words) throws Exception {
    Process process = java("-Xlog:class+load:stdout", words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines()
        .filter(line -> line.contains("[class,load]"))
        .map(line -> line.replaceAll(".*\\[class,load\\] (\\S+).*", "$1"))
        .toList();
  }

  /** Settings with which nobody is asked twice. */
  private static Path once(Path folder) throws IOException {
    return Files.writeString(folder.resolve("once.yaml"), "azure: {tries: 1}");
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

  private static List<String> ofKafka(List<String> classes) {
    return classes.stream().filter(name -> name.startsWith("org.apache.kafka.")).toList();
  }

  private static List<String> ofTheService(List<String> classes) {
    return classes.stream()
        .filter(
            name ->
                name.startsWith("org.eclipse.jetty.")
                    || name.startsWith("io.micrometer.")
                    || name.startsWith("io.prometheus.")
                    || name.startsWith("org.rocksdb.")
                    || name.startsWith("io.sluice.recommender.serve.http.ApiServer"))
        .toList();
  }

  /** That of clusters, and the JSON library that it brings. */
  private static List<String> ofFabric(List<String> classes) {
    return classes.stream()
        .filter(name -> name.startsWith("io.fabric8.") || name.startsWith("tools.jackson."))
        .toList();
  }

  @Test
  void noClassOfAzureOrKafkaOrAClusterIsLoadedForFiles() throws Exception {
    List<String> classes =
        loaded(
            List.of(
                "flows",
                ExampleFolder.logs().toString(),
                "--cluster",
                ExampleFolder.cluster().toString(),
                "--config",
                ExampleFolder.logs().resolve("../../sluice.yaml").toString()));

    assertThat(classes)
        .contains("io.sluice.ingest.source.azure.AzureBlobs")
        .contains("io.sluice.ingest.kafka.KafkaTopics");
    assertThat(ofAzure(classes)).isEmpty();
    assertThat(ofKafka(classes)).isEmpty();
    assertThat(ofFabric(classes)).isEmpty();
    assertThat(ofTheService(classes)).isEmpty();
    assertThat(ofTheService(List.of(Server.class.getName(), MeterRegistry.class.getName())))
        .as("the check above can fail")
        .hasSize(2);
  }

  @Test
  void forRunningClustersThatOfClustersIs(@TempDir Path folder) throws Exception {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            "{current-context: a, contexts: [{name: a, context: {cluster: c, user: u}}],"
                + " clusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'}}],"
                + " users: [{name: u, user: {token: t}}]}");

    List<String> classes =
        loaded(
            List.of(
                "flows",
                ExampleFolder.logs().toString(),
                "--cluster",
                "live",
                "--kubeconfig",
                kubeconfig.toString()));

    assertThat(ofFabric(classes)).as("the check above can fail").isNotEmpty();
    assertThat(ofAzure(classes)).isEmpty();
    assertThat(ofKafka(classes)).isEmpty();
  }

  @Test
  void forTopicsThoseOfKafkaAre(@TempDir Path folder) throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("impatient.yaml"),
            "kafka: {bootstrapServers: '127.0.0.1:1', properties: {default.api.timeout.ms: 500,"
                + " request.timeout.ms: 400}}");

    List<String> classes = loaded(List.of("flows", "kafka://a", "--config", settings.toString()));

    assertThat(ofKafka(classes)).as("the check above can fail").isNotEmpty();
    assertThat(ofAzure(classes)).isEmpty();
  }

  @Test
  void forBlobsTheyAre(@TempDir Path folder) throws Exception {
    List<String> classes = loaded(List.of("flows", NOBODY, "--config", once(folder).toString()));

    assertThat(ofAzure(classes)).as("the check above can fail").isNotEmpty();
  }

  @Test
  void theirLogGoesWhereTheAnswerDoesNot(@TempDir Path folder) throws Exception {
    Path err = folder.resolve("err");
    ProcessBuilder command =
        java("-Xshare:auto", List.of("flows", NOBODY, "--config", once(folder).toString()));
    command.environment().put("AZURE_LOG_LEVEL", "verbose");

    Process process = command.redirectError(err.toFile()).start();
    process.getOutputStream().close();

    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(Files.readString(err)).contains("az.sdk.message").doesNotContain("sig=eA");
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
