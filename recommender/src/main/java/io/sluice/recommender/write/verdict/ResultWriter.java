package io.sluice.recommender.write.verdict;

import io.sluice.recommender.audit.expect.Tally;
import io.sluice.recommender.audit.expect.TestResult;
import java.io.IOException;

/** One form of the answer of {@code test}; a million results pass through it one by one. */
public interface ResultWriter {
  /** Takes the next result. */
  void add(TestResult result) throws IOException;

  /** Writes what comes last; nothing is added afterwards. */
  void finish(Tally tally) throws IOException;
}
