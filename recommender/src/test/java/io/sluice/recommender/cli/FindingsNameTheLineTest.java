package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers lead to the line of the rule, peer or port, in every form of output. */
final class FindingsNameTheLineTest {
  /** 2 policy; rules 9 for nobody, by peers 10 and 11; 12 nearest, too wide by 13; 15; 17 inert. */
  private static final String POLICY =
      """
      # who may call the cart
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: cart, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: cart}}
        policyTypes: [Ingress]
        ingress:
        - from:
          - podSelector: {matchLabels: {app: nobody}}
          - podSelector: {matchLabels: {app: wbe}}
        - from:
          - ipBlock: {cidr: 0.0.0.0/0}
          ports: [{port: 1}]
        - from: [{podSelector: {}}]
          ports: [{port: 2}]
        egress:
        - {}
      """;

  @TempDir Path folder;

  private TinyWorld world;
  private Path policies;

  @BeforeEach
  void aPolicyThatStopsTheOneEdge() throws IOException {
    world = new TinyWorld(folder);
    policies = Files.writeString(folder.resolve("policies.yaml"), POLICY);
  }

  private CommandRun check(Object... options) {
    List<Object> words = new ArrayList<>(List.of("--policies", policies));
    words.addAll(List.of(options));
    return world.run("check", words.toArray());
  }

  @Test
  void jsonHasTheLineOfWhatEachFindingIsAbout() {
    JsonNode report = check("-o", "json").json();

    Map<String, Integer> lines = new TreeMap<>();
    report
        .path("policyFindings")
        .forEach(
            finding ->
                lines.put(
                    (finding.path("rule").asText() + " " + finding.path("part").asText()).strip(),
                    finding.path("line").asInt()));
    assertThat(lines)
        .containsEntry("selector-mismatch ingress[0]", 11)
        .containsEntry("wide-open ingress[1]", 13)
        .containsEntry("stale-rule ingress[1]", 12)
        .containsEntry("stale-rule ingress[2]", 15)
        .containsEntry("suspicious", 17);
    JsonNode nearest = report.at("/findings/0/ingress/rulesThatDoNotAdmit/0");
    assertThat(nearest.path("file").asText()).isEqualTo(policies.toString());
    assertThat(nearest.path("line").asInt()).isEqualTo(12);
    assertThat(report.at("/findings/0/ingress/isolatedBy/0/line").asInt()).isEqualTo(2);
  }

  @Test
  void tablesHaveItInAColumnOfTheirOwn() {
    for (String form : List.of("table", "wide", "md")) {
      CommandRun run = check("-o", form);

      assertThat(run.out())
          .as(form)
          .contains(policies + ":12", policies + ":11", policies + ":13", policies + ":17")
          .containsOnlyOnce("spec.egress has no effect");
    }
  }

  @Test
  void sarifStartsItsRegionThere() throws IOException {
    JsonNode results = new JsonMapper().readTree(check("-o", "sarif").out()).at("/runs/0/results");

    Map<String, Integer> lines = new TreeMap<>();
    results.forEach(
        result ->
            lines.put(
                result.path("ruleId").asText(),
                result.at("/locations/0/physicalLocation/region/startLine").asInt()));
    assertThat(lines)
        .containsEntry("would-deny", 12)
        .containsEntry("selector-mismatch", 11)
        .containsEntry("wide-open", 13)
        .containsEntry("suspicious", 17);
  }

  @Test
  void junitHasItBelowTheMessage() {
    CommandRun run = check("-o", "junit", "--fail-on", "would-deny,wide-open,suspicious");

    assertThat(run.out())
        .contains(
            ">" + policies + ":12: shop/web to shop/cart on TCP/7070: ",
            ">" + policies + ":13: shop/cart ingress[1]: ",
            ">" + policies + ":17: shop/cart: spec.egress has no effect");
  }

  @Test
  void aSectionWithoutEffectIsSaidOnce() {
    JsonNode report = check("-o", "json").json();

    assertThat(report.path("policyFindings"))
        .filteredOn(finding -> finding.path("message").asText().contains("has no effect"))
        .hasSize(1);
  }

  @Test
  void aBaselineStillHoldsWhereEveryLineHasMoved() throws IOException {
    Path baseline = folder.resolve("baseline.json");
    String twice = POLICY + "---\n" + POLICY.replace("name: cart", "name: same");
    Files.writeString(policies, twice);
    check("-o", "json=" + baseline);
    Files.writeString(policies, "# one\n# two\n" + twice.replace("ingress:\n", "ingress:\n\n"));

    JsonNode report = check("--baseline", baseline, "-o", "json").json();

    assertThat(report.path("policyFindings"))
        .hasSizeGreaterThan(8)
        .allMatch(finding -> finding.path("status").asText().equals("known"));
    assertThat(report.path("findings"))
        .allMatch(finding -> finding.path("status").asText().equals("known"));
  }

  @Test
  void aListOnOneLineIsFineToo() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("list.json"),
            "{\"kind\":\"NetworkPolicyList\",\"apiVersion\":\"networking.k8s.io/v1\",\"items\":[{\"metadata\":{\"name\":\"cart\",\"namespace\":\"shop\"},\"spec\":{\"podSelector\":{},\"ingress\":[{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"wbe\"}}}]}]}}]}");

    CommandRun run = world.run("check", "--policies", list, "-o", "json");

    assertThat(run.json().at("/policyFindings/0/line").asInt()).as(run.out()).isEqualTo(1);
    assertThat(run.json().at("/findings/0/ingress/rulesThatDoNotAdmit/0/line").asInt())
        .isEqualTo(1);
  }

  @Test
  void diffLeadsToTheRuleThatDecidesNow() throws IOException {
    Path open = folder.resolve("open.yaml");
    Files.writeString(open, POLICY.replace("wbe", "web"));

    CommandRun closed = diff(open, policies);
    CommandRun opened = diff(policies, open);
    JsonNode json = diff(open, policies, "-o", "json").json();

    assertThat(closed.out()).contains("Allowed before, and would be denied", policies + ":12");
    assertThat(opened.out()).contains("Denied before, and would be allowed", open + ":9");
    assertThat(json.at("/flows/newlyDenied/0/old/ingress/line").asInt()).isEqualTo(9);
    assertThat(json.at("/connectivity/0/new/ingress/rulesThatDoNotAdmit/0/line").asInt())
        .isPositive();
  }

  private CommandRun diff(Path before, Path after, Object... options) {
    List<Object> words =
        new ArrayList<>(
            List.of("diff", before, after, "--cluster", world.cluster(), "--flows", world.logs()));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  @Test
  void explainLeadsToTheRuleThatAdmitsOrComesNearest() {
    CommandRun denied = explain("shop/web", "7070");
    CommandRun allowed = explain("shop/cart", "2");
    JsonNode json = explain("shop/cart", "2", "-o", "json").json();

    assertThat(denied.out())
        .contains("isolated by shop/cart (" + policies + ":2)")
        .contains("nearest rule shop/cart ingress[1] (" + policies + ":12): ")
        .contains("among the ports of shop/cart ingress[1] (" + policies + ":12)");
    assertThat(allowed.out()).contains("shop/cart ingress[2] (" + policies + ":15)");
    assertThat(json.at("/groups/0/ingress/line").asInt()).isEqualTo(15);
  }

  private CommandRun explain(String from, String port, Object... options) {
    List<Object> words =
        new ArrayList<>(List.of("explain", "--from", from, "--to", "shop/cart", "--port", port));
    words.addAll(List.of("--cluster", world.cluster(), "--policies", policies));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  @Test
  void aFailedExpectationLeadsToTheRuleThatDecided() throws IOException {
    CommandRun table = test("table");
    JsonNode line = new JsonMapper().readTree(test("json").out().lines().findFirst().orElse(""));

    assertThat(table.out()).contains("WHERE", policies + ":12");
    assertThat(line.at("/ingress/at").asText()).isEqualTo(policies + ":12");
    assertThat(test("junit").out()).contains(">decided at " + policies + ":12</failure>");
  }

  private CommandRun test(String form) {
    return CommandRun.of(
        Map.of(),
        TestCommandTest.line("shop/web", "shop/cart", 7070, "allow"),
        "test",
        "-",
        "--cluster",
        world.cluster(),
        "--policies",
        policies,
        "-o",
        form);
  }
}
