package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy of another API may decide about is not evaluated, as in {@code check}. */
final class DiffBesideOtherApisTest {
  private static final String OPEN =
      """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: cart, namespace: shop}
      spec: {podSelector: {matchLabels: {app: cart}}, ingress: [{from: [{podSelector: {}}]}]}
      """;
  private static final String CLOSED =
      OPEN.replace("from: [{podSelector: {}}]", "from: [{ipBlock: {cidr: 192.0.2.0/24}}]");
  private static final String CILIUM =
      """
      ---
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      metadata: {name: l7, namespace: shop}
      spec: {endpointSelector: {matchLabels: {app: APP}}, ingress: [{}]}
      """;

  @TempDir Path folder;

  @Test
  void connectionsOfItsPodsAreInNoLineAndThePolicyIsNamed() {
    String cilium = CILIUM.replace("APP", "cart");

    JsonNode report = json(OPEN + cilium, CLOSED + cilium);

    assertThat(report.path("connectivity")).isEmpty();
    assertThat(report.path("tightened")).isEmpty();
    assertThat(report.path("connectivityNotEvaluated")).hasSize(1);
    JsonNode left = report.path("connectivityNotEvaluated").path(0);
    assertThat(left.path("workload").path("name").asText()).isEqualTo("cart");
    assertThat(left.path("direction").asText()).isEqualTo("ingress");
    assertThat(left.path("policy").asText()).isEqualTo("CiliumNetworkPolicy shop/l7");
    assertThat(report.path("flows").path("newlyDeniedEdges").asInt()).isZero();
    assertThat(report.path("flows").path("notEvaluatedByReason").toString())
        .contains("CiliumNetworkPolicy shop/l7 may select it");
    assertThat(report.path("different").asBoolean()).isTrue();
    assertThat(run(OPEN + cilium, CLOSED + cilium).out())
        .contains(
            "Not evaluated", "shop/cart (ingress), which CiliumNetworkPolicy shop/l7 may select");
  }

  @Test
  void aPolicyOfAnotherApiAtPodsThatNothingChangesForIsNoMatter() {
    JsonNode report = json(OPEN, CLOSED);
    String elsewhere = CILIUM.replace("APP", "web");

    JsonNode beside = json(OPEN + elsewhere, CLOSED + elsewhere);

    assertThat(beside.path("connectivityNotEvaluated")).isEmpty();
    assertThat(beside.path("connectivity")).isEqualTo(report.path("connectivity"));
    assertThat(beside.path("connectivity")).isNotEmpty();
  }

  @Test
  void oneThatOnlyOneSideHasMayMakeADifferenceThatNobodyCanTell() {
    JsonNode report = json(OPEN, OPEN + CILIUM.replace("APP", "cart"));

    assertThat(report.path("connectivity")).isEmpty();
    assertThat(report.path("connectivityNotEvaluated")).hasSize(1);
    assertThat(report.path("different").asBoolean()).isTrue();
  }

  private JsonNode json(String old, String now) {
    return run(old, now, "-o", "json").json();
  }

  private CommandRun run(String old, String now, Object... options) {
    TinyWorld world = new TinyWorld(folder);
    PolicyWorld.write(folder.resolve("old.yaml"), old);
    PolicyWorld.write(folder.resolve("new.yaml"), now);
    Object[] words = new Object[options.length + 7];
    words[0] = "diff";
    words[1] = folder.resolve("old.yaml");
    words[2] = folder.resolve("new.yaml");
    words[3] = "--cluster";
    words[4] = world.cluster();
    words[5] = "--flows";
    words[6] = world.logs();
    System.arraycopy(options, 0, words, 7, options.length);
    return CommandRun.of(words);
  }
}
