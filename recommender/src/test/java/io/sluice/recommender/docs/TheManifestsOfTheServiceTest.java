package io.sluice.recommender.docs;

import static io.sluice.recommender.docs.Manifests.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.cli.Main;
import io.sluice.recommender.cli.settings.SettingsOption;
import io.sluice.recommender.serve.ServeSettings;
import io.sluice.recommender.serve.Service;
import io.sluice.recommender.serve.StoreMemory;
import io.sluice.recommender.serve.http.HttpSettings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No cluster runs in tests: {@code config/kubernetes} is held against all that it must fit. */
final class TheManifestsOfTheServiceTest {
  private static final String SET = "StatefulSet";
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  @TempDir private Path folder;
  private Manifests service;
  private Manifests operator;
  private SettingsOption settings;

  @BeforeEach
  void read() throws Exception {
    service = Manifests.of("config/kubernetes/sluice.yaml");
    operator = Manifests.of("config/kubernetes/prometheus-operator.yaml");
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(file, service.text("ConfigMap", "/data/sluice.yaml"));
    settings = new SettingsOption();
    settings.config = Optional.of(file);
  }

  private JsonNode container(String pointer) {
    return service.at(SET, CONTAINER + pointer);
  }

  private Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>();
    for (JsonNode variable : container("/env")) {
      JsonNode from = variable.path("valueFrom");
      String value = variable.path("value").asText();
      if (from.has("secretKeyRef")) {
        value = "a-token-of-this-test-alone";
      } else if (from.has("fieldRef")) {
        assertThat(from.at("/fieldRef/fieldPath").asText()).isEqualTo("metadata.name");
        value = service.text(SET, "/metadata/name") + "-0";
      }
      all.put(variable.path("name").asText(), value);
    }
    return all;
  }

  @Test
  void everyNameLeadsToWhatIsMeant() {
    for (Manifests file : List.of(service, operator)) {
      file.byKind()
          .forEach(
              (kind, object) ->
                  assertThat(
                          object
                              .at(
                                  kind.equals("Namespace")
                                      ? "/metadata/name"
                                      : "/metadata/namespace")
                              .asText())
                      .as(kind)
                      .isEqualTo("sluice"));
    }
    JsonNode labels = service.at(SET, "/spec/template/metadata/labels");
    assertThat(service.at("Service", "/spec/selector")).isEqualTo(labels);
    for (JsonNode spread : service.at(SET, POD + "/topologySpreadConstraints")) {
      assertThat(spread.at("/labelSelector/matchLabels")).isEqualTo(labels);
    }
    assertThat(service.at(SET, "/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(service.at("PodDisruptionBudget", "/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(service.at("NetworkPolicy", "/spec/podSelector/matchLabels")).isEqualTo(labels);
    assertThat(operator.at("PodMonitor", "/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(service.text(SET, "/spec/serviceName"))
        .isEqualTo(service.text("Service", "/metadata/name"));
    assertThat(service.text(SET, POD + "/serviceAccountName"))
        .isEqualTo(service.text("ServiceAccount", "/metadata/name"));
    assertThat(named(service.at(SET, POD + "/volumes"), "settings").at("/configMap/name").asText())
        .isEqualTo(service.text("ConfigMap", "/metadata/name"));
    assertThat(named(container("/env"), HttpSettings.TOKEN_VARIABLE).at("/valueFrom/secretKeyRef"))
        .isEqualTo(
            operator.at("PodMonitor", "/spec/podMetricsEndpoints/0/authorization/credentials"));
  }

  @Test
  void itRunsAsTheUserOfTheImageAndWritesWhereTheImageDoes() throws Exception {
    String image = Files.readString(Page.root().resolve("Dockerfile"));
    Matcher user = Pattern.compile("(?m)^USER (\\d+)$").matcher(image);
    assertThat(user.find()).isTrue();
    assertThat(image).contains("--uid " + user.group(1) + " ");
    for (String id : List.of("/runAsUser", "/runAsGroup", "/fsGroup")) {
      assertThat(service.text(SET, POD + "/securityContext" + id)).isEqualTo(user.group(1));
    }
    Map<String, String> mounts = new TreeMap<>();
    container("/volumeMounts")
        .forEach(
            mount -> mounts.put(mount.path("name").asText(), mount.path("mountPath").asText()));

    assertThat(image).contains("ENV TMPDIR=" + mounts.get("scratch") + "\n");
    assertThat(settings.serve().stateDir()).hasToString(mounts.get("state"));
    assertThat(service.text(SET, "/spec/volumeClaimTemplates/0/metadata/name")).isEqualTo("state");
    assertThat(container("/args/2").asText()).isEqualTo(mounts.get("settings") + "/sluice.yaml");
  }

  /** What the profile "restricted" of Pod Security Standards asks for, and some more. */
  @Test
  void itRunsWithoutRightsItDoesNotNeed() {
    JsonNode pod = service.at(SET, POD);
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.path("hostNetwork").asBoolean() || pod.path("hostPID").asBoolean()).isFalse();
    assertThat(pod.path("containers")).hasSize(1);
    assertThat(container("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container("/securityContext/capabilities").toString())
        .isEqualTo("{\"drop\":[\"ALL\"]}");
    for (JsonNode volume : pod.path("volumes")) {
      assertThat(volume.has("emptyDir") || volume.has("configMap")).as("%s", volume).isTrue();
    }
  }

  /** Variables of a Service named sluice-kafka would be taken for properties of Kafka's clients. */
  @Test
  void theClusterPutsNoVariablesOfItsOwnBesideTheSettings() {
    assertThat(service.at(SET, POD + "/enableServiceLinks").asBoolean(true)).isFalse();
  }

  /** Nobody listens where it is sent, so whatever takes command and settings ends with 5. */
  @Test
  void theProgramTakesItsCommandAndVariables() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(run(environment(), err)).as(err.toString(UTF_8)).isEqualTo(5);
    assertThat(err.toString(UTF_8)).contains("127.0.0.1:1");
  }

  @Test
  void withoutTheSecretItDoesNotStart() {
    Map<String, String> env = environment();
    env.remove(HttpSettings.TOKEN_VARIABLE);
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(run(env, err)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(HttpSettings.TOKEN_VARIABLE);
  }

  private int run(Map<String, String> env, OutputStream err) {
    Map<String, String> all = new TreeMap<>(env);
    all.put("SLUICE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    all.put("SLUICE_KAFKA_DEFAULT_API_TIMEOUT_MS", "300");
    all.put("SLUICE_KAFKA_REQUEST_TIMEOUT_MS", "200");
    List<String> words = new ArrayList<>();
    container("/args")
        .forEach(word -> words.add(word.asText().replace("/settings", folder.toString())));
    return Main.run(
        words.toArray(String[]::new),
        InputStream.nullInputStream(),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
        new PrintStream(err, true, UTF_8),
        all);
  }

  @Test
  void whoeverProbesOrAsksReachesThePortItListensAt() throws Exception {
    HttpSettings http = settings.api().http();
    JsonNode port = named(container("/ports"), "http");
    JsonNode paths = Manifests.yaml("docs/openapi.yaml").path("paths");

    assertThat(http.bind()).isEqualTo("0.0.0.0");
    assertThat(port.path("containerPort").asInt()).isEqualTo(http.port());
    assertThat(service.at("Service", "/spec/ports/0/port").asInt()).isEqualTo(http.port());
    assertThat(service.text("Service", "/spec/ports/0/targetPort")).isEqualTo("http");
    for (String kind : List.of("startup", "liveness", "readiness")) {
      JsonNode get = container("/" + kind + "Probe/httpGet");
      assertThat(get.path("port").asText()).isEqualTo("http");
      assertThat(get.path("scheme").asText()).isEqualTo("HTTP");
      JsonNode described = paths.path(get.path("path").asText()).path("get");
      assertThat(described.path("security").toString()).as("asked without a token").isEqualTo("[]");
    }
    JsonNode scraped = operator.at("PodMonitor", "/spec/podMetricsEndpoints/0");
    assertThat(scraped.path("port").asText()).isEqualTo("http");
    assertThat(paths.has(scraped.path("path").asText())).isTrue();
  }

  @Test
  void itHasTheTimeToEndAndTheMemoryItTakes() throws Exception {
    long grace = service.at(SET, POD + "/terminationGracePeriodSeconds").asLong();
    long requests = 10; // that the HTTP server lets come to their end
    assertThat(grace).isGreaterThanOrEqualTo(Service.LONGEST_CLOSE.toSeconds() + requests);

    long limit = bytes(container("/resources/limits/memory").asText());
    long heap = bytes(environment().get("SLUICE_MEMORY") + "i");
    long jvm = 512L << 20;
    assertThat(container("/resources/requests/memory").asText())
        .isEqualTo(container("/resources/limits/memory").asText());
    assertThat(heap + StoreMemory.BYTES + jvm).isLessThanOrEqualTo(limit);
  }

  private static long bytes(String quantity) {
    long number = Long.parseLong(quantity.replaceAll("\\D", ""));
    return number << (quantity.toLowerCase(Locale.ROOT).endsWith("gi") ? 30 : 20);
  }

  @Test
  void itsInstancesHaveWorkAndStandbys() throws Exception {
    ServeSettings serve = settings.serve();
    int replicas = service.at(SET, "/spec/replicas").asInt();
    JsonNode batches =
        named(Manifests.yaml("config/topics.yaml").path("topics"), serve.stream().flowBatches());

    assertThat(replicas).isBetween(2, batches.path("partitions").asInt());
    assertThat(serve.standbyReplicas()).isBetween(1, replicas - 1);
    assertThat(service.text(SET, "/spec/podManagementPolicy")).isEqualTo("Parallel");
    assertThat(service.at("PodDisruptionBudget", "/spec/maxUnavailable").asInt()).isEqualTo(1);
    assertThat(service.text("Service", "/spec/clusterIP")).isEqualTo("None");
  }

  @Test
  void theOperatorHasTheAlertsThatPrometheusReads() throws Exception {
    assertThat(operator.at("PrometheusRule", "/spec"))
        .isEqualTo(Manifests.yaml("config/alerts/sluice.rules.yaml"));
  }
}
