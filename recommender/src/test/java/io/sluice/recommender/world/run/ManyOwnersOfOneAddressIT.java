package io.sluice.recommender.world.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.example.Report;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.make.WorldMaker;
import io.sluice.recommender.world.score.Measure;
import io.sluice.recommender.world.score.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two weeks of hourly jobs, whose pods hand one another the same few addresses. */
final class ManyOwnersOfOneAddressIT {
  private static final int MANY = 50;

  @TempDir private Path folder;

  private static WorldOptions twoWeeks(long seed, String engine) {
    return WorldOptions.of(seed, 8, Duration.ofDays(14)).withEngine(engine);
  }

  @ParameterizedTest
  @CsvSource({
    "1, cilium, HUBBLE",
    "2, cilium, HUBBLE",
    "1, npm, VNET",
    "2, npm, VNET",
  })
  void nobodyIsBlamedForAnotherOwnerAndNoSelectorTakesInAnothersPods(
      long seed, String engine, LogForm form) throws IOException {
    WorldRun run = WorldRun.of(twoWeeks(seed, engine), form, folder, "--accept-partial");

    Ownership ownership =
        new Ownership(run.world(), run.report().document(), run.scene().proposed());
    assertThat(ownership.ownersOfOneAddress()).isGreaterThan(MANY);
    assertThat(ownership.learnt()).hasSizeGreaterThan(MANY);
    assertThat(ownership.learntOfNobody()).as("seed " + seed).isEmpty();
    assertThat(ownership.closedByAnothersPolicy()).as("seed " + seed).isEmpty();
    assertThat(ownership.jobsInAnothersRules()).as("seed " + seed).isEmpty();
    assertThat(ownership.selectorsOfOneRun()).isEmpty();
    Score score = run.score();
    for (Measure measure :
        List.of(
            Measure.HELD_OUT_DENIED,
            Measure.UNSEEN_INTERNET,
            Measure.SCAN_ALLOWED,
            Measure.EXCESS,
            Measure.ONE_SIDED_EXCESS)) {
      assertThat(score.of(measure)).as(score.describe(measure)).isEmpty();
    }
    assertThat(Report.edges(run.report().list("quarantined", "reason", "scan")))
        .as(score.describe(Measure.SEEN_DENIED))
        .containsAll(denied(score));
  }

  /**
   * Edges of the truth that are denied although they were seen. Only those of scanners may be:
   * where the end of a flow was not recorded, nobody can tell their calls from their attempts.
   */
  private static List<String> denied(Score score) {
    return score.of(Measure.SEEN_DENIED).stream()
        .map(c -> c.text().replaceFirst(": .*", ""))
        .map(edge -> edge.replace(" -> ", " > ").replaceFirst(":(\\d+/)", " $1"))
        .distinct()
        .toList();
  }

  @Test
  void evidenceOfAnotherWorldAndWiderSelectorsAreNoticed() throws IOException {
    WorldRun run = WorldRun.of(twoWeeks(1, "cilium"), LogForm.HUBBLE, folder);
    World other = WorldMaker.make(twoWeeks(2, "cilium"));
    JsonNode report = run.report().document();
    PolicySet proposed = run.scene().proposed();

    assertThat(new Ownership(other, report, proposed).learntOfNobody()).isNotEmpty();
    Ownership spoilt = new Ownership(run.world(), report, widened(proposed, oneRun(run.world())));
    assertThat(spoilt.closedByAnothersPolicy()).isNotEmpty();
    assertThat(spoilt.jobsInAnothersRules()).isNotEmpty();
    assertThat(spoilt.selectorsOfOneRun()).isNotEmpty();
  }

  private static String oneRun(World world) {
    return world.pods().stream()
        .filter(pod -> pod.workload().kind().equals("CronJob"))
        .findFirst()
        .orElseThrow()
        .owner();
  }

  /** Every policy closes its whole namespace and lets in the pods of one run of a job. */
  private static PolicySet widened(PolicySet policies, String run) {
    LabelSelector pods = LabelSelector.of(List.of(LabelRequirement.equal("job-name", run)));
    PolicyPeer jobs = new PolicyPeer.Pods(Optional.of(LabelSelector.EVERYTHING), Optional.of(pods));
    List<PolicyRule> rules = List.of(new PolicyRule(List.of(jobs), List.of()));
    return PolicySet.of(
        policies.policies().stream()
            .map(
                policy ->
                    new NetworkPolicy(
                        policy.cluster(),
                        policy.namespace(),
                        policy.name(),
                        LabelSelector.EVERYTHING,
                        policy.isolates(),
                        rules,
                        rules,
                        policy.origin()))
            .toList());
  }
}
