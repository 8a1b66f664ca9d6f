package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.decision.NamePattern;
import io.sluice.recommender.recommend.decision.Sponsor;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is proposed where policies that stay are there, and how far it closes. */
class BesideOtherPoliciesTest {
  private static final String FROM_WEB =
      """
      {"podSelector": {"matchLabels": {"app": "db"}}, "policyTypes": ["Ingress"],
       "ingress": [{"from": [{"podSelector": {"matchLabels": {"app": "web"}}}], "ports": [{"port": 5432}]}]}
      """;

  private static World world() {
    return World.withDns()
        .deployment("shop/web", "app=web", 2)
        .deployment("shop/db", "app=db", 1)
        .deployment("jobs/report", "app=report", 1);
  }

  private static World closing(World world, DefaultDeny scope) {
    return world.options(o -> o.change().defaultDeny(scope).build());
  }

  private static List<String> already(Outcome outcome, String title) {
    return outcome.of(title).allowedAlready().stream()
        .map(a -> a.direction().word() + " " + a.policies())
        .toList();
  }

  @Test
  void whatAPolicyThatStaysAdmitsIsNamedAndNotRepeated() {
    World world = world().policy("shop/by-hand", FROM_WEB);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.talks("jobs/report", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(already(outcome, "shop/db")).containsExactly("ingress [shop/by-hand]");
    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .singleElement()
        .asString()
        .contains("report")
        .doesNotContain("app=web");
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
  }

  @Test
  void whatItAdmitsOnAnotherPortOrForSomePodsOnlyIsProposed() {
    World world = world().policy("shop/by-hand", FROM_WEB);
    world.traffic.talks("shop/web", "shop/db", 9187);

    Outcome outcome = world.recommend();

    assertThat(already(outcome, "shop/db")).isEmpty();
    assertThat(outcome.rules("shop/db", Direction.INGRESS)).hasSize(1);
  }

  @Test
  void aWorkloadWhosePoliciesDoAllOfItGetsNone() {
    World world =
        world()
            .policy("shop/by-hand", FROM_WEB)
            .policy(
                "shop/quiet",
                "{\"podSelector\": {\"matchLabels\": {\"app\": \"db\"}}, \"policyTypes\": [\"Egress\"]}");
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/db").state()).isEqualTo(State.COVERED);
    assertThat(outcome.of("shop/db").policy()).isEmpty();
    assertThat(outcome.of("shop/db").stateReason()).contains("shop/by-hand, shop/quiet");
  }

  @Test
  void replacingRepeatsAllOfIt() {
    World world = world().policy("shop/by-hand", FROM_WEB).replacing();
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(already(outcome, "shop/db")).isEmpty();
    assertThat(outcome.rules("shop/db", Direction.INGRESS)).hasSize(1);
  }

  @Test
  void nothingRestsOnAPolicyOfAnEarlierRun() {
    World world = world().policy("shop/db", FROM_WEB);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend(Set.of(new NetworkPolicy.Key("", "shop", "db")));

    assertThat(already(outcome, "shop/db")).isEmpty();
    assertThat(outcome.rules("shop/db", Direction.INGRESS)).hasSize(1);
  }

  @Test
  void withoutDefaultDenyOnlyWhatIsIsolatedAlreadyGetsRules() {
    World world = closing(world().policy("shop/by-hand", FROM_WEB), DefaultDeny.NONE);
    world.traffic.talks("shop/web", "shop/db", 9187);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/web").state()).isEqualTo(State.NOT_ISOLATED);
    assertThat(outcome.policy("shop/db").isolates()).containsExactly(Direction.INGRESS);
    assertThat(outcome.of("shop/db").newlyIsolated()).isEmpty();
    assertThat(outcome.passes("shop/web", "shop/db", 9187)).isTrue();
  }

  @Test
  void aNamespaceIsClosedWhereNothingInItIsUnseen() {
    World world = closing(world(), DefaultDeny.NAMESPACE);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Recommendation recommendation = world.recommend().recommendation;

    NamespaceDefault shop = of(recommendation, "shop");
    assertThat(shop.policy().orElseThrow().isolates()).containsExactly(Direction.values());
    assertThat(shop.policy().orElseThrow().podSelector().isEverything()).isTrue();
    assertThat(shop.policy().orElseThrow().egress().toString()).contains("53");
    assertThat(recommendation.proposed().policies()).contains(shop.policy().orElseThrow());
    assertThat(of(recommendation, "jobs").refusals())
        .singleElement()
        .asString()
        .startsWith("jobs/report (Deployment): no flow of it was seen");
  }

  @Test
  void aNamespaceIsClosedOnlyInTheDirectionsThatAreIsolatedAtAll() {
    World world = closing(world(), DefaultDeny.NAMESPACE).isolating(Direction.INGRESS);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    NetworkPolicy shop = of(outcome.recommendation, "shop").policy().orElseThrow();
    assertThat(shop.isolates()).containsExactly(Direction.INGRESS);
    assertThat(shop.egress()).isEmpty();
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
  }

  @Test
  void aCronJobThatNobodySawAndADirectionThatIsHeldOpenAreNamed() {
    World world = closing(world().cronJob("shop/nightly", "app=nightly"), DefaultDeny.NAMESPACE);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.9.8.7", 6, 443);

    NamespaceDefault shop = of(world.recommend().recommendation, "shop");

    assertThat(shop.policy()).isEmpty();
    assertThat(shop.refusals())
        .anyMatch(text -> text.startsWith("shop/nightly (CronJob)"))
        .anyMatch(text -> text.equals("shop/web (Deployment): egress held open (unmapped-address)"))
        .hasSize(2);
  }

  @Test
  void aDecisionAcceptsAWorkloadThatNobodySaw() {
    Sponsor sponsor =
        new Sponsor(
            "team", "it is idle", "", LocalDate.parse("2026-12-31"), new ObjectOrigin("d.yaml", 1));
    World world =
        closing(world(), DefaultDeny.NAMESPACE)
            .options(
                o ->
                    o.change()
                        .decisions(
                            new Decisions(
                                List.of(),
                                List.of(
                                    new HoldDecision(
                                        new NamePattern("jobs/*"),
                                        Optional.empty(),
                                        "no-traffic",
                                        sponsor)),
                                LocalDate.parse("2026-11-03")))
                        .build());
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(of(world.recommend().recommendation, "jobs").policy()).isPresent();
  }

  @Test
  void aPathBetweenNamespacesIsAPair() {
    World world = world();
    world.traffic.talks("jobs/report", "shop/db", 5432);
    world.traffic.talks("shop/web", "shop/db", 5432);

    List<PathPair> pairs = world.recommend().recommendation.pairs();

    assertThat(pairs)
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.ports()).containsExactly("TCP/5432");
              assertThat(pair.egress()).isEqualTo("jobs/report");
              assertThat(pair.ingress()).isEqualTo("shop/db");
              assertThat(pair.order()).isEqualTo("either order");
            });
  }

  @Test
  void anEndThatIsClosedTodaySaysWhoClosesItAndWhatOpensIt() {
    World world = world().policy("shop/by-hand", FROM_WEB);
    world.traffic.talks("jobs/report", "shop/db", 5432);

    assertThat(world.recommend().recommendation.pairs())
        .singleElement()
        .extracting(PathPair::order)
        .isEqualTo("closed today by shop/by-hand, open once shop/db is there");
    assertThat(world().replacing().recommend().recommendation.pairs()).isEmpty();
  }

  private static NamespaceDefault of(Recommendation recommendation, String namespace) {
    return recommendation.defaults().stream()
        .filter(d -> d.namespace().equals(namespace))
        .findFirst()
        .orElseThrow();
  }
}
