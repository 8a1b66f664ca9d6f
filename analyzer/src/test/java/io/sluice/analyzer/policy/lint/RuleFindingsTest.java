package io.sluice.analyzer.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports, blocks and rules that are legal and hardly meant. */
final class RuleFindingsTest {
  private static final String HTTP = "containers: [{ports: [{name: 'http', containerPort: 8080}]}]";

  private static LintWorld shop() {
    return LintWorld.listed()
        .pod("shop/web", "app: 'web'", HTTP, "10.244.0.7")
        .service("web", "10.0.3.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {port: 'htttp'} | TCP port htttp, so it opens nothing; they declare http
          {port: 'metrics'} | TCP port metrics, so it opens nothing; they declare http
          {port: 'http', protocol: 'UDP'} | UDP port http, so it opens nothing; they declare http with another protocol
          """)
  void aPortsNameThatNoSelectedPodDeclaresOpensNothing(String port, String message) {
    assertThat(shop().policy("p", "{podSelector: {}, ingress: [{ports: [" + port + "]}]}").lint())
        .singleElement()
        .returns(FindingKind.NAMED_PORT_UNDECLARED, PolicyFinding::kind)
        .satisfies(f -> assertThat(f.message()).endsWith(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {podSelector: {}, ingress: [{ports: [{port: 'http'}, {port: 9090}, {protocol: 'UDP'}]}]}
          {podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: 'web'}}}], ports: [{port: 'http'}]}], policyTypes: ['Egress']}
          {podSelector: {}, egress: [{to: [{ipBlock: {cidr: '203.0.113.0/24'}}], ports: [{port: 'http'}]}], policyTypes: ['Egress']}
          {podSelector: {}, egress: [{ports: [{port: 'metrics'}]}], policyTypes: ['Egress']}
          """)
  void aPortsNameThatIsDeclaredOrCannotBeLookedUpIsMeant(String spec) {
    assertThat(shop().policy("p", spec).lint()).isEmpty();
  }

  @Test
  void ofEgressTheDestinationsDeclareTheName() {
    LintWorld world = shop().pod("shop/db", "app: 'db'", "");

    assertThat(
            world
                .policy(
                    "p",
                    "{podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{podSelector: {matchLabels: {app: 'db'}}}], ports: [{port: 'http'}]}]}")
                .messages())
        .containsExactly(
            "none of the pods that it leads to declares TCP port http, so it opens nothing; use the"
                + " number, or name the port in the container");
  }

  @Test
  void anotherTeamsPodsThatAreNotListedMayDeclareTheName() {
    assertThat(
            new LintWorld()
                .manifest("shop/web", "app: 'web'", 1)
                .manifest("bank/ledger", "app: 'ledger'", 1)
                .policy(
                    "p",
                    "{podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {}}], ports: [{port: 'http'}]}]}")
                .lint())
        .isEmpty();
  }

  @Test
  void aNameWithTwoNumbersIsNamed() {
    LintWorld world =
        shop()
            .pod(
                "shop/api",
                "app: 'api'",
                "containers: [{ports: [{name: 'http', containerPort: 80}]}]");

    assertThat(
            world
                .policy("p", "{podSelector: {}, ingress: [{ports: [{port: 'http'}]}]}")
                .policy(
                    "q",
                    "{podSelector: {matchLabels: {app: 'web'}}, ingress: [{ports: [{port: 'http'}]}]}")
                .lint())
        .singleElement()
        .returns(FindingKind.NAME_WITH_SEVERAL_NUMBERS, PolicyFinding::kind)
        .returns(
            "port http stands for 80 and 8080 on different pods, which engines read differently; use"
                + " the numbers",
            PolicyFinding::message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          '10.244.0.7/32' | block-holds-pods | holds the address of pod shop/web-1
          '10.244.0.0/16' | block-holds-pods | holds the address of pod
          '10.0.0.0/8' | block-holds-pods | holds the address of pod
          '10.0.0.0/16' | block-holds-services | holds the cluster address of Service shop/web
          '10.224.0.0/16' | block-holds-nodes | holds the address of node node-1
          """)
  void aBlockThatHoldsTheClustersOwnAddressesIsNamed(String cidr, String kind, String words) {
    assertThat(shop().from("{ipBlock: {cidr: " + cidr + "}}").lint())
        .singleElement()
        .returns(kind, f -> f.kind().word())
        .satisfies(f -> assertThat(f.message()).contains(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {cidr: '0.0.0.0/0'}
          {cidr: '0.0.0.0/1'}
          {cidr: '203.0.113.0/24'}
          {cidr: '10.0.0.0/8', except: ['10.244.0.0/16']}
          {cidr: '10.224.0.0/11', except: ['10.224.0.0/16', '10.244.0.0/16']}
          """)
  void aBlockOfOutsideAddressesIsMeant(String block) {
    assertThat(shop().from("{ipBlock: " + block + "}").lint()).isEmpty();
  }

  @Test
  void theNodesPodRangeHoldsPodsEvenBeforeThereAreAny() {
    LintWorld world = shop().node("node-2", "192.0.2.9", "10.99.1.0/24");

    assertThat(world.from("{ipBlock: {cidr: '10.99.0.0/16'}}").messages())
        .singleElement()
        .asString()
        .contains("lies on the nodes' pod range 10.99.1.0/24");
    assertThat(
            shop()
                .node("node-2", "192.0.2.9", "10.99.1.0/24")
                .from("{ipBlock: {cidr: '10.99.0.0/16', except: ['10.99.1.0/24']}}")
                .lint())
        .isEmpty();
  }

  @Test
  void openingOnlyIpv4ForPodsWithBothFamiliesIsNamed() {
    String v4 = "{ipBlock: {cidr: '0.0.0.0/0', except: ['10.0.0.0/8']}}";
    LintWorld dual =
        LintWorld.listed().pod("shop/web", "app: 'web'", HTTP, "10.244.0.7", "fd00::7");

    assertThat(dual.from(v4).kinds()).containsExactly("v4-only ingress[0]");
    assertThat(
            dual.policy("q", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]}")
                .lint())
        .isEmpty();
    assertThat(shop().from(v4).lint()).isEmpty();
  }

  /** DNS for everybody, and the web over IPv4: the web is what stays closed over IPv6. */
  @Test
  void aRuleForAnybodyOpensIpv6OnItsOwnPortsAlone() {
    LintWorld dual =
        LintWorld.listed().pod("shop/web", "app: 'web'", HTTP, "10.244.0.7", "fd00::7");
    String v4 = "{to: [{ipBlock: {cidr: '0.0.0.0/0'}}], ports: [{port: 443}]}";
    String spec = "{podSelector: {}, policyTypes: ['Egress'], egress: [%s, {ports: [%s]}]}";

    dual.policy("p", spec.formatted(v4, "{port: 53, protocol: 'UDP'}"));
    assertThat(dual.kinds()).containsExactly("v4-only egress[0]");
    dual.policy("q", spec.formatted("{ports: [{port: 80}]}", "{port: 443}, {port: 80}"));

    assertThat(dual.kinds()).isEmpty();
  }

  @Test
  void whatAPolicyOfOtherPodsOpensOverIpv6DoesNotCount() {
    LintWorld dual =
        LintWorld.listed()
            .pod("shop/web", "app: 'web'", HTTP, "10.244.0.7", "fd00::7")
            .pod("shop/db", "app: 'db'", HTTP, "10.244.0.8", "fd00::8")
            .policy(
                "p",
                "{podSelector: {matchLabels: {app: 'web'}}, ingress: [{from: [{ipBlock: {cidr:"
                    + " '0.0.0.0/0'}}]}]}")
            .policy("q", "{podSelector: {matchLabels: {app: 'db'}}, ingress: [{}]}");

    assertThat(dual.kinds()).containsExactly("v4-only ingress[0]");
  }

  @Test
  void rulesBesideOneThatAdmitsEverythingAreNamed() {
    assertThat(
            new LintWorld()
                .policy("b", "{podSelector: {}, ingress: [{ports: [{port: 80}]}, {}]}")
                .policy("c", "{podSelector: {}, ingress: [{}]}")
                .kinds())
        .containsExactly("inert-rules ingress[1]");
  }

  @Test
  void rulesOfADirectionThatIsNotIsolatedAreLeftToTheLoader() {
    String inert = "{podSelector: {}, policyTypes: ['Egress'], ingress: [{ports: [{port: 80}]}]}";

    assertThat(new LintWorld().policy("a", inert).lint()).isEmpty();
    assertThat(PolicyLoader.load(List.of(PolicyTexts.object("shop", "a", inert))).problems())
        .extracting(PolicyProblem::message)
        .containsExactly(
            "spec.ingress has no effect, because policyTypes lacks Ingress: ingress stays open");
  }

  @Test
  void whatStandsTwiceIsNamed() {
    String rule = "{from: [{podSelector: {}}], ports: [{port: 80}, {port: 81}]}";
    String turned = "{from: [{podSelector: {}}], ports: [{port: 81}, {port: 80}]}";

    assertThat(
            new LintWorld()
                .policy("a", "{podSelector: {}, ingress: [" + rule + "]}")
                .policy(
                    "b", "{podSelector: {}, policyTypes: ['Ingress'], ingress: [" + turned + "]}")
                .policy(
                    "c",
                    "{podSelector: {}, ingress: ["
                        + rule
                        + ", "
                        + turned
                        + ", {ports: [{port: 5}]}]}")
                .policy(
                    "d",
                    "{podSelector: {}, ingress: [{ports: [{port: 80}, {port: 80, protocol: 'TCP'}]}]}")
                .lint())
        .allMatch(f -> f.kind() == FindingKind.DUPLICATE)
        .extracting(
            f -> f.policy().name() + f.place().map(p -> " " + p).orElse(""), PolicyFinding::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "b", "says the same as shop/a at shop/a.yaml:1; one of them is enough"),
            org.assertj.core.groups.Tuple.tuple(
                "c ingress[1]", "says the same as ingress[0]; one is enough"),
            org.assertj.core.groups.Tuple.tuple("d ingress[0]", "has the port TCP/80 twice"));
  }
}
