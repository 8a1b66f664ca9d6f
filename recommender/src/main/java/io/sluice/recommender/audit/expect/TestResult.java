package io.sluice.recommender.audit.expect;

import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.expect.Expectation.Entry;
import java.util.Optional;

/**
 * What became of an entry.
 *
 * @param entry the entry
 * @param decision what was found
 * @param pass whether that is what was expected
 * @param verdict what the evaluator says; empty where it could not be asked
 * @param pair which pods it says it of, {@code shop/web-1 -> shop/cart-2}; "" without a verdict
 * @param reason why, in one line
 * @param caveat what else to know about the answer, or ""
 */
public record TestResult(
    Entry entry,
    Decision decision,
    boolean pass,
    Optional<Verdict> verdict,
    String pair,
    String reason,
    String caveat) {

  /** An entry that could not be asked about, which never counts as expected. */
  static TestResult failed(Entry entry, String reason) {
    return new TestResult(entry, Decision.NOT_EVALUATED, false, Optional.empty(), "", reason, "");
  }

  /** Whether the entry itself could not be read. */
  public boolean malformed() {
    return entry.expectation().isEmpty();
  }

  /** {@code shop/web -> shop/cart TCP/8080}; for a malformed entry where it stands. */
  public String title() {
    return entry.expectation().map(Expectation::connection).orElse("malformed entry");
  }

  /** {@code allow}, {@code deny}, {@code not-evaluated}; "" for a malformed entry. */
  public String expected() {
    return entry.expectation().map(e -> e.expected().word()).orElse("");
  }
}
