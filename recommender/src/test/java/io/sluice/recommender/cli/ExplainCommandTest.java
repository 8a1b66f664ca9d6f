package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
  private static final String DENY_ALL =
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: shop},
       spec: {podSelector: {}, policyTypes: [Ingress]}}
      """;

  @TempDir Path folder;

  @Test
  void anAllowedConnectionNamesTheRuleAndItsFile() {
    CommandRun run = run(PolicyWorld.WEB_MAY_CALL_CART, "shop/web", "shop/cart", "7070/TCP");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("Allowed: shop/web -> shop/cart TCP/7070 (engine generic)")
        .contains("shop/web: 2 pods of Deployment shop/web, app=web")
        .contains("shop/cart ingress[0] (" + folder.resolve("world/policies.yaml") + ":3)")
        .contains("and 3 more pairs of pods");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop/cart|shop/cart|7070|pod label app=cart does not match app=web",
        "shop/web|shop/cart|7071|port TCP/7071 is not among TCP/7070",
        "203.0.113.9|shop/cart|7070|a selector never matches the address 203.0.113.9",
        "shop/cart|shop/cart|7070|would admit it: pods app=cart of namespace shop among the peers",
        "shop/web|shop/cart|7071|would admit it: TCP/7071 among the ports of shop/cart ingress[0]",
        "203.0.113.9|shop/cart|1|would admit it: ipBlock 203.0.113.9/32 among the peers and TCP/1",
      })
  void aDenialSaysWhichConditionFailedAndWhatWouldAdmitIt(
      String from, String to, String port, String says) {
    CommandRun run = run(PolicyWorld.WEB_MAY_CALL_CART, from, to, port);

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Denied: ").contains(says).contains("policies.yaml:1");
  }

  @Test
  void aPolicyWhosePodSelectorHasATypoIsPointedOut() {
    String typo = PolicyWorld.WEB_MAY_CALL_CART.replace("app: cart", "app: carts");

    String open = run(typo, "shop/web", "shop/cart", "7070").out();
    String denied = run(DENY_ALL + "---\n" + typo, "shop/web", "shop/cart", "7070").out();

    assertThat(open)
        .startsWith("Allowed")
        .contains("shop/cart (", "does not select shop/cart-0: pod label app=cart does not match")
        .contains("app=carts; no pod matches it");
    assertThat(denied)
        .startsWith("Denied")
        .contains("isolated by shop/deny (", "without any rule")
        .contains("would admit it, but does not select shop/cart-0: pod label app=cart");
  }

  @Test
  void aPolicyThatIsMeantForOthersIsNotPointedOut() {
    String other = PolicyWorld.WEB_MAY_CALL_CART.replace("app: cart", "app: agent");

    assertThat(run(other, "shop/web", "shop/cart", "7070").out()).doesNotContain("not select");
  }

  @ParameterizedTest
  @CsvSource({"shop/cart[Service]", "10.0.0.80"})
  void aServiceLeadsToItsPodsAndTheirPort(String service) {
    CommandRun run = run(PolicyWorld.WEB_MAY_CALL_CART, "shop/web", service, "80");

    assertThat(run.out())
        .startsWith("Allowed: shop/web -> " + service + " TCP/80")
        .contains("Service shop/cart TCP/80 leads to TCP/7070 of shop/cart-0 and 1 more")
        .contains("shop/web-0 -> shop/cart-0 TCP/7070: allowed");
  }

  @Test
  void aWorkloadThatIsAServiceTooIsSaidToBeOne() {
    assertThat(run("", "shop/web", "shop/cart", "80").out())
        .contains("Service shop/cart leads TCP/80 to TCP/7070; ask about shop/cart[Service]");
  }

  @Test
  void podsWithDifferentAnswersAreGroupedByAnswer() {
    String one =
        PolicyWorld.WEB_MAY_CALL_CART.replace("app: web", "app: agent")
            + """
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: canary, namespace: shop, labels: {app: agent},
              ownerReferences: [{kind: Deployment, name: web, controller: true}]},
             status: {podIP: 10.1.0.9}, spec: {containers: [{name: c}]}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: stable, namespace: shop, labels: {app: web},
              ownerReferences: [{kind: Deployment, name: web, controller: true}]},
             status: {podIP: 10.1.0.8}, spec: {containers: [{name: c}]}}
            """;

    CommandRun run = run(one, "shop/web", "shop/cart", "7070", "-o", "json");

    assertThat(run.json().path("groups")).hasSize(2);
    assertThat(run.json().path("groups").findValuesAsText("verdict"))
        .containsExactlyInAnyOrder("allowed", "denied");
    assertThat(run.json().path("pairs").asInt()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop/wbe|shop/cart|80|did you mean shop/web",
        "web|shop/cart|80|did you mean shop/web",
        "shop/web|shop/carts[Deployment]|80|did you mean shop/cart",
        "shop/web|shop/cart[Service]|81|its ports are TCP/80",
        "10.0.0.80|shop/cart|80|Services call nobody",
        "shop/web|shop/cart|80/HTTP|expected a port such as 8080/TCP",
        "shop/web|shop/cart|70000|expected a port such as 8080/TCP",
      })
  void whatCannotBeAskedIsRefusedWithTheNearestNames(
      String from, String to, String port, String says) {
    CommandRun run = run("", from, to, port);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(says);
  }

  @Test
  void hostNetworkEndsAndIcmpSayWhyNoRuleDecides() {
    String host = run(PolicyWorld.WEB_MAY_CALL_CART, "shop/web", "shop/agent", "80").out();
    String icmp = run("", "shop/web", "shop/cart", "ICMP").out();

    assertThat(host).contains("hostNetwork pods have no policies of their own", ", hostNetwork");
    assertThat(icmp).startsWith("Not evaluated: ").contains("ICMP");
  }

  @Test
  void jsonCarriesTheDecidingPolicyWithItsFile() {
    JsonNode json =
        run(PolicyWorld.WEB_MAY_CALL_CART, "shop/web", "shop/cart", "7070", "-o", "json").json();

    JsonNode ingress = json.path("groups").path(0).path("ingress");
    assertThat(ingress.path("rule").asText()).isEqualTo("shop/cart ingress[0]");
    assertThat(ingress.path("file").asText()).endsWith("policies.yaml");
    assertThat(ingress.path("line").asInt()).isEqualTo(3);
  }

  private CommandRun run(String policies, String from, String to, String port, String... options) {
    PolicyWorld world = new PolicyWorld(folder.resolve("world"), policies);
    List<Object> words =
        new ArrayList<>(
            List.of(
                "explain", "--from", from, "--to", to, "--port", port, "--cluster", world.folder));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }
}
