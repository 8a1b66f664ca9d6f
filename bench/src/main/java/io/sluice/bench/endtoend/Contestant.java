package io.sluice.bench.endtoend;

import io.sluice.bench.process.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * A command, and its runs so far.
 *
 * @param answer what it writes to its standard output
 */
record Contestant(String name, List<String> command, Answer answer, List<Run> runs) {
  /** What a command writes. */
  enum Answer {
    /** Words for people. */
    WORDS,
    /** Counts that must be those of the logs. */
    COUNTS,
    /** The logs themselves, which nobody keeps. */
    LOGS
  }

  Contestant(String name, List<String> command, Answer answer) {
    this(name, command, answer, new ArrayList<>());
  }
}
