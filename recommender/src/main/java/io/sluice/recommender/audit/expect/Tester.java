package io.sluice.recommender.audit.expect;

import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.audit.expect.Expectation.Entry;
import io.sluice.recommender.audit.world.Asked;
import io.sluice.recommender.audit.world.Pair;
import io.sluice.recommender.audit.world.World;
import java.util.Optional;

/**
 * Holds expectations against the policies of their worlds. An expectation about a workload must
 * hold for every pair of its pods; the first pair for which it does not is the answer.
 */
public final class Tester {
  private final Worlds worlds;

  public Tester(Worlds worlds) {
    this.worlds = worlds;
  }

  /** What becomes of an entry; never an exception for what a file says. */
  public TestResult test(Entry entry) {
    if (entry.expectation().isEmpty()) {
      return TestResult.failed(entry, "malformed: " + entry.problem());
    }
    Expectation expectation = entry.expectation().get();
    Worlds.Found found = worlds.find(entry.place(), expectation);
    return found
        .world()
        .map(world -> test(entry, expectation, world))
        .orElseGet(() -> TestResult.failed(entry, found.problem()));
  }

  private static TestResult test(Entry entry, Expectation expectation, World world) {
    Asked asked =
        world.ask(
            expectation.source(),
            expectation.destination(),
            expectation.protocol(),
            expectation.port());
    if (asked.pairs().isEmpty()) {
      boolean pass = expectation.expected() == Decision.NOT_EVALUATED;
      return new TestResult(
          entry, Decision.NOT_EVALUATED, pass, Optional.empty(), "", asked.problemInWords(), "");
    }
    Connection told = differing(world, expectation, asked);
    Verdict verdict = world.verdict(asked, told);
    Decision decision = decision(verdict);
    return new TestResult(
        entry,
        decision,
        decision == expectation.expected(),
        Optional.of(verdict),
        told.client() + " -> " + told.server(),
        Reasons.because(verdict),
        Caveats.of(world, asked.notes(), told, verdict));
  }

  /** The first connection for which the expectation does not hold, else the first of all. */
  private static Connection differing(World world, Expectation expectation, Asked asked) {
    Connection first = asked.pairs().get(0).connection(expectation.protocol());
    if (asked.pairs().size() == 1 || expectation.expected() == Decision.NOT_EVALUATED) {
      return first;
    }
    boolean allow = expectation.expected() == Decision.ALLOW;
    for (Pair pair : asked.pairs()) {
      Connection connection = pair.connection(expectation.protocol());
      boolean allowed =
          asked.dialled().isPresent()
              ? world.verdict(asked, connection).allowed()
              : world.evaluator().allows(connection);
      if (allowed != allow) {
        return connection;
      }
    }
    return first;
  }

  private static Decision decision(Verdict verdict) {
    if (verdict instanceof Verdict.NotEvaluated) {
      return Decision.NOT_EVALUATED;
    }
    return verdict.allowed() ? Decision.ALLOW : Decision.DENY;
  }
}
