package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import org.junit.jupiter.api.Test;

/** Invariants 8, 11 and 12: nothing is isolated by accident, by silence, or in the system. */
class IsolationTest {
  private static World world() {
    return World.withDns()
        .deployment("shop/web", "app=web", 2)
        .deployment("shop/db", "app=db", 1)
        .deployment("shop/idle", "app=idle", 1);
  }

  @Test
  void aWorkloadWithoutAUsedEdgeGetsNoPolicyAndIsNamed() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/idle").state()).isEqualTo(State.NO_TRAFFIC);
    assertThat(outcome.of("shop/idle").policy()).isEmpty();
    assertThat(outcome.of("shop/idle").stateReason()).contains("no flow of it was seen");
    assertThat(outcome.recommendation.proposed().policies())
        .noneMatch(p -> p.podSelector().matches(java.util.Map.of("app", "idle")));
  }

  @Test
  void aWorkloadWhoseEdgesAreAllSetAsideGetsNoPolicyAndIsNotCalledSilent() {
    World world = world().minEvidence(100);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/web").state()).isEqualTo(State.NOTHING_LEARNT);
    assertThat(outcome.of("shop/web").stateReason())
        .startsWith("its only edge cannot be learnt from");
    assertThat(outcome.of("shop/idle").state()).isEqualTo(State.NO_TRAFFIC);
  }

  @Test
  void aWorkloadWithOneUsedEdgeIsIsolatedInBothDirectionsAndTheClosedOneIsNamed() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").isolates())
        .containsExactly(Direction.INGRESS, Direction.EGRESS);
    assertThat(outcome.of("shop/web").closedDirections()).containsExactly(Direction.INGRESS);
    assertThat(outcome.of("shop/db").closedDirections()).containsExactly(Direction.EGRESS);
    assertThat(outcome.of("shop/db").newlyIsolated())
        .containsExactly(Direction.INGRESS, Direction.EGRESS);
  }

  @Test
  void onlyTheDirectionsAskedForAreIsolated() {
    World world = world().isolating(Direction.INGRESS);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").isolates()).containsExactly(Direction.INGRESS);
    assertThat(outcome.policy("shop/web").egress()).isEmpty();
  }

  @Test
  void whatIsIsolatedTodayIsNotNewlyIsolated() {
    World world =
        world()
            .policy(
                "shop/today",
                "{\"podSelector\":{\"matchLabels\":{\"app\":\"db\"}},\"policyTypes\":[\"Ingress\"],"
                    + "\"ingress\":[{}]}");
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().of("shop/db").newlyIsolated()).containsExactly(Direction.EGRESS);
  }

  @Test
  void aWithheldFlowHoldsItsDirectionOpen() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.99.0.1", Traffic.TCP, 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").isolates()).containsExactly(Direction.INGRESS);
    assertThat(outcome.policy("shop/web").egress()).isEmpty();
    assertThat(outcome.reaches("shop/web", "10.99.0.1", 443)).isTrue();
    Hold hold = outcome.of("shop/web").holds().get(0);
    assertThat(hold.direction()).isEqualTo(Direction.EGRESS);
    assertThat(hold.word()).isEqualTo("unmapped-address");
    assertThat(hold.detail())
        .contains("shop/web → unknown (unmapped-address) 10.99.0.1 TCP/443 (6 records)");
    assertThat(hold.records()).isEqualTo(6);
    assertThat(hold.release()).isEqualTo("--accept-withheld");
    assertThat(outcome.policy("shop/db").isolates())
        .containsExactly(Direction.INGRESS, Direction.EGRESS);
  }

  @Test
  void anUnknownClientHoldsTheIngressOfItsServer() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.isCalledBy(Traffic.unmapped(), "10.99.0.1", "shop/db", Traffic.TCP, 5432);

    assertThat(world.recommend().policy("shop/db").isolates()).containsExactly(Direction.EGRESS);
  }

  @Test
  void anAmbiguousRecordHoldsBothDirectionsOfBothEnds() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432).undirected("shop/web", "shop/db");

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/web").state()).isEqualTo(State.HELD_OPEN);
    assertThat(outcome.of("shop/db").state()).isEqualTo(State.HELD_OPEN);
    assertThat(outcome.of("shop/db").policy()).isEmpty();
    assertThat(outcome.holds("shop/db"))
        .containsExactly(
            "ingress orientation-ambiguous --accept-withheld",
            "egress orientation-ambiguous --accept-withheld");
  }

  @Test
  void acceptWithheldReleasesAndSaysWhatItCloses() {
    World world = world().flags("--accept-withheld");
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.99.0.1", Traffic.TCP, 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").isolates())
        .containsExactly(Direction.INGRESS, Direction.EGRESS);
    assertThat(outcome.of("shop/web").holds()).isEmpty();
    assertThat(outcome.notes("shop/web"))
        .contains("--accept-withheld: egress closed despite shop/web → unknown");
  }

  @Test
  void aWorkloadThatOnlyInterfacesSawIsHeldOpenInBothDirections() {
    World world = world();
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/db").state()).isEqualTo(State.HELD_OPEN);
    assertThat(outcome.holds("shop/db"))
        .containsExactly(
            "ingress partial-source --accept-partial", "egress blind-source --accept-partial");
    assertThat(outcome.recommendation.proposed().policies()).isEmpty();
  }

  private static String running(String ip) {
    return "{\"phase\": \"Running\", \"startTime\": \"2026-02-01T00:00:00Z\", \"podIP\": \""
        + ip
        + "\"}";
  }

  @Test
  void wherePodsHaveAddressesOfASubnetTheirEgressIsSeenInPart() {
    World world =
        World.bare()
            .podWith("shop/web", "app=web", "{\"status\": " + running("10.241.0.9") + "}")
            .podWith("shop/db", "app=db", "{\"status\": " + running("10.241.0.10") + "}");
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().holds("shop/web"))
        .containsExactly(
            "ingress partial-source --accept-partial", "egress partial-source --accept-partial");
  }

  @Test
  void aLogFromThePodsInterfaceFillsTheBlindSpot() {
    World world = world();
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);
    world.traffic.by(Vantage.POD).talks("shop/db", "shop/idle", 80);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/db").state()).isEqualTo(State.PROPOSED);
    assertThat(outcome.of("shop/idle").state()).isEqualTo(State.PROPOSED);
    assertThat(outcome.of("shop/web").state()).isEqualTo(State.HELD_OPEN);
  }

  @Test
  void acceptPartialReleasesOnlyTheBlindSpot() {
    World world = world().flags("--accept-partial");
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.99.0.1", Traffic.TCP, 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/db").isolates())
        .containsExactly(Direction.INGRESS, Direction.EGRESS);
    assertThat(outcome.policy("shop/web").isolates()).containsExactly(Direction.INGRESS);
    assertThat(outcome.notes("shop/db")).contains("never passes the network interface");
  }

  @Test
  void kubeletProbesHoldNothing() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.isCalledBy(new Party.Node("", "aks-0", true), "", "shop/db", Traffic.TCP, 8081);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/db").holds()).isEmpty();
    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/5432");
  }

  @Test
  void systemNamespacesArePeersAndNeverSubjects() {
    World world =
        world()
            .namespace("platform", "kubernetes.azure.com/managedby=aks")
            .deployment("platform/agent", "app=agent", 1)
            .deployment("aks-istio-ingress/gate", "app=gate", 1)
            .deployment("legacy-1/app", "app=app", 1)
            .excluding("legacy-*");
    for (String client :
        new String[] {"platform/agent", "aks-istio-ingress/gate", "legacy-1/app"}) {
      world.traffic.talks(client, "shop/web", 8080);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.recommendation.proposed().policies())
        .extracting(p -> p.title())
        .containsExactly("shop/web");
    assertThat(outcome.of("platform/agent").state()).isEqualTo(State.SYSTEM);
    assertThat(outcome.of("legacy-1/app").stateReason()).contains("scope.exclude");
    assertThat(outcome.of("kube-system/coredns").state()).isEqualTo(State.SYSTEM);
    assertThat(outcome.rules("shop/web", Direction.INGRESS)).hasSize(1);
    assertThat(outcome.passes("aks-istio-ingress/gate", "shop/web", 8080)).isTrue();
  }

  @Test
  void includeSystemMakesThemSubjectsWithAWarning() {
    World world = world().flags("--include-system");
    world.traffic.talks("shop/web", "kube-system/coredns", Traffic.UDP, 53);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("kube-system/coredns").state()).isEqualTo(State.PROPOSED);
    assertThat(outcome.recommendation.warnings())
        .anyMatch(w -> w.startsWith("--include-system: namespace kube-system"));
  }

  @Test
  void aDeliveryToolIsASubjectWithAWarning() {
    World world = world().deployment("argocd/server", "app=server", 1);
    world.traffic.talks("argocd/server", "shop/web", 8080);

    assertThat(world.recommend().recommendation.warnings())
        .anyMatch(w -> w.contains("argocd holds a delivery tool"));
  }

  @Test
  void aStoppedFlowThatThePodsInterfaceSawDoesNotFillTheBlindSpot() {
    World world = world();
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);
    world.traffic.by(Vantage.POD).verdict(ObservedVerdict.DROPPED).talks("shop/web", "shop/db", 22);

    assertThat(world.recommend().of("shop/db").state()).isEqualTo(State.HELD_OPEN);
  }
}
