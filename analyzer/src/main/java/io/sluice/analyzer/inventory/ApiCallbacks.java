package io.sluice.analyzer.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.ApiCallback;
import io.sluice.analyzer.history.ObjectHistory;
import io.sluice.analyzer.history.ObjectLife;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads what makes the API server call Services. A webhook with a URL in place of a Service is
 * called outside the cluster's Services and says nothing of pods.
 */
final class ApiCallbacks {
  /** Where the API server calls if an object names no port. */
  private static final int HTTPS = 443;

  private final SortedSet<ApiCallback> all = new TreeSet<>();

  private ApiCallbacks() {}

  static List<ApiCallback> of(ObjectHistory history) {
    ApiCallbacks callbacks = new ApiCallbacks();
    for (String kind : List.of("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")) {
      for (ObjectLife life : history.of(kind)) {
        life.tree()
            .path("webhooks")
            .forEach(webhook -> callbacks.add(life, webhook.path("clientConfig").path("service")));
      }
    }
    for (ObjectLife life : history.of("APIService")) {
      callbacks.add(life, life.tree().path("spec").path("service"));
    }
    for (ObjectLife life : history.of("CustomResourceDefinition")) {
      JsonNode conversion = life.tree().path("spec").path("conversion");
      callbacks.add(life, conversion.path("webhook").path("clientConfig").path("service"));
      callbacks.add(life, conversion.path("webhookClientConfig").path("service")); // v1beta1
    }
    return List.copyOf(callbacks.all);
  }

  private void add(ObjectLife life, JsonNode service) {
    String namespace = service.path("namespace").asText("");
    String name = service.path("name").asText("");
    if (!life.gone() && !namespace.isEmpty() && !name.isEmpty()) {
      all.add(
          new ApiCallback(
              life.meta().cluster(),
              life.meta().kind(),
              life.meta().name(),
              namespace,
              name,
              service.path("port").asInt(HTTPS)));
    }
  }
}
