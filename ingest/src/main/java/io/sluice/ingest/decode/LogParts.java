package io.sluice.ingest.decode;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Outcome;
import java.util.Optional;

/**
 * Puts the parts of one log together again, with what became of their flows: the summary is the one
 * that reading the log at once gives.
 */
public final class LogParts {
  private final FileTally tally;

  /**
   * No part yet.
   *
   * @param file what reports call the log
   */
  public LogParts(String file) {
    tally = new FileTally(file);
  }

  /** All parts so far, as one: the same again once it is added to no part yet. */
  public PartTally tally() {
    return tally.part(Optional.empty());
  }

  /** Adds the next part. */
  public void add(PartTally part) {
    tally.add(part);
  }

  /** Counts what became of a flow of a part that was {@link PartTally#undecided}. */
  public void taken(Flow flow, Outcome outcome) {
    tally.taken(flow, outcome);
  }

  /** Adds what a reader of the result must know. */
  public void note(String note) {
    tally.note(note);
  }

  /** The summary of all parts; nothing is added afterwards. */
  public FileSummary summary() {
    return tally.summary(Optional.empty());
  }
}
