package io.sluice.recommender.cli.run;

import io.sluice.recommender.write.file.Scratch;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The process around a command: its streams, its environment and its temporary files.
 *
 * @param in standard input
 * @param out standard output, where only the answer goes
 * @param err standard error, for everything else
 * @param env environment variables
 * @param outIsTerminal whether somebody reads {@code out} on a terminal
 * @param errIsTerminal whether somebody reads {@code err} on a terminal
 * @param scratch temporary files, removed at the end or when interrupted
 */
public record Session(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Scratch scratch) {
  /** The same with other outputs, which are no terminals. */
  public Session withStreams(PrintStream otherOut, PrintStream otherErr) {
    return new Session(in, otherOut, otherErr, env, false, false, scratch);
  }

  /** The same with another standard input. */
  public Session withIn(InputStream other) {
    return new Session(other, out, err, env, outIsTerminal, errIsTerminal, scratch);
  }

  /** A variable, or "". */
  String variable(String name) {
    return env.getOrDefault(name, "");
  }
}
