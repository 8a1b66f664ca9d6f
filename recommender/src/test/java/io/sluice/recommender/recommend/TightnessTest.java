package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.decision.EndPattern;
import io.sluice.recommender.recommend.decision.NamePattern;
import io.sluice.recommender.recommend.decision.PortPattern;
import io.sluice.recommender.recommend.decision.Sponsor;
import io.sluice.recommender.recommend.tightness.Tightness;
import io.sluice.recommender.recommend.tightness.TightnessStep;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.IntConsumer;

/** The trade between few rules and little extra permission, and what it may never open. */
class TightnessTest {
  /** Two clients of a database, each on a port of its own. */
  private static World twoClients(String... more) {
    World world = World.bare();
    for (String title : more) {
      world.deployment(title, "app=" + title.replace('/', '-'), 1);
    }
    world
        .deployment("shop/web", "app=web", 2)
        .deployment("shop/api", "app=api", 1)
        .deployment("shop/db", "app=db", 1)
        .deployment("shop/other", "app=other", 1)
        .deployment("shop/idle", "app=idle", 1);
    world.traffic.talks("shop/web", "shop/db", 5432).talks("shop/api", "shop/db", 9187);
    return world;
  }

  private static Outcome with(World world, Tightness tightness) {
    return world.settings(settings -> settings.withTightness(tightness)).recommend();
  }

  @Test
  void byDefaultEachPeerIsOpenOnThePortsThatWereSeen() {
    assertThat(twoClients().recommend().rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=api : TCP/9187", "pods app=web : TCP/5432");
  }

  @Test
  void balancedJoinsRulesWhoseClientsAreIsolatedThemselves() {
    World world = twoClients();

    Outcome balanced = with(world, Tightness.BALANCED);

    assertThat(balanced.rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=api | pods app=web : TCP/5432 TCP/9187");
    assertThat(balanced.recommendation.excess().neverObserved()).isZero();
    assertThat(balanced.passes("shop/web", "shop/db", 9187)).isFalse();
  }

  @Test
  void balancedLeavesRulesApartWhereTheOtherEndIsOpen() {
    World world = twoClients().isolating(Direction.INGRESS);

    Outcome balanced = with(world, Tightness.BALANCED);

    assertThat(balanced.rules("shop/db", Direction.INGRESS)).hasSize(2);
    assertThat(balanced.recommendation.excess().neverObserved()).isZero();
  }

  @Test
  void balancedOpensNoMoreThanATwentiethOfWhatThePolicyAllows() {
    // 40 triples are observed, so 2 may be opened: joining the single pod's two ports costs 1.
    World world =
        World.bare()
            .isolating(Direction.INGRESS)
            .deployment("shop/web", "app=web", 40)
            .deployment("shop/probe", "app=probe", 1)
            .deployment("shop/db", "app=db", 1);
    world.traffic.talks("shop/web", "shop/db", 1).talks("shop/web", "shop/db", 2);
    world.traffic.talks("shop/probe", "shop/db", 1);

    Outcome balanced = with(world, Tightness.BALANCED);

    assertThat(balanced.rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=probe | pods app=web : TCP/1 TCP/2");
    assertThat(balanced.recommendation.excess().neverObserved()).isEqualTo(1);
    assertThat(balanced.evidence("shop/db"))
        .contains("ingress pods app=probe TCP/2 joined")
        .contains("ingress pods app=probe TCP/1 observed");
  }

  @Test
  void fewJoinsAllRulesOfADirectionAndSaysWhatThatOpens() {
    World world = twoClients().isolating(Direction.INGRESS);

    Outcome few = with(world, Tightness.FEW);

    assertThat(few.rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=api | pods app=web : TCP/5432 TCP/9187");
    assertThat(few.recommendation.excess().neverObserved()).isEqualTo(3);
    assertThat(few.notes("shop/db")).contains("--tightness few: 2 rules became 1");
  }

  @Test
  void fewNamesTheNamespaceOnceMostOfItsWorkloadsAreClients() {
    World world = twoClients();
    world.traffic.talks("shop/other", "shop/db", 5432);

    Outcome few = with(world, Tightness.FEW);

    assertThat(few.rules("shop/db", Direction.INGRESS))
        .containsExactly("pods everything : TCP/5432 TCP/9187");
    // Idle is isolated by nobody; it is now the pod that was never seen.
    assertThat(few.passes("shop/idle", "shop/db", 5432)).isTrue();
    assertThat(few.recommendation.excess().neverObserved()).isEqualTo(2);
  }

  @Test
  void aNamespaceOfWhichHalfAreClientsIsNotNamed() {
    World world = twoClients("shop/more");
    world.traffic.talks("shop/other", "shop/db", 5432);

    // Three of the six workloads call.
    assertThat(with(world, Tightness.FEW).rules("shop/db", Direction.INGRESS))
        .noneMatch(rule -> rule.contains("everything"));
  }

  @Test
  void anAttemptThatWasDeniedStaysDenied() {
    World world = twoClients().isolating(Direction.INGRESS);
    world.traffic.verdict(ObservedVerdict.DROPPED).talks("shop/web", "shop/db", 9187);

    Outcome few = with(world, Tightness.FEW);

    assertThat(few.rules("shop/db", Direction.INGRESS)).hasSize(2);
    assertThat(few.passes("shop/web", "shop/db", 9187)).isFalse();
  }

  @Test
  void anAttemptOfAWorkloadThatIsNoClientKeepsItsNamespaceFromBeingNamed() {
    World world = twoClients();
    world.traffic.talks("shop/other", "shop/db", 5432);
    world.traffic.verdict(ObservedVerdict.DROPPED).talks("shop/idle", "shop/db", 9187);

    Outcome few = with(world, Tightness.FEW);

    assertThat(few.rules("shop/db", Direction.INGRESS))
        .containsExactly("pods app=api | pods app=other | pods app=web : TCP/5432 TCP/9187");
    assertThat(few.passes("shop/idle", "shop/db", 9187)).isFalse();
  }

  @Test
  void whatADecisionNeverAllowsStaysClosed() {
    World world = twoClients().isolating(Direction.INGRESS);
    EdgeDecision never =
        new EdgeDecision(
            EdgeDecision.Kind.NEVER_ALLOW,
            new EndPattern.Workloads(new NamePattern("shop/web")),
            new EndPattern.Workloads(new NamePattern("shop/*")),
            PortPattern.parse("TCP/9000-9999"),
            new Sponsor("team", "so", "", LocalDate.MAX, new ObjectOrigin("decisions.yaml", 1)));
    world.options(
        o ->
            o.change()
                .decisions(new Decisions(List.of(never), List.of(), LocalDate.EPOCH))
                .build());

    Outcome few = with(world, Tightness.FEW);

    assertThat(few.rules("shop/db", Direction.INGRESS)).hasSize(2);
    assertThat(few.passes("shop/web", "shop/db", 9187)).isFalse();
  }

  @Test
  void systemNamespacesAndDnsKeepTheirPorts() {
    World world =
        World.withDns()
            .deployment("kube-system/metrics", "app=metrics", 1)
            .deployment("shop/web", "app=web", 1)
            .deployment("shop/db", "app=db", 1);
    world.traffic.talks("shop/web", "shop/db", 5432).talks("shop/web", "kube-system/metrics", 443);

    List<String> exact = world.recommend().rules("shop/web", Direction.EGRESS);

    assertThat(with(world, Tightness.FEW).rules("shop/web", Direction.EGRESS)).isEqualTo(exact);
  }

  @Test
  void addressesOutsideGetNoPortThatWasNotSeenThere() {
    World world =
        World.bare().deployment("shop/web", "app=web", 1).deployment("shop/db", "app=db", 1);
    world.traffic.talks("shop/web", "shop/db", 5432).calls("shop/web", "203.0.113.9", 443);

    assertThat(with(world, Tightness.FEW).rules("shop/web", Direction.EGRESS))
        .containsExactlyInAnyOrder("pods app=db : TCP/5432", "ipBlock 203.0.113.9/32 : TCP/443");
  }

  @Test
  void fewLetsBlocksStandForAddressesFromAQuarterAsManyOn() {
    World world = World.bare().deployment("shop/web", "app=web", 1);
    for (int i = 0; i < 10; i++) {
      world.traffic.calls("shop/web", "203.0.113." + 2 * i, 443);
    }

    Outcome few = with(world, Tightness.FEW);

    assertThat(few.policy("shop/web").egress().get(0).peers()).hasSizeLessThanOrEqualTo(8);
    assertThat(few.recommendation.leastPrivilege().addressesNeverSeen()).isPositive();
    assertThat(few.recommendation.tightness())
        .extracting(TightnessStep::addressesNeverSeen)
        .map(Number::intValue)
        .satisfies(n -> assertThat(n.get(0)).isZero())
        .satisfies(n -> assertThat(n.get(1)).isZero())
        .satisfies(n -> assertThat(n.get(2)).isPositive());
  }

  @Test
  void aBlockThatHoldsAnAddressThatWasStoppedIsNotTaken() {
    World world = World.bare().deployment("shop/web", "app=web", 1);
    for (int i = 0; i < 9; i++) {
      world.traffic.calls("shop/web", "203.0.113." + (i < 4 ? i : i + 1), 443);
    }
    world.traffic.verdict(ObservedVerdict.DROPPED).calls("shop/web", "203.0.113.4", 443);

    Outcome few = with(world, Tightness.FEW);

    assertThat(few.reaches("shop/web", "203.0.113.4", 443)).isFalse();
    assertThat(few.reaches("shop/web", "203.0.113.5", 443)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Tightness.class)
  void theFiguresAreTheSameWhicheverIsChosen(Tightness chosen) {
    Outcome outcome = with(twoClients().isolating(Direction.INGRESS), chosen);

    assertThat(outcome.recommendation.tightness())
        .extracting(
            step ->
                step.tightness().word()
                    + " "
                    + step.policies()
                    + " "
                    + step.rules()
                    + " "
                    + step.triples().neverObserved())
        .containsExactly("exact 3 2 0", "balanced 3 2 0", "few 3 1 3");
    assertThat(outcome.recommendation.tightness())
        .filteredOn(TightnessStep::chosen)
        .extracting(TightnessStep::tightness)
        .containsExactly(chosen);
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43, 44})
  void whatIsLooserAllowsAllThatIsTighterAndNothingThatWasStopped(long seed) {
    for (int i = 0; i < 15; i++) {
      World world = RandomWorldsTest.world(new Random(seed * 1_000 + i), false);
      Recommendation exact = with(world, Tightness.EXACT).recommendation;
      for (Tightness tightness : List.of(Tightness.BALANCED, Tightness.FEW)) {
        Recommendation loose = with(world, tightness).recommendation;

        Set<String> before = reach(world, exact);
        Set<String> after = reach(world, loose);

        assertThat(after).as("seed %d world %d %s", seed, i, tightness).containsAll(before);
        assertThat(after.size() - before.size())
            .as("seed %d world %d %s", seed, i, tightness)
            .isLessThanOrEqualTo((int) loose.excess().neverObserved());
        assertThat(opened(before, after, loose)).as("seed %d world %d", seed, i).isEmpty();
        assertThat(rules(loose)).isLessThanOrEqualTo(rules(exact));
      }
    }
  }

  private static int rules(Recommendation recommendation) {
    return recommendation.proposed().policies().stream()
        .mapToInt(policy -> policy.ingress().size() + policy.egress().size())
        .sum();
  }

  /** Edges that were stopped and of which some pair passes now that did not before. */
  private static List<String> opened(
      Set<String> before, Set<String> after, Recommendation recommendation) {
    List<String> opened = new ArrayList<>();
    for (JudgedEdge judged : recommendation.edges()) {
      String start = judged.edge().key().client().title() + ">";
      String end = ">" + judged.edge().key().server().title() + ":" + judged.edge().key().port();
      if (judged.standing() instanceof Standing.Quarantined) {
        after.stream()
            .filter(path -> path.startsWith(start) && path.endsWith(end))
            .filter(path -> !before.contains(path))
            .forEach(opened::add);
      }
    }
    return opened;
  }

  /** Which pods reach which on the ports of these worlds, with both workloads in the text. */
  private static Set<String> reach(World world, Recommendation recommendation) {
    EngineProfile engine = world.engine();
    Evaluator evaluator = new Evaluator(recommendation.effective(), world.inventory(), engine);
    List<Subject.OfPod> pods = new ArrayList<>();
    world
        .inventory()
        .livePods()
        .forEach((IntConsumer) id -> pods.add(new Subject.OfPod(world.inventory().pods().get(id))));
    pods.removeIf(pod -> pod.pod().hostNetwork());
    return pods.stream()
        .flatMap(from -> pods.stream().flatMap(to -> ports(evaluator, from, to).stream()))
        .collect(Collectors.toSet());
  }

  private static List<String> ports(Evaluator evaluator, Subject.OfPod from, Subject.OfPod to) {
    List<String> open = new ArrayList<>();
    for (int port = 8000; port < 8004; port++) {
      if (from.pod().id() != to.pod().id()
          && evaluator.allows(new Connection(from, to, Traffic.TCP, port))) {
        open.add(
            from.pod().workload().title()
                + ">"
                + from.pod().name()
                + ">"
                + to.pod().name()
                + ">"
                + to.pod().workload().title()
                + ":"
                + port);
      }
    }
    return open;
  }

  @Test
  void noPeerOfALooserRuleIsWiderThanANamespace() {
    World world = twoClients();
    world.traffic.talks("shop/other", "shop/db", 5432);

    for (NetworkPolicy policy : with(world, Tightness.FEW).recommendation.proposed().policies()) {
      assertThat(policy.podSelector().isEverything()).isFalse();
      assertThat(policy.ingress())
          .allSatisfy(
              rule ->
                  assertThat(rule.peers())
                      .isNotEmpty()
                      .noneMatch(
                          peer ->
                              peer instanceof PolicyPeer.Pods pods
                                  && pods.namespaces().filter(s -> s.isEverything()).isPresent()));
    }
  }
}
