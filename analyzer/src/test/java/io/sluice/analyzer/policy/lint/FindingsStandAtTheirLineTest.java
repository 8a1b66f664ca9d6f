package io.sluice.analyzer.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.WrittenPolicies;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the linter finds stands at the line of the selector, rule, peer or port that it is about.
 */
final class FindingsStandAtTheirLineTest {
  private static final String HTTP =
      "containers: [{name: 'c', ports: [{name: 'http', containerPort: 80}]}]";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          selects-nothing | policyTypes: [Ingress]\\npodSelector: # here\\n  matchLabels: {app: wbe}
          peer-selects-nothing | podSelector: {}\\ningress:\\n- from:\\n  - podSelector: {}\\n  - podSelector: {matchLabels: {app: wbe}} # here
          namespace-unknown | podSelector: {}\\ningress:\\n- from:\\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: nowhere}} # here
          host-network-only | podSelector: {}\\ningress:\\n- from:\\n  - podSelector: {matchLabels: {app: agent}} # here
          named-port-undeclared | podSelector: {}\\ningress:\\n- ports:\\n  - port: 80\\n  - port: https # here
          name-with-several-numbers | podSelector: {}\\ningress:\\n- ports:\\n  - port: 81\\n  - port: two # here
          block-holds-pods | podSelector: {}\\ningress:\\n- from:\\n  - podSelector: {}\\n  - ipBlock: {cidr: 10.244.0.0/24} # here
          block-holds-services | podSelector: {}\\negress:\\n- to:\\n  - podSelector: {}\\n  - ipBlock: {cidr: 10.9.0.0/24} # here
          block-holds-nodes | podSelector: {}\\negress:\\n- to:\\n  - podSelector: {}\\n  - ipBlock: {cidr: 10.224.0.0/24} # here
          v4-only | podSelector: {}\\ningress:\\n- from: [{podSelector: {}}]\\n- from:\\n  - podSelector: {}\\n  - ipBlock: {cidr: 0.0.0.0/0} # here
          probable-dash-error | podSelector: {}\\ningress:\\n- from:\\n  - namespaceSelector: {}\\n  - podSelector: {matchLabels: {app: web}} # here
          inert-rules | podSelector: {}\\ningress:\\n- ports: [{port: 80}]\\n- {} # here
          duplicate | podSelector: {}\\ningress:\\n- ports:\\n  - port: 80\\n  - port: 81\\n  - port: 80 # here
          duplicate | podSelector: {}\\ningress:\\n- from:\\n  - podSelector: {}\\n  - podSelector: {} # here\\n  - podSelector: {}
          duplicate | podSelector: {}\\ningress:\\n- ports: [{port: 80}]\\n- ports: [{port: 80}] # here
          """)
  void ofEveryKind(String word, String spec) {
    WrittenPolicies written = WrittenPolicies.spec(folder, spec.strip().replace("\\n", "\n"));

    assertThat(shop().policies(written).lint())
        .filteredOn(finding -> finding.kind().word().equals(word))
        .extracting(finding -> finding.origin().line())
        .containsExactlyElementsOf(written.marked());
  }

  private static LintWorld shop() {
    return LintWorld.listed()
        .namespace("shop", "'kubernetes.io/metadata.name': 'shop'")
        .pod("shop/web", "app: 'web'", HTTP, "10.244.0.7", "fd00::7")
        .pod("shop/two", "app: 'two'", two(82), "10.244.0.8")
        .pod("shop/two", "app: 'two'", two(83), "10.244.0.9")
        .pod("shop/agent", "app: 'agent'", "hostNetwork: true", "10.224.0.4")
        .service("web", "10.9.0.1");
  }

  private static String two(int port) {
    return "containers: [{name: 'c', ports: [{name: 'two', containerPort: %d}]}]".formatted(port);
  }
}
