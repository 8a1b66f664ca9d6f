package io.sluice.recommender.world.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.run.LogForm;
import io.sluice.recommender.world.run.WorldRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each number of a score falls when policies are spoilt in the way that it is for. */
final class TheScorerNoticesDamageTest {
  private static final WorldOptions OPTIONS = WorldOptions.of(11, 4, Duration.ofHours(24));

  @TempDir private static Path folder;

  private static Scene scene;
  private static Score before;

  @BeforeAll
  static void recommend() throws IOException {
    WorldRun run = WorldRun.of(OPTIONS, LogForm.HUBBLE, folder);
    scene = run.scene();
    before = run.score();
  }

  private static Score after(PolicySet damaged) {
    return Scorer.of(scene.with(damaged));
  }

  private static PolicyPeer block(String cidr) {
    return new PolicyPeer.IpBlock(Cidr.parse(cidr).orElseThrow(), List.of());
  }

  @Test
  void withoutARuleWhatWasSeenIsDenied() {
    Score score = after(Damage.withoutRules(scene.proposed(), Direction.INGRESS));

    assertThat(before.recall()).as(before.describe(Measure.SEEN_DENIED)).isEqualTo(1);
    assertThat(score.recall()).isLessThan(1);
    assertThat(score.count(Measure.HELD_OUT_DENIED))
        .isGreaterThan(before.count(Measure.HELD_OUT_DENIED));
    assertThat(score.of(Measure.SEEN_DENIED).get(0).text()).contains(" -> ", "ingress: ");
  }

  @Test
  void aWiderSelectorAllowsWhatNobodyNeeds() {
    PolicySet both =
        Damage.widened(Damage.widened(scene.proposed(), Direction.INGRESS), Direction.EGRESS);

    Score score = after(both);

    assertThat(score.excess()).isGreaterThan(before.excess() + 0.5);
    assertThat(score.recall()).isEqualTo(1);
  }

  @Test
  void aWiderSelectorOnOneSideIsNoticedAlthoughTheOtherSideDenies() {
    Score score = after(Damage.widened(scene.proposed(), Direction.EGRESS));

    assertThat(score.count(Measure.ONE_SIDED_EXCESS))
        .isGreaterThan(before.count(Measure.ONE_SIDED_EXCESS) + 50);
  }

  @Test
  void everyAddressOpenedIsAnUnseenOne() {
    Score score = after(Damage.opened(scene.proposed(), Direction.EGRESS, block("0.0.0.0/0"), 443));

    assertThat(before.of(Measure.UNSEEN_INTERNET)).isEmpty();
    assertThat(score.of(Measure.UNSEEN_INTERNET)).isNotEmpty();
    assertThat(score.of(Measure.UNSEEN_INTERNET).get(0).text()).contains(" is open to ");
  }

  @Test
  void aNeighbourOfASeenAddressIsAnUnseenOne() {
    Score score =
        after(Damage.opened(scene.proposed(), Direction.EGRESS, block("198.18.3.0/31"), 443));

    assertThat(score.of(Measure.UNSEEN_INTERNET)).isNotEmpty();
  }

  @Test
  void aBlockWithAPodsAddressIsNamed() {
    WorldPod pod = scene.world.pods().get(0);

    Score score =
        after(Damage.opened(scene.proposed(), Direction.EGRESS, block(pod.ip() + "/32"), 8080));

    assertThat(before.of(Measure.CLUSTER_ADDRESS_OPENED)).isEmpty();
    assertThat(score.of(Measure.CLUSTER_ADDRESS_OPENED)).isNotEmpty();
    assertThat(score.of(Measure.CLUSTER_ADDRESS_OPENED).get(0).text()).contains(pod.ip());
  }

  @Test
  void aDirectionThatNobodyIsolatesIsLeftOpen() {
    Score score = after(Damage.isolatedOnly(scene.proposed(), Direction.INGRESS));

    assertThat(score.count(Measure.LEFT_OPEN)).isGreaterThan(before.count(Measure.LEFT_OPEN) + 20);
  }

  @Test
  void aScanThatPoliciesWouldLetThroughIsNamed() {
    Attempt scan =
        scene.world.training().stream()
            .filter(a -> a.purpose() == Purpose.SCAN && a.fate() == Attempt.Fate.REFUSED)
            .filter(a -> !scene.live(a.server().asPod().get().workload()).isEmpty())
            .findFirst()
            .orElseThrow();
    PolicyPeer everybody =
        new PolicyPeer.Pods(Optional.of(LabelSelector.EVERYTHING), Optional.empty());
    PolicySet in = Damage.opened(scene.proposed(), Direction.INGRESS, everybody, scan.serverPort());

    Score score = after(Damage.opened(in, Direction.EGRESS, everybody, scan.serverPort()));

    assertThat(before.count(Measure.SCAN_ALLOWED)).isZero();
    assertThat(score.count(Measure.SCAN_ALLOWED)).isPositive();
  }

  @Test
  void anAttemptThatIsStoppedTodayMustStayStopped() {
    Attempt stopped =
        scene.world.training().stream()
            .filter(a -> a.purpose() == Purpose.UNWANTED)
            .findFirst()
            .orElseThrow();
    PolicyPeer everybody =
        new PolicyPeer.Pods(Optional.of(LabelSelector.EVERYTHING), Optional.empty());
    PolicySet none = PolicySet.of(List.of());
    PolicySet in =
        Damage.opened(scene.inForce(), Direction.INGRESS, everybody, stopped.serverPort());

    Score open = after(Damage.opened(in, Direction.EGRESS, everybody, stopped.serverPort()));

    assertThat(after(none).of(Measure.UNWANTED_ALLOWED)).isEmpty();
    assertThat(open.count(Measure.UNWANTED_ALLOWED)).isPositive();
  }
}
