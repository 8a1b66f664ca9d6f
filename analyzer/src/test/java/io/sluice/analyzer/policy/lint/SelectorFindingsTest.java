package io.sluice.analyzer.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.lint.known.Typo;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selectors that select nothing, and those that only seem to. */
final class SelectorFindingsTest {
  private static LintWorld shop() {
    return LintWorld.listed()
        .pod("shop/cart", "app: 'carts', tier: 'back'", "")
        .pod("shop/cart", "app: 'carts', tier: 'back'", "")
        .pod("shop/web", "app: 'web', tier: 'front'", "");
  }

  private static LintWorld selecting(LintWorld world, String selector) {
    return world.policy("p", "{podSelector: " + selector + "}");
  }

  @Test
  void aMisspeltLabelIsNamedWithTheOneThatPodsHave() {
    assertThat(selecting(shop(), "{matchLabels: {app: 'cart'}}").lint())
        .singleElement()
        .returns(FindingKind.SELECTS_NOTHING, PolicyFinding::kind)
        .returns(new NetworkPolicy.Key("", "shop", "p"), PolicyFinding::policy)
        .returns(new ObjectOrigin("shop/p.yaml", 1), PolicyFinding::origin)
        .returns(
            "shop/p.yaml:1: shop/p: selects-nothing: the policy selects nothing: no pod of shop has"
                + " app=cart; 2 pods have app=carts",
            PolicyFinding::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {matchLabels: {app: 'cart', tier: 'back'}} | no pod of shop has app=cart,tier=back; 2 pods that meet the rest have app=carts
          {matchLabels: {app: 'web', tier: 'back'}} | no pod of shop has app=web,tier=back; 2 pods that meet the rest have app=carts
          {matchLabels: {apps: 'web'}} | no pod of shop has apps=web, nor any other apps
          {matchLabels: {teir: 'front'}} | no pod of shop has teir=front; 1 pod has tier=front
          {matchLabels: {'app.kubernetes.io/name': 'web'}} | no pod of shop has app.kubernetes.io/name=web; 1 pod has app=web
          {matchLabels: {app: 'db'}} | no pod of shop has app=db; app is carts, web there
          {matchExpressions: [{key: 'app', operator: 'In', values: ['db', 'cart']}]} | no pod of shop has app In [cart, db]; 2 pods have app=carts
          {matchExpressions: [{key: 'zone', operator: 'Exists'}]} | no pod of shop has Exists zone, nor any other zone
          {matchLabels: {app: 'db', zone: 'a'}} | no pod of shop has app=db,zone=a, nor any zone at all
          """)
  void whatIsThereInsteadIsSaid(String selector, String message) {
    assertThat(selecting(shop(), selector).messages())
        .containsExactly("the policy selects nothing: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}
          {matchLabels: {app: 'carts'}}
          {matchExpressions: [{key: 'app', operator: 'DoesNotExist'}]}
          {matchLabels: {tier: 'back'}, matchExpressions: [{key: 'app', operator: 'NotIn', values: ['carts']}]}
          """)
  void aSelectorWhosePodsAreThereOrOptedOutIsMeant(String selector) {
    assertThat(selecting(shop(), selector).lint()).isEmpty();
  }

  @Test
  void aWorkloadThatIsScaledToZeroIsSelected() {
    assertThat(
            selecting(shop().manifest("shop/db", "app: 'db'", 0), "{matchLabels: {app: 'db'}}")
                .lint())
        .isEmpty();
  }

  @Test
  void inventoriesWithoutPodsSayNothingOfSelectors() {
    assertThat(selecting(new LintWorld(), "{matchLabels: {app: 'cart'}}").lint()).isEmpty();
    assertThat(
            new LintWorld()
                .namespace("bank", "stage: 'prod'")
                .from(
                    "{namespaceSelector: {matchLabels: {stage: 'x'}}}, {podSelector: {matchLabels: {a: 'b'}}}")
                .lint())
        .isEmpty();
  }

  @Test
  void manifestsLackTheirOperatorsPodsSoOnlyAMisspellingIsSaid() {
    LintWorld world = new LintWorld().manifest("shop/cart", "app: 'carts'", 2);

    assertThat(selecting(world, "{matchLabels: {app: 'alertmanager'}}").lint()).isEmpty();
    assertThat(
            selecting(
                    new LintWorld().manifest("shop/cart", "app: 'carts'", 2),
                    "{matchLabels: {app: 'cart'}}")
                .kinds())
        .containsExactly("selects-nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "cart, carts, true",
    "frontend, frontned, true",
    "Cart, cart, true",
    "shop_cart, shop-cart, true",
    "shopcart, shop-cart, true",
    "kube-dns, kube-dnss, false",
    "team-a, team-b, false",
    "prod-eu, prod-us, false",
    "web1, web2, false",
    "cart-v1, cart-v2, false",
    "api, app, false",
    "redis, redis-client, false",
    "front, frontend, false"
  })
  void aSlipOfThePenIsNotAnotherName(String asked, String there, boolean typo) {
    assertThat(Typo.between(asked, there)).isEqualTo(typo);
    assertThat(Typo.between(there, asked)).isEqualTo(typo);
  }

  @Test
  void policiesForPodsOnTheirNodesNetworkHaveNoEffect() {
    LintWorld world = shop().pod("shop/agent", "app: 'agent'", "hostNetwork: true");

    assertThat(
            world
                .policy("a", "{podSelector: {matchLabels: {app: 'agent'}}}")
                .policy(
                    "b",
                    "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: 'agent'}}}]}]}")
                .kinds())
        .containsExactly("host-network-only", "host-network-only ingress[0]");
  }

  @Test
  void aNamespaceThatTheClusterDoesNotHaveIsNamed() {
    LintWorld world = LintWorld.listed().pod("bank/ledger", "app: 'ledger'", "");

    assertThat(selecting(world, "{}").messages())
        .containsExactly("the cluster has no namespace shop, so the policy selects nothing");
    assertThat(selecting(new LintWorld().manifest("bank/a", "app: 'a'", 1), "{}").lint()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {podSelector: {matchLabels: {app: 'cart'}}} | peer-selects-nothing | from[0] selects nothing: no pod of shop has app=cart; 2 pods have app=carts
          {podSelector: {matchLabels: {'k8s-app': 'kube-dns'}}} | peer-selects-nothing | from[0] selects nothing: no pod of shop has k8s-app=kube-dns, nor any other k8s-app; pods of kube-system have it: to mean those, put a namespaceSelector into the same item
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kube-system'}}, podSelector: {matchLabels: {'k8s-app': 'kube-dn'}}} | peer-selects-nothing | from[0] selects nothing: no pod of kube-system has k8s-app=kube-dn; k8s-app is kube-dns there
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'shop'}}, podSelector: {matchLabels: {app: 'cart'}}} | peer-selects-nothing | from[0] selects nothing: no pod of shop has app=cart; 2 pods have app=carts
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kubesystem'}}} | namespace-unknown | from[0] selects nothing: no namespace has kubernetes.io/metadata.name=kubesystem; there is a namespace kube-system
          {namespaceSelector: {matchLabels: {name: 'kube-system'}}} | peer-selects-nothing | from[0] selects nothing: no namespace has name=kube-system; to mean the namespace kube-system, ask for kubernetes.io/metadata.name=kube-system
          {namespaceSelector: {}, podSelector: {matchLabels: {app: 'cart'}}} | peer-selects-nothing | from[0] selects nothing: no pod of these namespaces has app=cart; 2 pods have app=carts
          """)
  void aPeerThatSelectsNothingIsNamed(String peer, String kind, String message) {
    assertThat(shop().from(peer).kinds()).containsExactly(kind + " ingress[0]");
    assertThat(shop().from(peer).messages()).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {podSelector: {matchLabels: {'cart-client': 'true'}}}
          {podSelector: {}}
          {namespaceSelector: {}}
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kube-public'}}}
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kube-system'}}, podSelector: {matchLabels: {'k8s-app': 'kube-dns'}}}
          {namespaceSelector: {}, podSelector: {matchLabels: {'opt-in': 'true'}}}
          """)
  void aPeerThatSelectsPodsOrThatPodsMayOptInToIsMeant(String peer) {
    assertThat(shop().from(peer).lint()).isEmpty();
  }

  @Test
  void ofOtherTeamsNamespacesManifestsSayNothing() {
    LintWorld world = new LintWorld().manifest("shop/cart", "app: 'carts'", 1);

    assertThat(
            world
                .from(
                    "{namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'monitoring'}}},"
                        + "{namespaceSelector: {matchLabels: {team: 'x'}}, podSelector: {matchLabels: {app: 'prometheus'}}}")
                .lint())
        .isEmpty();
  }

  @Test
  void ofANamespaceKnownOnlyByItsPodsNoLabelIsSaidToBeMissing() {
    String peer = "{namespaceSelector: {matchLabels: {stage: 'prod'}}}";
    LintWorld podsAlone =
        new LintWorld()
            .pod("kube-system/dns", "k8s-app: 'kube-dns'", "")
            .pod("shop/cart", "app: 'carts'", "");

    assertThat(podsAlone.from(peer).lint()).isEmpty();
    assertThat(shop().from(peer).messages())
        .containsExactly("from[0] selects nothing: no namespace has stage=prod");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {namespaceSelector: {}}, {podSelector: {matchLabels: {app: 'web'}}} | which is among them
          {podSelector: {matchLabels: {app: 'web'}}}, {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'shop'}}} | which is among them
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kube-system'}}}, {podSelector: {matchLabels: {'k8s-app': 'kube-dns'}}} | where there are none
          """)
  void twoItemsThatWereMeantAsOneAreNamedOnce(String peers, String why) {
    assertThat(shop().from(peers).lint())
        .singleElement()
        .returns(FindingKind.PROBABLE_DASH_ERROR, PolicyFinding::kind)
        .satisfies(f -> assertThat(f.message()).contains(why).contains("drop the dash"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kube-system'}}}, {podSelector: {matchLabels: {app: 'web'}}}
          {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kube-system'}}}, {podSelector: {}}
          {namespaceSelector: {}, podSelector: {matchLabels: {app: 'web'}}}
          """)
  void twoItemsThatAddToEachOtherAreMeant(String peers) {
    assertThat(shop().from(peers).lint()).isEmpty();
  }
}
