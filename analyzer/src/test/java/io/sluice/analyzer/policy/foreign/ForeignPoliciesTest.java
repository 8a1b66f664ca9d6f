package io.sluice.analyzer.policy.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pods a policy of another API may select: never fewer than it does. */
final class ForeignPoliciesTest {
  private static final Pod CART = pod("shop/cart", Pod.Origin.OBJECT, Map.of("app", "cart"));
  private static final Pod BANK_CART = pod("bank/cart", Pod.Origin.OBJECT, Map.of("app", "cart"));
  private static final Pod WEB =
      pod("shop/web", Pod.Origin.OBJECT, Map.of("app", "web", "tier", "front"));

  private static Pod pod(String title, Pod.Origin origin, Map<String, String> labels) {
    return pod("", title, origin, labels, false);
  }

  private static Pod pod(
      String cluster, String title, Pod.Origin origin, Map<String, String> labels, boolean host) {
    String[] parts = title.split("/", -1);
    return new Pod(
        0,
        new Workload(cluster, parts[0], "Deployment", parts[1]),
        parts[1] + "-0",
        new TreeMap<>(labels),
        List.of(),
        "",
        host,
        "",
        List.of(),
        0,
        Long.MAX_VALUE,
        origin);
  }

  private static ClusterObject object(String version, String kind, String rest) {
    return PolicyTexts.object(
        PolicyTexts.tree("{apiVersion: '" + version + "', kind: '" + kind + "', " + rest + "}"),
        new ObjectOrigin("foreign.yaml", 3));
  }

  private static ForeignPolicies named(String version, String kind, String spec) {
    return ForeignPolicies.of(
        List.of(object(version, kind, "metadata: {name: 'a', namespace: 'shop'}, spec: " + spec)));
  }

  /** The pods, of these three, that a policy may touch in any direction. */
  private static String touched(ForeignPolicies policies) {
    List<String> touched = new ArrayList<>();
    for (Pod pod : List.of(CART, WEB, BANK_CART)) {
      if (policies.mayTouch(pod, Direction.INGRESS).isPresent()
          || policies.mayTouch(pod, Direction.EGRESS).isPresent()) {
        touched.add(pod.workload().title());
      }
    }
    return String.join(" ", touched);
  }

  private static String directions(ForeignPolicies policies) {
    List<String> words = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      policies.mayTouch(CART, direction).ifPresent(policy -> words.add(direction.word()));
    }
    return String.join(" ", words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {endpointSelector: {matchLabels: {app: 'cart'}}} | shop/cart
          {endpointSelector: {matchLabels: {'k8s:app': 'cart'}}} | shop/cart
          {endpointSelector: {matchLabels: {'any:app': 'cart'}}} | shop/cart
          {endpointSelector: {matchExpressions: [{key: 'k8s:app', operator: 'NotIn', values: ['cart']}]}} | shop/web
          {endpointSelector: {matchExpressions: [{key: 'tier', operator: 'DoesNotExist'}]}} | shop/cart
          {endpointSelector: {matchLabels: {'k8s.app': 'cart'}}} | shop/cart shop/web
          {endpointSelector: {matchLabels: {'container:x': 'y', app: 'web'}}} | shop/web
          {endpointSelector: {matchLabels: {'k8s:io.cilium.k8s.policy.serviceaccount': 'sa'}}} | shop/cart shop/web
          {endpointSelector: {matchLabels: {'reserved:host': ''}}} | ``
          {endpointSelector: {matchExpressions: [{key: 'reserved:host', operator: 'DoesNotExist'}]}} | shop/cart shop/web
          {endpointSelector: {matchLabels: 'cart'}} | shop/cart shop/web
          {endpointSelector: {matchExpressions: [{key: 'app', operator: 'Like', values: ['c']}]}} | shop/cart shop/web
          {endpointSelector: {}} | shop/cart shop/web
          {} | shop/cart shop/web
          null | shop/cart shop/web
          {nodeSelector: {}} | ``
          """)
  void aCiliumPolicyTouchesWhatItsEndpointSelectorCannotRuleOut(String spec, String touched) {
    assertThat(touched(named("cilium.io/v2", "CiliumNetworkPolicy", spec))).isEqualTo(touched);
  }

  @Test
  void aClusterwideCiliumPolicyNamesItsNamespaceByALabel() {
    ForeignPolicies policies =
        named(
            "cilium.io/v2",
            "CiliumClusterwideNetworkPolicy",
            "{endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': 'bank'}}}");

    assertThat(touched(policies)).isEqualTo("bank/cart");
  }

  @Test
  void eachOfACiliumPolicysSpecsHasItsOwnSubjectAndDirections() {
    ForeignPolicies policies =
        ForeignPolicies.of(
            List.of(
                object(
                    "cilium.io/v2",
                    "CiliumNetworkPolicy",
                    "metadata: {name: 'a', namespace: 'shop'}, specs: ["
                        + "{endpointSelector: {matchLabels: {app: 'cart'}}, ingress: [{}]},"
                        + "{endpointSelector: {matchLabels: {app: 'web'}}, egressDeny: [{}]}]")));

    assertThat(policies.mayTouch(CART, Direction.INGRESS)).isPresent();
    assertThat(policies.mayTouch(CART, Direction.EGRESS)).isEmpty();
    assertThat(policies.mayTouch(WEB, Direction.INGRESS)).isEmpty();
    assertThat(policies.mayTouch(WEB, Direction.EGRESS)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          NetworkPolicy | {selector: "app == 'cart'"} | shop/cart
          NetworkPolicy | {selector: 'app != "cart"'} | shop/web
          NetworkPolicy | {selector: "app in {'cart', 'x'} && !has(tier)"} | shop/cart
          NetworkPolicy | {selector: "app not in { 'cart' } && has(tier)"} | shop/web
          NetworkPolicy | {selector: 'all()'} | shop/cart shop/web
          NetworkPolicy | {} | shop/cart shop/web
          NetworkPolicy | {selector: "app starts with 'x'"} | shop/cart shop/web
          NetworkPolicy | {selector: "pcns.stage == 'prod' && app == 'web'"} | shop/web
          GlobalNetworkPolicy | {selector: "app == 'cart'"} | shop/cart bank/cart
          GlobalNetworkPolicy | {namespaceSelector: "kubernetes.io/metadata.name == 'bank'"} | bank/cart
          GlobalNetworkPolicy | {namespaceSelector: "stage == 'prod'"} | shop/cart shop/web bank/cart
          GlobalNetworkPolicy | {selector: "projectcalico.org/namespace == 'bank'"} | bank/cart
          GlobalNetworkPolicy | {namespaceSelector: 'global()'} | ``
          StagedNetworkPolicy | {} | ``
          StagedGlobalNetworkPolicy | {} | ``
          StagedKubernetesNetworkPolicy | {} | ``
          """)
  void aCalicoPolicyTouchesWhatAPlainExpressionCannotRuleOut(
      String kind, String spec, String touched) {
    ForeignPolicies policies = named("crd.projectcalico.org/v1", kind, spec);

    assertThat(touched(policies)).isEqualTo(touched);
    assertThat(policies.policies()).hasSize(1);
  }

  @Test
  void anAlternativeUndoesTheConditionsBesideIt() {
    ForeignPolicies policies =
        named(
            "projectcalico.org/v3",
            "NetworkPolicy",
            "{selector: \"app == 'cart' || has(x) && app == 'web'\"}");

    assertThat(touched(policies)).isEqualTo("shop/cart shop/web");
  }

  @Test
  void calicosViewOfANetworkPolicyDecidesNothingTwice() {
    ForeignPolicies policies =
        ForeignPolicies.of(
            List.of(
                object(
                    "projectcalico.org/v3",
                    "NetworkPolicy",
                    "metadata: {name: 'knp.default.web', namespace: 'shop'}, spec: {}")));

    assertThat(touched(policies)).isEmpty();
    assertThat(policies.policies()).singleElement().returns(false, ForeignPolicy::enforced);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          NetworkPolicy | {appliedTo: [{podSelector: {matchLabels: {app: 'cart'}}}]} | shop/cart
          ClusterNetworkPolicy | {appliedTo: [{podSelector: {matchLabels: {app: 'cart'}}, namespaceSelector: {}}]} | shop/cart bank/cart
          ClusterNetworkPolicy | {appliedTo: [{namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'bank'}}}]} | bank/cart
          ClusterNetworkPolicy | {appliedTo: [{namespaceSelector: {matchLabels: {stage: 'prod'}}}]} | shop/cart shop/web bank/cart
          ClusterNetworkPolicy | {appliedTo: [{group: 'g'}]} | shop/cart shop/web bank/cart
          ClusterNetworkPolicy | {appliedTo: [{nodeSelector: {}}]} | ``
          ClusterNetworkPolicy | {ingress: [{appliedTo: [{podSelector: {}}]}]} | shop/cart shop/web bank/cart
          """)
  void anAntreaPolicyTouchesWhatItIsAppliedTo(String kind, String spec, String touched) {
    assertThat(touched(named("crd.antrea.io/v1beta1", kind, spec))).isEqualTo(touched);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ClusterNetworkPolicy | {subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: 'web'}}}}} | shop/web
          ClusterNetworkPolicy | {subject: {pods: {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'bank'}}, podSelector: {matchLabels: {app: 'cart'}}}}} | bank/cart
          AdminNetworkPolicy | {subject: {namespaces: {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['bank']}]}}} | shop/cart shop/web
          BaselineAdminNetworkPolicy | {subject: {namespaces: {matchLabels: {stage: 'prod'}}}} | shop/cart shop/web bank/cart
          AdminNetworkPolicy | {subject: {}} | shop/cart shop/web bank/cart
          """)
  void aClusterWidePolicyTouchesItsSubjects(String kind, String spec, String touched) {
    assertThat(touched(named("policy.networking.k8s.io/v1alpha1", kind, spec))).isEqualTo(touched);
  }

  @Test
  void ofAnUnknownApiEveryPodOfTheScopeMayBeTouched() {
    assertThat(touched(named("example.com/v1", "MagicNetworkPolicy", "{podSelector: {x: 'y'}}")))
        .isEqualTo("shop/cart shop/web");
    assertThat(
            touched(
                ForeignPolicies.of(
                    List.of(
                        object("example.com/v1", "MagicNetworkPolicy", "metadata: {name: 'a'}")))))
        .isEqualTo("shop/cart shop/web bank/cart");
    assertThat(
            touched(
                named(
                    "extensions/v1beta1",
                    "NetworkPolicy",
                    "{podSelector: {matchLabels: {app: 'cart'}}}")))
        .isEqualTo("shop/cart");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cilium.io/v2 | CiliumNetworkPolicy | {ingress: []} | ingress
          cilium.io/v2 | CiliumNetworkPolicy | {ingress: null, egress: [{}]} | egress
          cilium.io/v2 | CiliumNetworkPolicy | {ingress: [], enableDefaultDeny: {egress: true}} | ingress egress
          cilium.io/v2 | CiliumNetworkPolicy | {} | ingress egress
          projectcalico.org/v3 | NetworkPolicy | {types: ['Egress'], ingress: [{}]} | egress
          projectcalico.org/v3 | NetworkPolicy | {ingress: [{}]} | ingress
          projectcalico.org/v3 | NetworkPolicy | {} | ingress egress
          crd.antrea.io/v1beta1 | NetworkPolicy | {appliedTo: [{podSelector: {}}], egress: [{}]} | egress
          policy.networking.k8s.io/v1alpha2 | ClusterNetworkPolicy | {subject: {namespaces: {}}, ingress: [{}]} | ingress
          extensions/v1beta1 | NetworkPolicy | {egress: [{}]} | ingress egress
          """)
  void aDirectionThatAPolicyHasNoSectionForIsNotTouched(
      String version, String kind, String spec, String directions) {
    assertThat(directions(named(version, kind, spec))).isEqualTo(directions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cilium.io/v2 | CiliumClusterwideNetworkPolicy | {endpointSelector: {}} | false
          cilium.io/v2 | CiliumClusterwideNetworkPolicy | {nodeSelector: {}} | true
          projectcalico.org/v3 | GlobalNetworkPolicy | {selector: "role == 'node'"} | true
          projectcalico.org/v3 | NetworkPolicy | {} | false
          crd.antrea.io/v1beta1 | ClusterNetworkPolicy | {appliedTo: [{nodeSelector: {}}]} | true
          policy.networking.k8s.io/v1alpha2 | ClusterNetworkPolicy | {subject: {namespaces: {}}} | false
          """)
  void aPodOnItsNodesNetworkIsTouchedByPoliciesForNodes(
      String version, String kind, String spec, boolean touched) {
    Pod agent = pod("", "shop/agent", Pod.Origin.OBJECT, Map.of("app", "agent"), true);

    assertThat(named(version, kind, spec).mayTouch(agent, Direction.INGRESS).isPresent())
        .isEqualTo(touched);
  }

  @Test
  void aLabelThatALogDoesNotShowMayBeThere() {
    ForeignPolicies policies =
        named(
            "cilium.io/v2",
            "CiliumNetworkPolicy",
            "{endpointSelector: {matchLabels: {app: 'cart', tier: 'back'}}}");

    assertThat(
            policies.mayTouch(
                pod("shop/cart", Pod.Origin.LOG, Map.of("app", "cart")), Direction.INGRESS))
        .isPresent();
    assertThat(
            policies.mayTouch(
                pod("shop/web", Pod.Origin.LOG, Map.of("app", "web")), Direction.INGRESS))
        .isEmpty();
    assertThat(policies.mayTouch(CART, Direction.INGRESS)).isEmpty();
  }

  @Test
  void theFirstByKeyIsNamedWhateverTheOrderOfReading() {
    List<ClusterObject> objects = new ArrayList<>();
    objects.add(
        object("cilium.io/v2", "CiliumNetworkPolicy", "metadata: {name: 'b', namespace: 'shop'}"));
    objects.add(
        object("cilium.io/v2", "CiliumNetworkPolicy", "metadata: {name: 'a', namespace: 'shop'}"));

    for (int round = 0; round < 2; round++) {
      Collections.reverse(objects);
      assertThat(ForeignPolicies.of(objects).mayTouch(CART, Direction.EGRESS))
          .get()
          .returns("CiliumNetworkPolicy shop/a", ForeignPolicy::title)
          .returns(new ObjectOrigin("foreign.yaml", 3), ForeignPolicy::origin);
    }
  }

  @Test
  void anotherClustersPolicyTouchesNothing() {
    Pod far = pod("east", "shop/cart", Pod.Origin.OBJECT, Map.of("app", "cart"), false);

    assertThat(named("cilium.io/v2", "CiliumNetworkPolicy", "{}").mayTouch(far, Direction.INGRESS))
        .isEmpty();
  }

  @Test
  void theLastReadingCountsAndADeletedPolicyIsGone() {
    ClusterObject first = timed("{endpointSelector: {}}", Event.PRESENT, 1_000);
    ClusterObject narrowed =
        timed("{endpointSelector: {matchLabels: {app: 'web'}}}", Event.MODIFIED, 2_000);
    ClusterObject deleted = timed("{}", Event.DELETED, 3_000);

    assertThat(touched(ForeignPolicies.of(List.of(narrowed, first)))).isEqualTo("shop/web");
    assertThat(ForeignPolicies.of(List.of(deleted, narrowed, first)).policies()).isEmpty();
  }

  @Test
  void ordinaryNetworkPoliciesAndOtherKindsAreNotForeign() {
    ForeignPolicies policies =
        ForeignPolicies.of(
            List.of(
                PolicyTexts.object("shop", "a", "{podSelector: {}}"),
                object("v1", "Pod", "metadata: {name: 'a'}"),
                object("networking.k8s.io/v2", "NetworkPolicy", "metadata: {name: 'b'}")));

    assertThat(policies.policies()).isEmpty();
    assertThat(ForeignPolicies.none().mayTouch(CART, Direction.INGRESS)).isEmpty();
  }

  private static ClusterObject timed(String spec, Event event, long epochMillis) {
    ClusterObject object =
        object(
            "cilium.io/v2",
            "CiliumNetworkPolicy",
            "metadata: {name: 'a', namespace: 'shop'}, spec: " + spec);
    return new ClusterObject(
        "", object.kind(), object.tree(), object.origin(), Map.of(), event, epochMillis);
  }
}
