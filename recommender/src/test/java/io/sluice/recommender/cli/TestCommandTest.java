package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

final class TestCommandTest {
  @TempDir Path folder;

  private Path world = Path.of("");

  @BeforeEach
  void clusterWithOnePolicy() {
    world = new PolicyWorld(folder.resolve("world"), PolicyWorld.WEB_MAY_CALL_CART).folder;
  }

  @ParameterizedTest
  @CsvSource({
    "shop/web-0, shop/cart-1, 7070, allow",
    "shop/web-0, shop/cart-1, 7071, deny",
    "shop/web[Deployment], shop/cart[Deployment], 7070, allow",
    "shop/cart[Deployment], shop/cart[Deployment], 7070, deny",
    "shop/cart-0, shop/cart-0, 7070, allow",
    "203.0.113.9, shop/cart, 7070, deny",
    "2001:db8::1, shop/cart, 7070, deny",
    "shop/cart, 203.0.113.9, 443, allow",
    "shop/web, shop/agent, 80, allow",
    "shop/web, 10.0.0.80, 80, allow",
    "shop/web, shop/cart[Service], 81, not-evaluated",
    "shop/web, shop/carts, 7070, not-evaluated",
  })
  void theVerdictIsThatOfTheWorstPair(String src, String dst, int port, String verdict) {
    JsonNode result = only(run(line(src, dst, port, verdict), "-o", "json"));

    assertThat(result.path("verdict").asText()).as(result.toString()).isEqualTo(verdict);
    assertThat(result.path("pass").asBoolean()).isTrue();
  }

  @Test
  void anAddressIsAskedAboutInItsOwnFamily() {
    PolicyWorld.write(
        world.resolve("dual.yaml"),
        """
        {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: dual, labels: {app: a}},
         status: {podIP: 10.7.0.1, podIPs: [{ip: 10.7.0.1}, {ip: "fd00::1"}]},
         spec: {nodeName: n, containers: [{name: c}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: b, namespace: dual, labels: {app: b}},
         status: {podIP: 10.7.0.2, podIPs: [{ip: 10.7.0.2}, {ip: "fd00::2"}]},
         spec: {nodeName: n, containers: [{name: c}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: b, namespace: dual},
         spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}}
        """);

    assertThat(verdict("10.7.0.1", "10.7.0.2")).isEqualTo("allow");
    assertThat(verdict("10.7.0.1", "dual/b")).isEqualTo("allow");
    assertThat(verdict("fd00::1", "fd00::2")).isEqualTo("deny");
    assertThat(verdict("dual/a", "dual/b")).isEqualTo("deny");
  }

  private String verdict(String source, String destination) {
    return only(run(line(source, destination, 80, "allow"), "-o", "json")).path("verdict").asText();
  }

  @Test
  void aWorkloadsExpectationMustHoldForEachPodAndTheFirstOtherPairIsNamed() {
    PolicyWorld.write(
        world.resolve("more.yaml"),
        """
        {apiVersion: v1, kind: Pod, metadata: {name: late, namespace: shop, labels: {app: late},
          ownerReferences: [{kind: Deployment, name: web, controller: true}]},
         status: {podIP: 10.1.0.9}, spec: {nodeName: n, containers: [{name: c}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: early, namespace: shop, labels: {app: web},
          ownerReferences: [{kind: Deployment, name: web, controller: true}]},
         status: {podIP: 10.1.0.8}, spec: {nodeName: n, containers: [{name: c}]}}
        """);

    for (String expected : List.of("allow", "deny")) {
      JsonNode result =
          only(run(line("shop/web[Deployment]", "shop/cart-0", 7070, expected), "-o", "json"));

      assertThat(result.path("pass").asBoolean()).isFalse();
      assertThat(result.path("pods").asText())
          .isEqualTo((expected.equals("allow") ? "shop/late" : "shop/early") + " -> shop/cart-0");
    }
  }

  @Test
  void everyLineIsAnsweredInOrderWithItsOwnKeysAndTheDecidingRule() {
    CommandRun run =
        run(
            """
            {"src":"shop/web","dst":"shop/cart","port":7070,"expected":"allow","x":[1]}
            {"src":"shop/agent","dst":"shop/cart","port":7070,"expected":"allow"}
            """,
            "-o",
            "json");

    assertThat(run.exit()).isEqualTo(1);
    List<JsonNode> results = results(run);
    assertThat(results.get(0).path("x").path(0).asInt()).isEqualTo(1);
    assertThat(results.get(0).path("ingress").path("policy").asText()).isEqualTo("shop/cart");
    assertThat(results.get(0).path("ingress").path("rule").asInt(-1)).isZero();
    assertThat(results.get(1).path("verdict").asText()).isEqualTo("deny");
    assertThat(results.get(1).path("ingress").path("isolatedBy").path(0).asText())
        .isEqualTo("shop/cart");
    assertThat(results.get(1).path("ingress").path("nearest").asText())
        .contains("hostNetwork pod shop/agent");
    assertThat(results.get(1).path("caveat").asText()).contains("shop/agent is a hostNetwork pod");
  }

  @Test
  void exitCodesTellPassFromFailFromNothingToRead() {
    assertThat(run(line("shop/web", "shop/cart", 7070, "allow")).exit()).isZero();
    assertThat(run(line("shop/web", "shop/cart", 7070, "deny")).exit()).isEqualTo(1);
    assertThat(run(line("shop/nobody", "shop/cart", 7070, "deny")).exit()).isEqualTo(1);
    assertThat(run("what is this\n").exit()).isEqualTo(3);
    assertThat(run("").exit()).isEqualTo(3);
    assertThat(CommandRun.of("test", folder.resolve("absent.jsonl")).exit()).isEqualTo(3);
    assertThat(CommandRun.of("test").exit()).isEqualTo(2);
  }

  @Test
  void aMalformedLineFailsAloneAndStrictStops() {
    String good = line("shop/web", "shop/cart", 7070, "allow");
    String lines = good + "{\"src\": \"shop/web\", \n" + line("a/b", "c/d", 99999, "deny") + good;

    List<JsonNode> results = results(run(lines, "-o", "json"));
    CommandRun strict = run(lines, "--strict", "-o", "json=" + folder.resolve("out.json"));

    assertThat(results)
        .extracting(r -> r.path("pass").asBoolean())
        .containsExactly(true, false, false, true);
    assertThat(results.get(1).path("reason").asText()).contains("malformed", "not valid JSON");
    assertThat(results.get(2).path("reason").asText()).contains("port must be").contains("99999");
    assertThat(strict.exit()).isEqualTo(4);
    assertThat(folder.resolve("out.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ICMP", "icmpv6", "GRE"})
  void whatPoliciesCannotNameIsNotEvaluatedAndFailsUnlessExpected(String protocol) {
    String line =
        "{\"src\":\"shop/web\",\"dst\":\"shop/cart\",\"proto\":\"%s\",\"expected\":\"%s\"}\n";

    assertThat(run(line.formatted(protocol, "deny")).exit()).isEqualTo(1);
    assertThat(run(line.formatted(protocol, "not-evaluated")).exit()).isZero();
  }

  @Test
  void aProtocolWithoutPortsMaySayPortZeroAndOthersMayNot() {
    String line =
        "{\"src\":\"shop/web\",\"dst\":\"shop/cart\",\"proto\":\"%s\",\"port\":0,"
            + "\"expected\":\"not-evaluated\"}\n";

    CommandRun run = run(line.formatted("ICMP") + line.formatted("TCP"), "-o", "json");

    List<JsonNode> results = results(run);
    assertThat(results).extracting(r -> r.path("pass").asBoolean()).containsExactly(true, false);
    assertThat(results.get(0).path("reason").asText()).contains("ICMP");
    assertThat(results.get(1).path("reason").asText()).contains("port must be");
  }

  @Test
  void aLineMayNameItsOwnWorldBesideItsFile() {
    new PolicyWorld(folder.resolve("open"));
    Path file = folder.resolve("all.jsonl");
    String question =
        "{\"src\":\"shop/agent\",\"dst\":\"shop/cart\",\"port\":1,%s\"expected\":\"%s\"}\n";
    PolicyWorld.write(
        file,
        question.formatted("\"cluster\":\"world\",", "deny")
            + question.formatted("\"manifests_dir\":\"open\",", "allow")
            + question.formatted("\"cluster\":\"absent\",", "not-evaluated")
            + question.formatted("", "allow"));

    CommandRun without = CommandRun.of("test", file, "-o", "json");
    CommandRun with =
        CommandRun.of("test", file, "-o", "json", "--cluster", folder.resolve("open"));

    assertThat(results(without))
        .extracting(r -> r.path("pass").asBoolean())
        .containsExactly(true, true, false, false);
    assertThat(results(without).get(2).path("reason").asText())
        .contains("cannot be read", "absent");
    assertThat(results(without).get(3).path("reason").asText()).contains("--cluster");
    assertThat(results(with).get(3).path("pass").asBoolean()).isTrue();
  }

  @Test
  void policiesTakeThePlaceOfThoseOfEveryWorld() {
    Path closed = folder.resolve("closed.yaml");
    PolicyWorld.write(closed, PolicyWorld.WEB_MAY_CALL_CART.replace("app: web", "app: nobody"));
    String line = line("shop/web", "shop/cart", 7070, "deny");
    Path file = folder.resolve("named.jsonl");
    PolicyWorld.write(file, line.replace("{", "{\"cluster\":\"world\","));

    assertThat(run(line).exit()).isEqualTo(1);
    assertThat(run(line, "--policies", closed).exit()).isZero();
    assertThat(CommandRun.of("test", file, "--policies", closed).exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- {src: shop/web, dst: shop/cart, port: 7070, expected: allow}\n- {src: shop/agent, dst: shop/cart, port: 1, expected: deny}\n",
        "src: shop/web\ndst: shop/cart\nport: 7070\nexpected: allow\n---\nsrc: shop/agent\ndst: shop/cart\nport: 1\nexpected: deny\n",
        "[{\"src\": \"shop/web\", \"dst\": \"shop/cart\",\n\"port\": 7070, \"expected\": \"allow\"},\n{\"src\": \"shop/agent\", \"dst\": \"shop/cart\", \"port\": 1, \"expected\": \"deny\"}]",
        "\uFEFF{\"src\":\"shop/web\",\"dst\":\"shop/cart\",\"port\":7070,\"expected\":\"allow\"}\r\n\r\n{\"src\":\"shop/agent\",\"dst\":\"shop/cart\",\"port\":\"1\",\"expected\":\"deny\"}",
      })
  void yamlListsDocumentsAndJsonAreAllRead(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("expectations/packed.jsonl.gz");
    Files.createDirectories(folder.resolve("expectations"));
    Files.write(file, packed.toByteArray());

    CommandRun plain = run(text);
    CommandRun walked = CommandRun.of("test", folder.resolve("expectations"), "--cluster", world);

    assertThat(plain.exit()).as(plain.out() + plain.err()).isZero();
    assertThat(walked.exit()).as(walked.out() + walked.err()).isZero();
    assertThat(walked.err()).contains("2 expectations · passed 2");
  }

  @Test
  void theTableShowsFailuresWithTheirReasonAndCountsByFlags() {
    String flagged =
        line("shop/cart", "shop/cart", 7070, "allow").replace("}", ",\"flags\":[\"b\",\"a\"]}");

    CommandRun run = run(line("shop/web", "shop/cart", 7070, "allow") + flagged);

    assertThat(run.out())
        .contains("shop/cart isolates it; nearest rule shop/cart ingress[0]: pod label app=cart")
        .containsPattern("\\(standard input\\) +1 +0 +0 +0")
        .containsPattern("\\(standard input\\) +a,b +0 +1 +0 +0")
        .contains("2 expectations: 1 passed · 1 failed · 0 not evaluated")
        .doesNotContain("shop/web");
  }

  @Test
  void junitHoldsHostileTextAsText() throws Exception {
    Path xml = folder.resolve("junit.xml");
    String hostile = "shop/]]><x a='\\\"&\\u0007\\uFFFE";

    CommandRun run =
        run(
            line(hostile, "shop/cart", 7070, "deny") + line("shop/web", "shop/cart", 7070, "allow"),
            "-o",
            "junit=" + xml);
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getDocumentElement();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(root.getAttribute("tests")).isEqualTo("2");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    Element failure = (Element) root.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).contains("]]><x a='\"&\\u0007");
  }

  @Test
  void aPolicyThatTheServerWouldRefuseIsACaveatOfEveryAnswer() {
    PolicyWorld.write(
        world.resolve("bad.yaml"),
        PolicyWorld.WEB_MAY_CALL_CART.replace("name: cart", "name: Bad_Name"));

    JsonNode result = only(run(line("shop/web", "shop/cart", 7070, "allow"), "-o", "json"));

    assertThat(result.path("caveat").asText()).contains("API server refuses it", "bad.yaml:1");
  }

  private CommandRun run(String lines, Object... options) {
    List<Object> words = new ArrayList<>(List.of("test", "-", "--cluster", world));
    words.addAll(List.of(options));
    return CommandRun.of(Map.of(), lines, words.toArray());
  }

  static String line(String src, String dst, int port, String expected) {
    return "{\"src\":\"%s\",\"dst\":\"%s\",\"proto\":\"TCP\",\"port\":%d,\"expected\":\"%s\"}\n"
        .formatted(src, dst, port, expected);
  }

  private static JsonNode only(CommandRun run) {
    assertThat(results(run)).hasSize(1);
    return results(run).get(0);
  }

  private static List<JsonNode> results(CommandRun run) {
    List<JsonNode> results = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      try {
        results.add(new JsonMapper().readTree(line));
      } catch (JsonProcessingException e) {
        throw new AssertionError(run.out() + run.err(), e);
      }
    }
    return results;
  }
}
