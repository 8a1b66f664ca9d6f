package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffCommandTest {
  private static final String OPEN =
      "policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]";
  private static final String CLOSED = "policyTypes: [Ingress]";

  @TempDir Path folder;

  private TinyWorld world;

  @BeforeEach
  void webTalksToCart() {
    world = new TinyWorld(folder);
  }

  @Test
  void recordedFlowsThatWouldBreakComeFirstWithTheReason() {
    CommandRun run = diff(policy("cart", OPEN), policy("cart", CLOSED), "--flows", world.logs());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .containsSubsequence(
            "What would break or open",
            "shop/web",
            "shop/cart",
            "TCP/7070",
            "shop/cart isolates it and has no rule",
            "1 recorded edge newly denied",
            "What we could not see",
            "Isolation",
            "Policies",
            "Connectivity",
            "Tightened: shop/cart (ingress)");
  }

  @Test
  void jsonHasBothVerdictsWithThePoliciesThatDecideAndTheTrafficOnEachLine() {
    JsonNode json =
        diff(policy("cart", OPEN), policy("cart", CLOSED), "--flows", world.logs(), "-o", "json")
            .json();

    JsonNode flow = json.path("flows").path("newlyDenied").path(0);
    assertThat(flow.path("old").path("ingress").path("rule").asText())
        .isEqualTo("shop/cart ingress[0]");
    assertThat(flow.path("new").path("ingress").path("isolatedBy").path(0).path("policy").asText())
        .isEqualTo("shop/cart");
    assertThat(flow.path("newlyDeniedPairs").asLong()).isEqualTo(4);
    JsonNode line = json.path("connectivity").path(0);
    assertThat(line.path("change").asText()).isEqualTo("closed");
    assertThat(line.path("from").path("name").asText()).isEqualTo("web");
    assertThat(line.path("records").asLong()).isEqualTo(flow.path("records").asLong());
    assertThat(line.path("old").path("verdict").asText()).isEqualTo("allowed");
    assertThat(line.path("new").path("verdict").asText()).isEqualTo("denied");
  }

  @Test
  void theOtherWayRoundTheSameFlowsAreNewlyAllowed() {
    JsonNode json =
        diff(policy("cart", CLOSED), policy("cart", OPEN), "--flows", world.logs(), "-o", "json")
            .json();

    assertThat(json.path("flows").path("newlyDenied")).isEmpty();
    assertThat(json.path("flows").path("newlyAllowedEdges").asLong()).isEqualTo(1);
    assertThat(json.path("widened").path(0).path("workload").path("name").asText())
        .isEqualTo("cart");
  }

  @Test
  void aReformattedFileIsNoDifferenceAtAll() {
    Path json =
        write(
            "policy.json",
            """
            {"spec": {"ingress": [{"from": [{"podSelector": {"matchExpressions":
              [{"key": "app", "operator": "In", "values": ["web"]}]}}]}],
              "podSelector": {"matchLabels": {"app": "cart"}}},
             "metadata": {"namespace": "shop", "name": "cart", "labels": {"any": "thing"}},
             "kind": "NetworkPolicy", "apiVersion": "networking.k8s.io/v1"}
            """);

    CommandRun run = diff(policy("cart", OPEN), json, "--exit-code");

    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(run.out()).contains("No difference.", "0 policies differ · 1 unchanged");
  }

  @Test
  void aRenamedPolicyIsToldAndChangesNoConnection() {
    CommandRun run = diff(policy("cart", OPEN), policy("basket", OPEN), "--exit-code");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("renamed +shop/basket +was shop/cart")
        .contains("Every connection is treated alike.");
  }

  @Test
  void exitCodeOneNeedsTheOptionAndADifference() {
    Path open = policy("cart", OPEN);
    Path closed = policy("cart", CLOSED);

    assertThat(diff(open, closed).exit()).isZero();
    assertThat(diff(open, closed, "--exit-code").exit()).isEqualTo(1);
    assertThat(diff(open, closed, "--exit-code", "-n", "other").exit()).isEqualTo(1);
    assertThat(diff(open, open, "--exit-code").exit()).isZero();
  }

  @Test
  void aPolicyThatIsRefusedOnOneSideDoesNotLookRemoved() {
    Path refused = policy("cart", "policyTypes: [Ingress], ingress: [{from: [{}]}]");

    CommandRun run = diff(policy("cart", OPEN), refused);

    assertThat(run.out())
        .containsPattern("refused +shop/cart +NEW has it, but the API server would refuse it")
        .doesNotContain("removed");
    assertThat(run.err()).contains("shop/cart");
  }

  @Test
  void anEngineAloneCanMakeTheDifference() {
    Path block =
        policy("cart", "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 7070}]}]");

    CommandRun run =
        CommandRun.of(
            "diff",
            block,
            "--engine",
            "npm",
            "--engine-to",
            "cilium",
            "--cluster",
            world.cluster(),
            "--flows",
            world.logs());

    assertThat(run.out())
        .containsSubsequence(
            "shop/web",
            "shop/cart ingress[0]",
            "on cilium an ipBlock never matches a pod's address",
            "0 policies differ");
    assertThat(run.out()).contains("1 recorded edge newly denied");
  }

  @Test
  void aSnapshotIsASideTooAndItsPoliciesCount() {
    CommandRun run = diff(world.cluster(), policy("cart", CLOSED), "-o", "json");

    assertThat(run.json().path("policies").path("changes").path(0).path("change").asText())
        .isEqualTo("added");
    assertThat(run.json().path("isolation").path(0).path("change").asText())
        .isEqualTo("newly-isolated");
    assertThat(run.json().has("flows")).isFalse();
  }

  @Test
  void whatIsMissingOrDoesNotFitIsSaid() {
    Path policy = policy("cart", OPEN);

    CommandRun alone = CommandRun.of("diff", policy, "--cluster", world.cluster());
    CommandRun clusterless = CommandRun.of("diff", policy, policy);
    CommandRun engine = diff(policy, policy, "--engine-to", "ebpf");
    CommandRun mixed = diff("a=" + policy, "b=" + policy);

    assertThat(List.of(alone.exit(), clusterless.exit(), engine.exit(), mixed.exit()))
        .containsOnly(2);
    assertThat(alone.err()).contains("diff needs OLD and NEW");
    assertThat(clusterless.err()).contains("diff needs --cluster");
    assertThat(engine.err()).contains("--engine-to is one of", "ebpf");
    assertThat(mixed.err()).contains("compared for one cluster");
  }

  @Test
  void hostileNamesStayTextInEveryForm() {
    Path hostile =
        write(
            "hostile.yaml",
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: "<b>x|\\e[31m", namespace: shop}
            spec: {podSelector: {}, policyTypes: [Ingress]}
            """);

    for (String format : List.of("table", "wide", "md", "json")) {
      String out = diff(policy("cart", OPEN), hostile, "-o", format).out();
      assertThat(out).doesNotContain("\u001b");
      if (format.equals("md")) {
        assertThat(out).doesNotContain("<b>");
      }
    }
  }

  @Test
  void longListsEndWithACountAndJsonHasThemAll() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      many.append("---\n").append(TinyWorld.read(policy("p" + i, OPEN)));
    }
    Path file = write("many.yaml", many.toString());

    assertThat(diff(policy("cart", OPEN), file).out()).contains("and 10 more; -o json lists them");
    assertThat(
            diff(policy("cart", OPEN), file, "-o", "json").json().path("policies").path("changes"))
        .hasSize(60);
  }

  private CommandRun diff(Object old, Object now, Object... options) {
    List<Object> words = new ArrayList<>(List.of("diff", old, now, "--cluster", world.cluster()));
    words.addAll(Arrays.asList(options));
    return CommandRun.of(words.toArray());
  }

  private Path policy(String name, String rules) {
    return write(
        name + "-" + Integer.toHexString(rules.hashCode()) + ".yaml",
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: shop}
        spec: {podSelector: {matchLabels: {app: cart}}, %s}
        """
            .formatted(name, rules));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
