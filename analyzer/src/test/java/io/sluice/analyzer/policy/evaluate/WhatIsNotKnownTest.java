package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import org.junit.jupiter.api.Test;

/**
 * "A namespace seen only through pods has only the label kubernetes.io/metadata.name known: its
 * other labels are unknown rather than absent." What is unknown leaves open only what depends on
 * it.
 */
final class WhatIsNotKnownTest {
  private static final String TEAM_B = "{namespaceSelector: {matchLabels: {team: 'b'}}}";
  private static final Subject NOBODY = new Subject.Unknown("10.9.9.9 is nobody's address");

  private final PolicyFixture cluster = new PolicyFixture().onlyNamed("bank");
  private final Pod cart = at(cluster.pod("shop/cart", "app=cart"), "10.244.1.1");
  private final Pod ledger = at(cluster.pod("bank/ledger", "app=ledger"), "10.244.2.1");

  private void admit(String from) {
    admit(from, "[]");
  }

  private void admit(String from, String ports) {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: "
            + from
            + ", ports: "
            + ports
            + "}]}");
  }

  private NotEvaluated open(Object client) {
    return (NotEvaluated) cluster.tcp(client, cart, 80);
  }

  @Test
  void aLabelThatNobodyKnowsOfANamespaceLeavesTheVerdictOpen() {
    admit("[" + TEAM_B + "]");

    assertThat(open(ledger).kind()).isEqualTo(Kind.UNKNOWN_INVENTORY);
    assertThat(open(ledger).reason()).contains("shop/a").contains("team").contains("bank");
  }

  @Test
  void notInLeavesItOpenToo() {
    admit("[{namespaceSelector: {matchExpressions: [{key: 'team', operator: 'DoesNotExist'}]}}]");

    assertThat(open(ledger).kind()).isEqualTo(Kind.UNKNOWN_INVENTORY);
  }

  @Test
  void theNameOfANamespaceIsAlwaysKnown() {
    admit("[{namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'bank'}}}]");

    assertThat(cluster.tcp(ledger, cart, 80)).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void anotherConditionThatFailsDenies() {
    admit(
        "[{namespaceSelector: {matchLabels: {team: 'b'}}, podSelector: {matchLabels: {app: 'x'}}},"
            + " {namespaceSelector: {matchLabels: {team: 'b', 'kubernetes.io/metadata.name': 'y'}}}]");

    assertThat(cluster.tcp(ledger, cart, 80)).isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void anotherPortDenies() {
    admit("[" + TEAM_B + "]", "[{port: 443}]");

    assertThat(cluster.tcp(ledger, cart, 80)).isInstanceOf(Verdict.Denied.class);
    assertThat(cluster.tcp(ledger, cart, 443)).isInstanceOf(NotEvaluated.class);
  }

  @Test
  void anotherRuleThatAdmitsAnywayAllows() {
    admit("[" + TEAM_B + ", {ipBlock: {cidr: '10.244.2.0/24'}}]");

    assertThat(cluster.tcp(ledger, cart, 80)).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void theOtherEndsDenialIsDefinite() {
    admit("[" + TEAM_B + "]");
    cluster.with("bank", "shut", "{podSelector: {}, policyTypes: ['Egress']}");

    assertThat(cluster.tcp(ledger, cart, 80)).isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void anUnknownClientIsNeitherAllowedNorDeniedWhereItMatters() {
    admit("[{podSelector: {}}]");

    NotEvaluated verdict = open(NOBODY);

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN_INVENTORY);
    assertThat(verdict.reason()).contains("10.9.9.9 is nobody's address");
  }

  @Test
  void anUnknownClientIsDeniedWhereNothingCouldAdmitIt() {
    cluster.with("shop", "shut", "{podSelector: {}}");

    assertThat(cluster.tcp(NOBODY, cart, 80)).isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void anUnknownServersOwnPoliciesLeaveItOpen() {
    assertThat(cluster.tcp(cart, NOBODY, 80)).isInstanceOf(NotEvaluated.class);
  }

  @Test
  void bothDirectionsSayWhatTheyLack() {
    admit("[{podSelector: {}}]");

    assertThat(open(NOBODY).reason()).contains("egress: ").contains("ingress: ");
  }

  @Test
  void aNamedPortOfAnUnknownServerIsOpen() {
    cluster.with(
        "shop",
        "b",
        "{podSelector: {}, policyTypes: ['Egress'], egress: [{ports: [{port: 'http'}]}]}");

    assertThat(cluster.tcp(cart, NOBODY, 80)).isInstanceOf(NotEvaluated.class);
    assertThat(cluster.udp(cart, NOBODY, 80)).isInstanceOf(Verdict.Denied.class);
  }
}
