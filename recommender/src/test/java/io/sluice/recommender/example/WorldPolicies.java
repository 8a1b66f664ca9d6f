package io.sluice.recommender.example;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The example's NetworkPolicies, both written by people: one does no harm, the other asks for a
 * label that nobody has and so cuts {@code payments/api} off from {@code payments/ledger}.
 */
final class WorldPolicies {
  private static final String NAME = "app.kubernetes.io/name";

  private WorldPolicies() {}

  static List<SortedMap<String, Object>> policies() {
    return List.of(frontendPublic(), ledgerIngress());
  }

  private static SortedMap<String, Object> frontendPublic() {
    SortedMap<String, Object> fromPrometheus =
        Fields.of(
            "namespaceSelector",
            matching("kubernetes.io/metadata.name", "monitoring"),
            "podSelector",
            matching(NAME, "prometheus"));
    return policy(
        "shop",
        "frontend-public",
        Instant.parse("2026-10-20T09:14:52Z"),
        matching("app", "frontend"),
        List.of(
            Fields.of("ports", List.of(port(8080))),
            Fields.of("from", List.of(fromPrometheus), "ports", List.of(port(9102)))));
  }

  private static SortedMap<String, Object> ledgerIngress() {
    return policy(
        "payments",
        "ledger-ingress",
        World.LEDGER_POLICY,
        matching(NAME, "ledger"),
        List.of(
            Fields.of(
                "from",
                List.of(Fields.of("podSelector", matching(NAME, "payments-api"))),
                "ports",
                List.of(port(8443)))));
  }

  private static SortedMap<String, Object> policy(
      String namespace,
      String name,
      Instant created,
      SortedMap<String, Object> podSelector,
      List<SortedMap<String, Object>> ingress) {
    return Snapshot.object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        Snapshot.metadata("NetworkPolicy", namespace, name, Map.of(), created),
        "spec",
        Fields.of(
            "ingress", ingress, "podSelector", podSelector, "policyTypes", List.of("Ingress")));
  }

  private static SortedMap<String, Object> matching(String key, String value) {
    return Fields.of("matchLabels", Fields.of(key, value));
  }

  private static SortedMap<String, Object> port(int number) {
    return Fields.of("port", number, "protocol", "TCP");
  }
}
