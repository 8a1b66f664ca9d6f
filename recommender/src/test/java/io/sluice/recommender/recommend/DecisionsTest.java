package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.Answer;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.decision.EdgeDecision.Kind;
import io.sluice.recommender.recommend.decision.EndPattern;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.decision.NamePattern;
import io.sluice.recommender.recommend.decision.PortPattern;
import io.sluice.recommender.recommend.decision.Sponsor;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people accept, forbid and expect. */
class DecisionsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-03");

  private static World world() {
    return World.withDns().deployment("shop/web", "app=web", 2).deployment("shop/db", "app=db", 1);
  }

  private static Sponsor sponsor(String expires) {
    return new Sponsor(
        "team-shop",
        "it is so",
        "OPS-12",
        LocalDate.parse(expires),
        new ObjectOrigin("decisions.yaml", 3));
  }

  private static EndPattern end(String text) {
    return Cidr.parse(text)
        .<EndPattern>map(EndPattern.Addresses::new)
        .orElseGet(() -> new EndPattern.Workloads(new NamePattern(text)));
  }

  private static EdgeDecision decision(Kind kind, String from, String to, String port) {
    return new EdgeDecision(
        kind, end(from), end(to), PortPattern.parse(port), sponsor("2026-12-31"));
  }

  private static World decided(World world, EdgeDecision... decisions) {
    return world.options(
        o -> o.change().decisions(new Decisions(List.of(decisions), List.of(), DAY)).build());
  }

  private static String reasons(Outcome outcome, String title) {
    return outcome.of(title).evidence().stream()
        .map(RuleEvidence::note)
        .collect(Collectors.joining("; "));
  }

  @Test
  void anAcceptedAttemptThatAPolicyStoppedIsLearntAndItsRuleNamesTheDecision() {
    World world = decided(world(), decision(Kind.ACCEPT, "shop/web", "shop/db", "TCP/5432"));
    world.traffic.verdict(ObservedVerdict.DROPPED).talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("used");
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
    assertThat(reasons(outcome, "shop/db"))
        .contains("accepted: OPS-12 (team-shop, until 2026-12-31): it is so");
  }

  @Test
  void anAcceptedRangeIsOpenedWhereThePortsVaryAndItsRuleNamesTheDecision() {
    World world = decided(world(), decision(Kind.ACCEPT, "shop/web", "shop/db", "TCP/40000-41000"));
    world.traffic.times(1);
    List.of(40_000, 40_300, 40_900).forEach(p -> world.traffic.talks("shop/web", "shop/db", p));

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsOnly("used");
    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/40000-41000");
    assertThat(reasons(outcome, "shop/db")).contains("3 of 1001 ports seen", "accepted: OPS-12");
    assertThat(outcome.recommendation.edges())
        .allMatch(e -> e.standing() instanceof Standing.Used used && !used.by().isEmpty());
  }

  @Test
  void anAcceptanceReachesOnlyWhatItNames() {
    World world = decided(world(), decision(Kind.ACCEPT, "shop/web", "shop/db", "TCP/5432"));
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.verdict(ObservedVerdict.DROPPED).talks("shop/web", "shop/db", 22);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("quarantined denied-by-policy", "used");
    assertThat(reasons(outcome, "shop/db")).doesNotContain("accepted");
  }

  @Test
  void anAcceptedScannerIsLearnt() {
    World world = decided(world(), decision(Kind.ACCEPT, "shop/web", "shop/db", "TCP"));
    world.traffic.answered(Answer.NO);
    for (int port = 1000; port < 1000 + Settings.DEFAULT_SCAN_TARGETS; port++) {
      world.traffic.talks("shop/web", "shop/db", port);
    }

    assertThat(world.recommend().standings()).containsOnly("used");
  }

  @Test
  void anAddressThatNobodyHasBecomesARuleWhereItsRangeIsAccepted() {
    World world = world();
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.9.8.7", 6, 5432);
    assertThat(world.recommend().standings()).containsExactly("withheld unmapped-address");

    World decided = decided(world(), decision(Kind.ACCEPT, "shop/*", "10.9.8.0/29", "TCP/5432"));
    decided.traffic.calls("shop/web", Traffic.unmapped(), "10.9.8.7", 6, 5432);
    Outcome outcome = decided.recommend();

    assertThat(outcome.standings()).containsExactly("used");
    assertThat(outcome.holds("shop/web")).isEmpty();
    assertThat(outcome.reaches("shop/web", "10.9.8.6", 5432)).isTrue();
    assertThat(outcome.reaches("shop/web", "10.9.8.8", 5432)).isFalse();
  }

  @Test
  void whatIsForbiddenIsNeverLearntAlsoWhereAnotherDecisionAcceptsIt() {
    World world =
        decided(
            world(),
            decision(Kind.ACCEPT, "shop/web", "shop/db", "TCP/5432"),
            decision(Kind.NEVER_ALLOW, "*/*", "shop/db", "TCP"));
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("quarantined never-allow");
    assertThat(outcome.of("shop/db").state()).isEqualTo(State.NOTHING_LEARNT);
  }

  @Test
  void whatIsExpectedIsOpenedAtBothEndsWithoutAnyFlow() {
    World world = decided(world(), decision(Kind.EXPECT, "shop/web", "shop/db", "TCP/5432"));

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/db").state()).isEqualTo(State.PROPOSED);
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
    assertThat(outcome.passes("shop/web", "shop/db", 5433)).isFalse();
    assertThat(outcome.rules("shop/db", Direction.INGRESS)).hasSize(1);
    assertThat(reasons(outcome, "shop/web")).contains("OPS-12");
  }

  @Test
  void aDecisionPastItsDayHasNoEffect() {
    World world =
        world()
            .options(
                o ->
                    o.change()
                        .decisions(
                            new Decisions(
                                List.of(
                                    new EdgeDecision(
                                        Kind.ACCEPT,
                                        end("shop/web"),
                                        end("shop/db"),
                                        Optional.empty(),
                                        sponsor("2026-11-02"))),
                                List.of(),
                                DAY))
                        .build());
    world.traffic.verdict(ObservedVerdict.DROPPED).talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().standings()).containsExactly("quarantined denied-by-policy");
  }

  @Test
  void aHoldIsReleasedForTheWorkloadAndDirectionThatAreNamedOnly() {
    World world =
        world()
            .options(
                o ->
                    o.change()
                        .decisions(
                            new Decisions(
                                List.of(),
                                List.of(
                                    new HoldDecision(
                                        new NamePattern("shop/db"),
                                        Optional.of(Direction.INGRESS),
                                        "partial-source",
                                        sponsor("2026-12-31"))),
                                DAY))
                        .build());
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/db").isolates()).containsExactly(Direction.INGRESS);
    assertThat(outcome.notes("shop/db")).contains("OPS-12", "ingress closed despite");
    assertThat(outcome.of("shop/web").state()).isEqualTo(State.HELD_OPEN);
  }

  @Test
  void anAcceptanceSaysWhoOpensAConnectionOfOpenOrientation() {
    World world = decided(world(), decision(Kind.ACCEPT, "shop/web", "shop/db", "TCP/5432"));
    world.traffic.undirected("shop/db", "shop/web");

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("not governed decided");
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
    assertThat(outcome.holds("shop/web")).isEmpty();
    assertThat(outcome.holds("shop/db")).isEmpty();
  }

  @Test
  void portsAreReadInBothSpellingsAndNothingElseIs() {
    assertThat(PortPattern.parse("8443/TCP")).isEqualTo(PortPattern.parse("TCP/8443"));
    assertThat(PortPattern.parse("udp").map(PortPattern::toString)).contains("UDP");
    assertThat(PortPattern.parse("TCP/8000-8010").map(PortPattern::toString))
        .contains("TCP/8000-8010");
    assertThat(PortPattern.parse("TCP/8010-8000")).isEmpty();
    assertThat(PortPattern.parse("TCP/65536")).isEmpty();
    assertThat(PortPattern.parse("ICMP")).isEmpty();
    assertThat(PortPattern.parse("")).isEmpty();
  }
}
