package io.sluice.analyzer.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ApiCallback;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API server calls, as kubectl lists it. */
class ApiCallbackTest {
  private static final String LIST =
      """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration",
         "metadata": {"name": "checks"},
         "webhooks": [
           {"name": "a", "clientConfig": {"caBundle": "QUJD",
             "service": {"namespace": "shop", "name": "checks", "path": "/a", "port": 8443}}},
           {"name": "b", "clientConfig": {"url": "https://hooks.example"}}]},
        {"apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
         "metadata": {"name": "v1.shop.example"},
         "spec": {"caBundle": "QUJD", "service": {"namespace": "shop", "name": "api"}}},
        {"apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
         "metadata": {"name": "v1.apps"}, "spec": {"group": "apps"}},
        {"apiVersion": "serving.example/v1", "kind": "APIService", "metadata": {"name": "other"},
         "spec": {"service": {"namespace": "shop", "name": "not-this"}}},
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
         "metadata": {"name": "carts.shop.example"},
         "spec": {"conversion": {"strategy": "Webhook", "webhook": {"clientConfig":
             {"service": {"namespace": "shop", "name": "convert"}}}},
           "versions": [{"name": "v1", "schema": {"openAPIV3Schema":
             {"type": "object", "properties": {"spec": {"type": "object"}}}}}]}}]}
      """;

  @TempDir private Path folder;

  private List<ClusterObject> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("callbacks.json"), text);
    return ClusterReader.read("", file, OptionalLong.empty()).objects();
  }

  @Test
  void everyServiceThatTheApiServerCallsIsFound() throws IOException {
    assertThat(Inventory.of(read(LIST)).apiCallbacks())
        .containsExactly(
            new ApiCallback("", "APIService", "v1.shop.example", "shop", "api", 443),
            new ApiCallback("", "ValidatingWebhookConfiguration", "checks", "shop", "checks", 8443),
            new ApiCallback(
                "", "CustomResourceDefinition", "carts.shop.example", "shop", "convert", 443));
  }

  @Test
  void certificatesAndSchemasAreNotKept() throws IOException {
    assertThat(read(LIST))
        .extracting(object -> object.tree().toString())
        .noneMatch(text -> text.contains("caBundle") || text.contains("openAPIV3Schema"));
  }

  @Test
  void whatIsDeletedIsNotCalled() throws IOException {
    String webhook =
        LIST.substring(LIST.indexOf("{\"apiVersion\": \"adm"), LIST.indexOf("]},") + 2);
    String deleted =
        "{\"type\": \"DELETED\", \"time\": \"2026-03-02T12:00:00Z\", \"object\": " + webhook + "}";

    assertThat(Inventory.of(read(deleted)).apiCallbacks()).isEmpty();
  }
}
