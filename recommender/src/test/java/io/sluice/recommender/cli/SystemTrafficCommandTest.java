package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform's objects, read from files as kubectl writes them, end in rules and in the report.
 */
class SystemTrafficCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String CALLBACKS =
      """
      {"apiVersion": "v1", "kind": "List", "items": [
       {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration",
        "metadata": {"name": "cart-checks"}, "webhooks": [{"name": "cart.shop.example",
         "clientConfig": {"caBundle": "QUJD",
          "service": {"namespace": "shop", "name": "cart", "port": 80}}}]},
       {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": {"name": "carts.shop.example"}, "spec": {
         "conversion": {"strategy": "Webhook", "webhook": {"clientConfig":
          {"service": {"namespace": "shop", "name": "cart", "port": 80}}}},
         "versions": [{"name": "v1", "schema": {"openAPIV3Schema": {"type": "object"}}}]}},
       {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "cart", "namespace": "shop"},
        "spec": {"clusterIP": "10.0.0.80", "selector": {"app": "cart"},
         "ports": [{"port": 80, "targetPort": 7070}]}},
       {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
        "metadata": {"name": "kubernetes", "namespace": "default",
         "labels": {"kubernetes.io/service-name": "kubernetes"}},
        "addressType": "IPv4", "endpoints": [{"addresses": ["203.0.113.7"]}],
        "ports": [{"name": "https", "port": 443, "protocol": "TCP"}]}]}
      """;

  @TempDir private Path folder;
  private Fixture fixture;
  private Path cluster;

  @BeforeEach
  void writeWorld() throws IOException {
    fixture = new Fixture(folder.resolve("world"));
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 2);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    fixture.deployment("kube-system/konnectivity-agent", "app=konnectivity-agent", 2);
    fixture.talks(web, cart, 7070).calls(web, "203.0.113.7", 443).write();
    cluster = Files.createDirectories(folder.resolve("cluster"));
    Files.writeString(cluster.resolve("callbacks.json"), CALLBACKS);
    Files.writeString(cluster.resolve("cluster.json"), redirected());
  }

  /** The snapshot with the shop's pods in ambient mode, as Istio's node agent marks them. */
  private String redirected() {
    JsonNode snapshot = tree(TinyWorld.read(fixture.cluster()));
    for (JsonNode item : snapshot.path("items")) {
      ObjectNode metadata = (ObjectNode) item.path("metadata");
      if (item.path("kind").asText().equals("Pod")
          && metadata.path("namespace").asText().equals("shop")) {
        metadata.withObject("/annotations").put("ambient.istio.io/redirection", "enabled");
      }
    }
    return snapshot.toString();
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandRun recommend(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("recommend", fixture.logs(), "--cluster", cluster));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private static List<String> evidence(JsonNode report, String workload) {
    List<String> lines = new ArrayList<>();
    for (JsonNode one : report.path("workloads")) {
      if (one.path("name").asText().equals(workload)) {
        for (JsonNode item : one.path("evidence")) {
          lines.add(
              item.path("direction").asText()
                  + " "
                  + item.path("port").asText()
                  + " "
                  + item.path("basis").asText()
                  + " "
                  + item.path("role").asText("-"));
        }
      }
    }
    return lines;
  }

  @Test
  void theReportNamesEachPartAndFitsItsSchema() {
    CommandRun run = recommend("-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(SchemasTest.errors("recommendation-report", run.out())).isEmpty();
    assertThat(evidence(run.json(), "cart"))
        .contains(
            "ingress TCP/7070 declared konnectivity",
            "ingress TCP/7070 observed -",
            "ingress TCP/15008 mesh mesh",
            "ingress TCP/any mesh own-node");
    assertThat(evidence(run.json(), "web"))
        .contains("egress TCP/443 observed api-server", "egress TCP/15008 mesh mesh");
    assertThat(run.json().path("systemTraffic"))
        .extracting(part -> part.path("role").asText())
        .contains("api-server");
  }

  @Test
  void peopleReadTheRolesBesideTheEvidenceAndInATable() {
    assertThat(recommend().out())
        .contains("api-server: the Kubernetes API")
        .contains("SYSTEM TRAFFIC")
        .contains("the API server calls Service shop/cart for");
  }

  @Test
  void theManifestSaysWhyTheTunnelOfTheApiServerIsAdmitted() {
    assertThat(recommend("-o", "yaml").out())
        .contains("# declared: the API server calls Service shop/cart for")
        .contains("CustomResourceDefinition carts.shop.example")
        .contains("app: konnectivity-agent");
  }
}
