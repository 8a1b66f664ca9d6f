package io.sluice.analyzer.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which objects become policies, and what is said of the others. */
final class PolicyLoaderTest {
  private static final ObjectOrigin HERE = new ObjectOrigin("net.yaml", 7);

  private static PolicyLoader.Result load(String... objects) {
    List<ClusterObject> read = new ArrayList<>();
    for (String object : objects) {
      read.add(
          PolicyTexts.object(
              PolicyTexts.tree(object), new ObjectOrigin("net.yaml", 7 + read.size())));
    }
    return PolicyLoader.load(read);
  }

  private static ClusterObject timed(String file, String spec, Event event, long epochMillis) {
    ClusterObject object = PolicyTexts.object("shop", "a", spec);
    return new ClusterObject(
        "", object.kind(), object.tree(), new ObjectOrigin(file, 1), Map.of(), event, epochMillis);
  }

  @Test
  void theNamespaceIsDefaultWhereNoneIsGiven() {
    PolicyLoader.Result result =
        load(
            "{apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'a'}, spec: {podSelector: {}}}");

    assertThat(result.policies().policies())
        .singleElement()
        .returns("default", NetworkPolicy::namespace)
        .returns("a", NetworkPolicy::name)
        .returns(HERE, NetworkPolicy::origin);
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void otherKindsArePassedOver() {
    assertThat(load("{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a'}}").problems()).isEmpty();
  }

  @Test
  void anItemOfATypedListNeedsNeitherKindNorVersion() {
    assertThat(load("{metadata: {name: 'a'}, spec: {podSelector: {}}}").policies().policies())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "extensions/v1beta1, NetworkPolicy",
    "crd.projectcalico.org/v1, NetworkPolicy",
    "projectcalico.org/v3, GlobalNetworkPolicy",
    "crd.antrea.io/v1beta1, ClusterNetworkPolicy",
    "cilium.io/v2, CiliumNetworkPolicy",
    "cilium.io/v2, CiliumClusterwideNetworkPolicy",
    "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicy",
    "policy.networking.k8s.io/v1alpha1, BaselineAdminNetworkPolicy",
    "policy.networking.k8s.io/v1alpha2, ClusterNetworkPolicy"
  })
  void policiesOfOtherApisAreNamedAndNotEvaluated(String version, String kind) {
    PolicyLoader.Result result =
        load(
            "{apiVersion: '"
                + version
                + "', kind: '"
                + kind
                + "', metadata: {name: 'a', namespace: 'shop'}}");

    assertThat(result.policies().policies()).isEmpty();
    assertThat(result.problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.severity()).isEqualTo(Severity.UNSUPPORTED);
              assertThat(p.toString())
                  .startsWith(
                      "net.yaml:7: shop/a: a \""
                          + kind
                          + "\" of \""
                          + version
                          + "\" is not evaluated");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"k8sV1", "networking.k8s.io/v2", "v1", "", "networking.k8s.io/v1beta1"})
  void aVersionThatDoesNotExistIsRefused(String version) {
    PolicyLoader.Result result =
        load(
            "{apiVersion: '"
                + version
                + "', kind: 'NetworkPolicy', metadata: {name: 'a'}, spec: {}}");

    assertThat(result.policies().policies()).isEmpty();
    assertThat(result.problems())
        .singleElement()
        .returns(Severity.REFUSED, PolicyProblem::severity);
  }

  @Test
  void aRefusedPolicyIsNotInForceInPart() {
    PolicyLoader.Result result =
        load(
            "{apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'a'}, spec:"
                + " {podSelector: {}, ingress: [{ports: [{port: 80}]}, {ports: [{port: 0}]}]}}");

    assertThat(result.policies()).isSameAs(PolicySet.none());
    assertThat(result.problems())
        .extracting(PolicyProblem::message)
        .containsExactly("spec.ingress[1].ports[0].port must be 1 to 65535, but is 0");
  }

  @Test
  void allProblemsOfAPolicyAreReportedAtOnceWithTheirLines() {
    ObjectNode tree =
        (ObjectNode)
            PolicyTexts.tree(
                "{apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'a',"
                    + " namespace: 'shop'}, spec: {podSelector: {app: 'x'}, policyTypes: ['ingress'],"
                    + " ingress: [{from: [{ipBlock: {cidr: '10.0.0.1'}}], ports: [{protocol:"
                    + " 'tcp'}]}]}}");
    ClusterObject object =
        new ClusterObject(
            "",
            "NetworkPolicy",
            tree,
            HERE,
            Map.of(
                "/spec/podSelector/app", 12,
                "/spec/policyTypes/0", 14,
                "/spec/ingress/0/from/0", 16,
                "/spec/ingress/0", 15),
            Event.PRESENT,
            0);

    assertThat(PolicyLoader.load(List.of(object)).problems())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "net.yaml:7: shop/a: spec.podSelector has no condition, so it matches everything",
            "net.yaml:12: shop/a: spec.podSelector.app is not a field of the API, so the server drops"
                + " it: the policy is in force without it; known here are matchExpressions,"
                + " matchLabels",
            "net.yaml:14: shop/a: spec.policyTypes[0] must be Ingress or Egress, but is \"ingress\"",
            "net.yaml:15: shop/a: spec.ingress[0].ports[0].protocol must be TCP, UDP or SCTP, but is"
                + " \"tcp\"",
            "net.yaml:16: shop/a: spec.ingress[0].from[0].ipBlock.cidr must be a block such as"
                + " 203.0.113.0/24 or 2001:db8::/32, but is \"10.0.0.1\"; a single address ends in"
                + " /32 or /128");
  }

  @Test
  void aPolicyWithUnknownFieldsIsInForceWithoutThem() {
    PolicyLoader.Result result =
        load(
            "{apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'a'}, spec:"
                + " {podSelector: {app: 'x'}, ingres: [{}]}}");

    assertThat(result.policies().policies())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.podSelector().isEverything()).isTrue();
              assertThat(p.ingress()).isEmpty();
            });
    assertThat(result.problems())
        .allMatch(p -> p.severity() == Severity.SUSPICIOUS)
        .anyMatch(
            p ->
                p.message().contains("spec.ingres is not")
                    && p.message().endsWith("did you mean ingress?"));
  }

  @Test
  void ofTwoPoliciesWithOneNameTheFirstByFileCountsAndTheOtherIsReported() {
    ClusterObject first = timed("a.yaml", "{podSelector: {}, ingress: [{}]}", Event.PRESENT, 0);
    ClusterObject second = timed("b.yaml", "{podSelector: {}}", Event.PRESENT, 0);

    PolicyLoader.Result result = PolicyLoader.load(List.of(second, first));

    assertThat(result.policies().policies())
        .singleElement()
        .returns("a.yaml", p -> p.origin().file());
    assertThat(result.problems())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "b.yaml:1: shop/a: a policy shop/a stands already at a.yaml:1, which counts; this one is"
                + " left out");
  }

  @Test
  void aRefusedPolicyDoesNotTakeTheNameFromAGoodOne() {
    ClusterObject bad = timed("a.yaml", "{podSelector: {}, ingress: 1}", Event.PRESENT, 0);
    ClusterObject good = timed("b.yaml", "{podSelector: {}}", Event.PRESENT, 0);

    PolicyLoader.Result result = PolicyLoader.load(List.of(bad, good));

    assertThat(result.policies().policies())
        .singleElement()
        .returns("b.yaml", p -> p.origin().file());
    assertThat(result.problems()).hasSize(1);
  }

  @Test
  void ofTwoSnapshotsTheLaterOneCounts() {
    ClusterObject old = timed("b.yaml", "{podSelector: {}, foo: 1}", Event.PRESENT, 1_000);
    ClusterObject now = timed("a.yaml", "{podSelector: {}, ingress: [{}]}", Event.PRESENT, 2_000);

    PolicyLoader.Result result = PolicyLoader.load(List.of(old, now));

    assertThat(result.policies().policies())
        .singleElement()
        .returns("a.yaml", p -> p.origin().file());
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void aPolicyThatALaterSnapshotOfItsNamespaceLacksIsGone() {
    ClusterObject old = timed("1.yaml", "{podSelector: {}}", Event.PRESENT, 1_000);
    ClusterObject other = at(PolicyTexts.object("shop", "b", "{podSelector: {}}"), 2_000);
    ClusterObject elsewhere = at(PolicyTexts.object("bank", "b", "{podSelector: {}}"), 2_000);

    assertThat(names(old, other)).containsExactly("shop/b");
    assertThat(names(old, elsewhere)).containsExactly("bank/b", "shop/a");
    assertThat(names(old, elsewhere, other)).containsExactly("bank/b", "shop/b");
  }

  @Test
  void aRecordedWatchTellsWhatIsLeftAtItsEnd() {
    ClusterObject added = timed("w.json", "{podSelector: {}}", Event.ADDED, 1_000);
    ClusterObject modified =
        timed("w.json", "{podSelector: {}, egress: [{}]}", Event.MODIFIED, 1_000);
    ClusterObject deleted = timed("w.json", "{podSelector: {}}", Event.DELETED, 2_000);

    assertThat(PolicyLoader.load(List.of(added, modified)).policies().policies())
        .singleElement()
        .satisfies(p -> assertThat(p.egress()).hasSize(1));
    assertThat(names(added, modified, deleted)).isEmpty();
  }

  @Test
  void theOrderOfReadingChangesNothing() {
    List<ClusterObject> objects = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      objects.add(
          timed(
              "f" + i % 7 + ".yaml",
              "{podSelector: {}, ingress: [{ports: [{port: " + i + "}]}]}",
              Event.PRESENT,
              i % 3));
      objects.add(PolicyTexts.object("ns" + i % 3, "p" + i % 5, "{podSelector: {x: 'y'}}"));
    }
    PolicyLoader.Result expected = PolicyLoader.load(distinctOrigins(objects));
    Random random = new Random(5);

    for (int round = 0; round < 50; round++) {
      List<ClusterObject> shuffled = distinctOrigins(objects);
      Collections.shuffle(shuffled, random);
      PolicyLoader.Result result = PolicyLoader.load(shuffled);
      assertThat(result.policies().policies()).isEqualTo(expected.policies().policies());
      assertThat(result.problems()).isEqualTo(expected.problems());
    }
  }

  @Test
  void hostileNamesReachMessagesOnlyEscaped() {
    PolicyLoader.Result result =
        load(
            "{apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'a\\u001b[2J',"
                + " namespace: '../../x'}, spec: {podSelector: {'\\u202eevil\\n': 1}}}");

    assertThat(result.problems()).isNotEmpty();
    assertThat(result.problems().toString()).matches("[ -~…]*");
    assertThat(result.problems().get(0).policy()).isEqualTo("\"../../x\"/\"a\\u001b[2J\"");
  }

  private static ClusterObject at(ClusterObject object, long epochMillis) {
    return new ClusterObject(
        "", object.kind(), object.tree(), object.origin(), Map.of(), object.event(), epochMillis);
  }

  private static List<ClusterObject> distinctOrigins(List<ClusterObject> objects) {
    List<ClusterObject> placed = new ArrayList<>();
    for (ClusterObject o : objects) {
      placed.add(
          new ClusterObject(
              "",
              o.kind(),
              o.tree(),
              new ObjectOrigin(o.origin().file(), placed.size() + 1),
              Map.of(),
              o.event(),
              o.epochMillis()));
    }
    return placed;
  }

  private static List<String> names(ClusterObject... objects) {
    return PolicyLoader.load(List.of(objects)).policies().policies().stream()
        .map(NetworkPolicy::title)
        .toList();
  }
}
