package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What fails a check, what forgives, and how build servers are told. */
final class CheckGateTest {
  @TempDir Path folder;

  private TinyWorld world;
  private Path policies;

  @BeforeEach
  void aPolicyThatStopsTheOneEdge() throws IOException {
    world = new TinyWorld(folder);
    policies =
        Files.writeString(
            folder.resolve("policies.yaml"),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: cart, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: cart}}
              ingress:
              - from: [{podSelector: {matchLabels: {app: wbe}}}]
            """);
  }

  @Test
  void whatTheBaselineKnowsDoesNotFailAndWhatIsNewDoes() {
    Path baseline = folder.resolve("baseline.json");
    assertThat(check("-o", "json=" + baseline).exit()).isEqualTo(1);

    CommandRun again = check("--baseline", baseline, "-o", "json");
    CommandRun empty = check("--baseline", emptied(baseline));

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.json().path("findings").path(0).path("status").asText()).isEqualTo("known");
    assertThat(empty.exit()).isEqualTo(1);
  }

  @Test
  void theTableShowsWhatIsNewAndCountsWhatIsForgiven() {
    Path baseline = folder.resolve("baseline.json");
    check("-o", "json=" + baseline);

    CommandRun run = check("--baseline", baseline);

    assertThat(run.out())
        .contains("are known from the baseline, 0 accepted by exceptions")
        .doesNotContain("Forwarded when recorded");
  }

  @Test
  void anExceptionAcceptsUntilItsLastDay() throws IOException {
    String exception =
        "exceptions: [{finding: would-deny, from: shop/web, to: 'shop/*', reason: moves, expires: %s}]";
    Path holds = settings(exception.formatted("2027-01-31"));
    CommandRun accepted = check("--config", holds, "-o", "json");
    Path past = settings(exception.formatted("2020-01-31"));
    CommandRun expired = check("--config", past);

    assertThat(accepted.exit()).as(accepted.err()).isZero();
    JsonNode finding = accepted.json().path("findings").path(0);
    assertThat(finding.path("status").asText()).isEqualTo("accepted");
    assertThat(finding.path("reason").asText()).isEqualTo("moves");
    assertThat(expired.exit()).isEqualTo(1);
    assertThat(expired.err()).contains("line 1 expired on 2020-01-31").contains("would-deny");
  }

  @Test
  void anExceptionThatNothingNeedsIsWarnedOf() throws IOException {
    Path settings =
        settings(
            "exceptions: [{finding: would-deny, port: TCP/1, reason: x, expires: 2027-01-31}]");

    CommandRun run = check("--config", settings);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("exception in line 1 has nothing to accept: would-deny on TCP/1");
  }

  @Test
  void findingsOfPoliciesFailOnRequest() {
    assertThat(check("--fail-on", "wide-open").exit()).isZero();
    assertThat(check("--fail-on", "no-policy").exit()).isEqualTo(1);
    assertThat(check("--fail-on", "never").out()).contains("no-policy", "shop/web");
  }

  @Test
  void sarifStandsAtTheRuleThatComesNearestOfThePolicyThatStopsTheEdge() throws IOException {
    CommandRun run = check("-o", "sarif");

    assertThat(run.exit()).isEqualTo(1);
    JsonNode log = new JsonMapper().readTree(run.out());
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    JsonNode result = log.at("/runs/0/results/0");
    assertThat(result.path("ruleId").asText()).isEqualTo("would-deny");
    assertThat(log.at("/runs/0/tool/driver/rules/" + result.path("ruleIndex").asInt() + "/id"))
        .isEqualTo(result.path("ruleId"));
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).endsWith("policies.yaml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(7);
    assertThat(result.at("/partialFingerprints/sluice~1v1").asText()).matches("[0-9a-f]{16}");
    assertThat(result.at("/message/text").asText()).contains("app=wbe");
  }

  @Test
  void junitHasASuiteForEachRuleAndFailsWhatFailsTheRun() throws Exception {
    CommandRun run = check("-o", "junit");

    Element suite = suite(run, "would-deny");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).contains("shop/web to shop/cart on TCP/7070");
    assertThat(suite(run, "no-policy").getAttribute("failures")).isEqualTo("0");
    assertThat(suite(run, "no-policy").getElementsByTagName("skipped").getLength()).isPositive();
    assertThat(suite(run, "wide-open").getAttribute("tests")).isEqualTo("1");
  }

  @Test
  void withoutLogsOnlyThePoliciesAreLookedAt() {
    CommandRun run =
        CommandRun.of(
            "check",
            "--cluster",
            world.cluster(),
            "--policies",
            policies,
            "--fail-on",
            "selects-nothing,selector-mismatch");

    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("selects-nothing", "app=wbe", "no logs were given")
        .doesNotContain("no-policy", "stale-rule");
  }

  @Test
  void theMisspeltLabelIsExplainedOnOneScreen() {
    CommandRun run = check();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("selector-mismatch", "app=wbe", "app=web");
    assertThat(run.out().lines().count()).isLessThan(40);
  }

  @Test
  void flowsThatAPolicyOfAnotherApiMayDecideAreNotEvaluated() throws IOException {
    Files.writeString(
        policies,
        """
        ---
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: l7, namespace: shop}
        spec: {endpointSelector: {matchLabels: {app: cart}}, ingress: [{}]}
        """,
        java.nio.file.StandardOpenOption.APPEND);

    CommandRun run = check("--fail-on", "not-evaluated", "-o", "json");

    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.json().path("audit").path("allowedEdges").asLong()).isZero();
    assertThat(run.json().path("findings").path(0).path("because").asText())
        .contains("CiliumNetworkPolicy shop/l7 may select it and is not evaluated");
    assertThat(run.json().path("policyFindings"))
        .anyMatch(finding -> finding.path("rule").asText().equals("unsupported"));
  }

  @Test
  void whatTheApiServerWouldRefuseOrDropIsAFindingThatCanFailTheRun() throws IOException {
    Path refused = Files.writeString(folder.resolve("refused.yaml"), policy("podSelector: 7"));
    Path dropped =
        Files.writeString(folder.resolve("dropped.yaml"), policy("podSelector: {app: cart}"));

    CommandRun first =
        world.run("check", "--policies", refused, "--fail-on", "refused", "-o", "sarif");
    CommandRun second = world.run("check", "--policies", dropped, "--fail-on", "suspicious");

    assertThat(first.exit()).as(first.err()).isEqualTo(1);
    assertThat(first.out()).contains("\"ruleId\": \"refused\"");
    assertThat(second.exit()).as(second.err()).isEqualTo(1);
    assertThat(second.out()).contains("suspicious", "shop/cart");
  }

  private static String policy(String selector) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: cart, namespace: shop}
        spec:
          SELECTOR
          policyTypes: [Ingress]
        """
        .replace("SELECTOR", selector);
  }

  @Test
  void aBaselineThatIsNoneIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("x.json"), "{}");

    assertThat(check("--baseline", text).exit()).isEqualTo(2);
    assertThat(check("--baseline", text).err()).contains("is no answer of: sluice check");
    assertThat(check("--baseline", folder.resolve("none")).err()).contains("cannot be read");
  }

  private CommandRun check(Object... options) {
    Object[] words = new Object[options.length + 2];
    words[0] = "--policies";
    words[1] = policies;
    System.arraycopy(options, 0, words, 2, options.length);
    return world.run("check", words);
  }

  private Path settings(String yaml) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), yaml + "\n");
  }

  private Path emptied(Path baseline) {
    try {
      String text =
          Files.readString(baseline).replaceAll("\"fingerprint\": \"[^\"]*\"", "\"f\": 1");
      return Files.writeString(folder.resolve("empty.json"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Element suite(CommandRun run, String name) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(run.out())));
    var suites = document.getElementsByTagName("testsuite");
    for (int i = 0; i < suites.getLength(); i++) {
      Element suite = (Element) suites.item(i);
      if (suite.getAttribute("name").equals(name)) {
        return suite;
      }
    }
    throw new AssertionError("no suite " + name + " in " + run.out());
  }
}
