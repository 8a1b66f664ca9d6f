package io.sluice.recommender.write.report;

import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.source.LogReader;
import io.sluice.recommender.audit.Coverage;
import java.util.List;

/**
 * What a run read and how complete that is: the part that all reports share.
 *
 * @param input files and their accounts
 * @param coverage window, gaps and unknown ends
 * @param engine the engine whose rules were applied, and why that one; "" where none was asked
 * @param policyProblems what is wrong with the policies that were read, sorted
 * @param warnings what else is odd about the input, in a stable order
 */
public record RunSummary(
    LogReader.Result input,
    Coverage coverage,
    String engine,
    List<PolicyProblem> policyProblems,
    List<String> warnings) {
  /** All files' accounts added. */
  public Account account() {
    Account total = new Account();
    input.files().stream().map(FileSummary::account).forEach(total::add);
    return total;
  }

  /** How many logs the answer is from: those inside edge tables count, not the tables. */
  public int logs() {
    return input.files().stream().mapToInt(file -> file.logs().size()).sum();
  }
}
