package io.sluice.bench.endtoend;

import java.util.ArrayList;
import java.util.List;

/** A command, and its runs so far. */
record Contestant(String name, List<String> command, List<Run> runs) {
  Contestant(String name, List<String> command) {
    this(name, command, new ArrayList<>());
  }
}
