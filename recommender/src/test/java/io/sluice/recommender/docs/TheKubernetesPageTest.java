package io.sluice.recommender.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.cli.Main;
import io.sluice.recommender.serve.Service;
import io.sluice.recommender.serve.StoreMemory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/kubernetes.md} says is so. */
final class TheKubernetesPageTest {
  private final Page page = Page.of("docs/kubernetes.md");

  /** Nobody listens where it is sent, so whatever takes the arguments ends with 5. */
  @Test
  void theRecordersArgumentsAreTaken() {
    Matcher arguments = Pattern.compile("`\\[(snapshot, record, [^]]+)]`").matcher(page.text());
    assertThat(arguments.find()).isTrue();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exit =
        Main.run(
            arguments.group(1).split(", ", -1),
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Map.of(
                "SLUICE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "SLUICE_KAFKA_DEFAULT_API_TIMEOUT_MS", "300",
                "SLUICE_KAFKA_REQUEST_TIMEOUT_MS", "200"));

    assertThat(exit).as(err.toString(UTF_8)).isEqualTo(5);
    assertThat(err.toString(UTF_8)).contains("kafka://sluice.inventory: no answer");
  }

  @Test
  void itsNumbersAreThoseOfTheProgramAndTheManifest() throws Exception {
    JsonNode pod =
        Manifests.of("config/kubernetes/sluice.yaml").at("StatefulSet", "/spec/template/spec");
    JsonNode startup = pod.at("/containers/0/startupProbe");
    long http = 10;

    assertThat(page.text())
        .contains(
            "has %d seconds to end, and takes %d at\n  the most"
                .formatted(
                    pod.path("terminationGracePeriodSeconds").asLong(),
                    Service.LONGEST_CLOSE.toSeconds() + http))
        .contains("at most %d MiB".formatted(StoreMemory.BYTES >> 20))
        .contains("A start has an hour");
    assertThat(startup.path("periodSeconds").asInt() * startup.path("failureThreshold").asInt())
        .isEqualTo(3_600);
  }

  @Test
  void itsSecretsAreThoseThatTheManifestAsksFor() throws Exception {
    Manifests manifests = Manifests.of("config/kubernetes/sluice.yaml");
    String container = "/spec/template/spec/containers/0";
    JsonNode token =
        Manifests.named(manifests.at("StatefulSet", container + "/env"), "SLUICE_HTTP_TOKEN")
            .at("/valueFrom/secretKeyRef");
    JsonNode more = manifests.at("StatefulSet", container + "/envFrom/0/secretRef");

    assertThat(page.text())
        .contains(
            "create secret generic %s --from-literal=%s="
                .formatted(token.path("name").asText(), token.path("key").asText()))
        .contains("create secret generic %s ".formatted(more.path("name").asText()));
    assertThat(more.path("optional").asBoolean()).isTrue();
  }
}
