package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.decision.NamePattern;
import io.sluice.recommender.recommend.decision.Sponsor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The default deny of a namespace cuts nothing off but what a person gave up. */
class ClosedNamespaceTest {
  private static final Sponsor SPONSOR =
      new Sponsor(
          "team", "it is idle", "", LocalDate.parse("2026-12-31"), new ObjectOrigin("d.yaml", 1));

  private static final String WEBHOOK =
      """
      {"kind": "ValidatingWebhookConfiguration", "metadata": {"name": "checks"},
       "webhooks": [{"name": "a.shop.example",
         "clientConfig": {"service": {"namespace": "shop", "name": "checks"}}}]}
      """;

  /** The shop's default deny, where nobody who was not seen stands in its way. */
  private static World closing(World world) {
    HoldDecision accepted =
        new HoldDecision(new NamePattern("shop/*"), Optional.empty(), "no-traffic", SPONSOR);
    return world.options(
        o ->
            o.change()
                .defaultDeny(DefaultDeny.NAMESPACE)
                .decisions(
                    new Decisions(List.of(), List.of(accepted), LocalDate.parse("2026-11-03")))
                .build());
  }

  private static World shop() {
    return World.withDns()
        .deployment("shop/web", "app=web", 2)
        .deployment("shop/db", "app=db", 1)
        .deployment("shop/checks", "app=checks", 1);
  }

  private static Outcome outcome(World world) {
    world.traffic.talks("shop/web", "shop/db", 5432);
    return closing(world).recommend();
  }

  private static NamespaceDefault of(Outcome outcome) {
    return outcome.recommendation.defaults().stream()
        .filter(d -> d.namespace().equals("shop"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aWebhookThatNobodySawCalledKeepsItsPath() {
    Outcome outcome =
        outcome(
            shop()
                .service("shop/checks", "ClusterIP", "app=checks", Map.of(), "TCP 443 9443")
                .deployment("kube-system/konnectivity-agent", "app=konnectivity-agent", 2)
                .object(WEBHOOK));

    assertThat(of(outcome).policy()).isPresent();
    assertThat(outcome.passes("kube-system/konnectivity-agent", "shop/checks", 9443)).isTrue();
    assertThat(outcome.passes("shop/web", "shop/checks", 9443)).isFalse();
    assertThat(outcome.of("shop/checks").notes())
        .anyMatch(note -> note.contains("d.yaml:1") && note.contains("no traffic of it was seen"));
  }

  @Test
  void aWebhookWhosePathNoRuleCanSayKeepsTheNamespaceOpen() {
    Outcome outcome =
        outcome(
            shop()
                .engine(EngineProfile.CILIUM)
                .service("shop/checks", "ClusterIP", "app=checks", Map.of(), "TCP 443 9443")
                .object(WEBHOOK));

    assertThat(of(outcome).policy()).isEmpty();
    assertThat(of(outcome).refusals())
        .containsExactly("shop/checks (Deployment): ingress held open (declared-path)");
    assertThat(outcome.of("shop/checks").state()).isEqualTo(State.NO_TRAFFIC);
  }

  @Test
  void aSidecarThatNobodySawKeepsItsControlPlane() {
    Outcome outcome =
        outcome(
            shop()
                .deployment("istio-system/istiod", "app=istiod", 1)
                .podWith(
                    "shop/idle",
                    "app=idle",
                    "{\"spec\": {\"containers\": [{\"name\": \"istio-proxy\"}]}}"));

    assertThat(of(outcome).policy()).isPresent();
    assertThat(outcome.passes("shop/idle", "istio-system/istiod", 15012)).isTrue();
  }

  @Test
  void whoWasSeenIsNotGivenUpAsUnseen() {
    World world = shop();
    world.traffic.calls("shop/checks", Traffic.unmapped(), "10.9.8.7", 6, 443);

    Outcome outcome = outcome(world);

    assertThat(of(outcome).refusals())
        .singleElement()
        .asString()
        .startsWith("shop/checks (Deployment): its only edge cannot be learnt from");
  }

  @Test
  void whoWasSeenAndIsHeldOpenBothWaysIsNotGivenUpEither() {
    World world = shop();
    world.traffic.calls("shop/checks", Traffic.unmapped(), "10.9.8.7", 6, 443);
    world.traffic.isCalledBy(Traffic.unmapped(), "10.9.8.7", "shop/checks", 6, 443);
    world.traffic.talks("shop/web", "shop/checks", 8080);

    Outcome outcome = outcome(world);

    assertThat(outcome.of("shop/checks").state()).isEqualTo(State.HELD_OPEN);
    assertThat(of(outcome).policy()).isEmpty();
  }

  @Test
  void aNamespaceIsNotClosedWhereNobodyIsKnownToAnswerDns() {
    World world =
        World.bare().deployment("shop/web", "app=web", 1).deployment("shop/db", "app=db", 1);

    assertThat(of(outcome(world)).refusals())
        .singleElement()
        .asString()
        .startsWith("DNS: nobody is known to answer it");
    World ingress =
        World.bare()
            .deployment("shop/web", "app=web", 1)
            .deployment("shop/db", "app=db", 1)
            .isolating(Direction.INGRESS);
    assertThat(of(outcome(ingress)).policy()).isPresent();
  }
}
