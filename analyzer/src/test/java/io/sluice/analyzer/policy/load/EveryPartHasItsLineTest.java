package io.sluice.analyzer.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyLines;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.WrittenPolicies;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rules, peers and ports stand in the file, and what the loader says is wrong with them. */
final class EveryPartHasItsLineTest {
  private static final String TWO_RULES =
      """
      podSelector: {} # here
      policyTypes: [Ingress, Egress]
      egress:
      - to:
        - ipBlock: {cidr: 203.0.113.0/24}
      ingress:
      - {} # here
      -
        ports: # here
        - port: 80 # here
        - protocol: UDP # here
          port: 53
        from:
        - podSelector: {} # here
        - namespaceSelector: # here
            matchLabels: {a: b}
      """;

  @TempDir Path folder;

  @Test
  void inYamlEachPartStandsWhereItsFirstKeyDoes() {
    WrittenPolicies written = WrittenPolicies.spec(folder, TWO_RULES);

    assertThat(lines(only(written))).isEqualTo(written.marked());
  }

  @Test
  void inJsonOverManyLinesEachPartStandsWhereItsBraceDoes() {
    WrittenPolicies written =
        new WrittenPolicies(
            folder.resolve("net.json"),
            """
            {"kind": "List", "apiVersion": "v1", "items": [
              {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
               "metadata": {"name": "p", "namespace": "shop"},
               "spec": {
                 "podSelector": {},
                 "ingress": [
                   {},
                   {
                     "ports": [
                       {"port": 80},
                       {
                         "protocol": "UDP", "port": 53
                       }
                     ],
                     "from": [
                       {"podSelector": {}},
                       {"namespaceSelector": {}}]}]}}]}
            """);

    assertThat(lines(only(written))).containsExactly(5, 7, 8, 10, 11, 16, 17);
  }

  @Test
  void inAListOnOneLineEveryPartStandsOnThatLine() {
    WrittenPolicies written =
        new WrittenPolicies(
            folder.resolve("net.json"),
            """

            {"kind": "NetworkPolicyList", "apiVersion": "networking.k8s.io/v1", "items": [{"metadata": {"name": "p", "namespace": "shop"}, "spec": {"podSelector": {}, "ingress": [{}, {"ports": [{"port": 80}, {"port": 81}], "from": [{"podSelector": {}}, {"podSelector": {}}]}]}}]}
            """);

    assertThat(lines(only(written))).containsOnly(2).hasSize(7);
  }

  @Test
  void withoutAnyLinesEveryPartStandsWhereItsPolicyDoes() {
    ClusterObject read = WrittenPolicies.spec(folder, TWO_RULES).objects().get(0);
    ClusterObject bare =
        new ClusterObject(
            read.cluster(),
            read.kind(),
            read.tree(),
            read.origin(),
            Map.of(),
            read.event(),
            read.epochMillis());

    NetworkPolicy policy = PolicyLoader.load(List.of(bare)).policies().policies().get(0);

    assertThat(lines(policy)).containsOnly(policy.origin().line()).hasSize(7);
  }

  @Test
  void aPolicyThatWasReadNowhereStandsAtItsOrigin() {
    NetworkPolicy read = only(WrittenPolicies.spec(folder, TWO_RULES));
    NetworkPolicy made = withLines(read, PolicyLines.none());

    assertThat(lines(made)).containsOnly(read.origin().line());
  }

  @Test
  void whereThePartsStandMakesNoDifferenceToWhatAPolicyIs() {
    NetworkPolicy read = only(WrittenPolicies.spec(folder, TWO_RULES));
    NetworkPolicy made = withLines(read, PolicyLines.none());

    assertThat(made).isEqualTo(read).hasSameHashCodeAs(read);
    assertThat(new RuleRef(made, Direction.INGRESS, 1))
        .isEqualTo(new RuleRef(read, Direction.INGRESS, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "podSelektor: {} # here\npodSelector: {}\n",
        "podSelector:\n  matchLabels:\n    app: a\n    tier: x y # here\n",
        "podSelector:\n  matchExpressions:\n  - key: a\n    operator: In\n    values:\n    - fine\n    - not fine # here\n",
        "podSelector:\n  matchExpressions:\n  - key: a\n    operator: is # here\n",
        "podSelector:\n  matchExpressions:\n  - key: a b # here\n    operator: Exists\n",
        "podSelector: {}\npolicyTypes:\n- Ingress\n- egress # here\n",
        "podSelector: {}\npolicyTypes:\n- Egress\ningress: # here\n- {}\n",
        "podSelector: {}\ningress:\n- {}\n- form: [] # here\n",
        "podSelector: {}\ningress:\n- from:\n  - podSelector: {}\n  - {} # here\n",
        "podSelector: {}\ningress:\n- from:\n  - ipBlock:\n      cidr: 10.0.0.0 # here\n",
        "podSelector: {}\ningress:\n- from:\n  - ipBlock:\n      cidr: 10.0.0.1/8 # here\n",
        "podSelector: {}\ningress:\n- from:\n  - ipBlock:\n      cidr: 10.0.0.0/8\n      except:\n      - 10.1.0.0/16\n      - 11.0.0.0/8 # here\n",
        "podSelector: {}\ningress:\n- from:\n  - podSelector: {}\n    ipBlock: # here\n      cidr: 10.0.0.0/8\n",
        "podSelector: {}\ningress:\n- ports:\n  - port: 80\n  - port: 80\n    protocol: tcp # here\n",
        "podSelector: {}\ningress:\n- ports:\n  - port: 80\n    endPort: 70 # here\n",
        "podSelector: {}\ningress:\n- ports:\n  - port: 80\n  - {} # here\n",
        "podSelector: {}\negress:\n- to:\n  - ipBlock: {cidr: 203.0.113.0/24}\n  ports:\n  - port: 80\n  - port: https # here\n",
        "podSelector: {}\ningress: 5 # here\n",
      })
  void aProblemStandsAtTheFieldThatItIsAbout(String spec) {
    WrittenPolicies written = WrittenPolicies.spec(folder, spec);

    assertThat(written.load().problems())
        .extracting(PolicyProblem::line)
        .containsExactlyElementsOf(written.marked());
  }

  @Test
  void aMissingFieldStandsAtTheNearestOneAroundIt() {
    WrittenPolicies written =
        new WrittenPolicies(
            folder.resolve("net.yaml"),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: # here
              namespace: shop
            spec:
              podSelector:
                matchExpressions:
                - operator: Exists # here
              ingress:
              - from:
                - ipBlock: {} # here
            """);

    assertThat(written.load().problems())
        .extracting(PolicyProblem::line)
        .containsExactlyElementsOf(written.marked());
  }

  @Test
  void aVersionThatDoesNotExistStandsAtTheVersion() {
    WrittenPolicies written =
        new WrittenPolicies(
            folder.resolve("net.yaml"),
            """
            kind: NetworkPolicy
            metadata: {name: p, namespace: shop}
            apiVersion: networking.k8s.io/v2 # here
            spec: {podSelector: {}}
            """);

    assertThat(written.load().problems())
        .extracting(PolicyProblem::line)
        .containsExactlyElementsOf(written.marked());
  }

  /** Lines of the selector and of the ingress rules with their ports and peers. */
  private static List<Integer> lines(NetworkPolicy policy) {
    RuleRef first = new RuleRef(policy, Direction.INGRESS, 0);
    RuleRef second = new RuleRef(policy, Direction.INGRESS, 1);
    return IntStream.of(
            policy.selectorOrigin().line(),
            first.origin().line(),
            second.origin().line(),
            second.portOrigin(0).line(),
            second.portOrigin(1).line(),
            second.peerOrigin(0).line(),
            second.peerOrigin(1).line())
        .boxed()
        .toList();
  }

  private static NetworkPolicy only(WrittenPolicies written) {
    return written.load().policies().policies().get(0);
  }

  private static NetworkPolicy withLines(NetworkPolicy policy, PolicyLines lines) {
    return new NetworkPolicy(
        policy.cluster(),
        policy.namespace(),
        policy.name(),
        policy.podSelector(),
        policy.isolates(),
        policy.ingress(),
        policy.egress(),
        policy.origin(),
        lines);
  }
}
