package io.sluice.recommender.cli.run;

import io.sluice.recommender.write.Escape;
import io.sluice.recommender.write.TextStyle;

/** What a command says beside its answer, on standard error, as loud as the user wants it. */
public final class Console {
  private final Session session;
  private final CommonOptions options;

  public Console(Session session, CommonOptions options) {
    this.session = session;
    this.options = options;
  }

  /** A line that everybody should see. */
  public void say(String line) {
    if (!options.quiet) {
      session.err().println(Escape.terminal(Secrets.hidden(line)));
    }
  }

  public void warn(String line) {
    say("warning: " + line);
  }

  /** A line for {@code -v}. */
  public void detail(String line) {
    if (options.verbose) {
      say(line);
    }
  }

  /** A display of how reading gets on. */
  public Progress progress() {
    boolean none = options.quiet || options.progress == CommonOptions.ProgressStyle.NONE;
    boolean plain = options.progress == CommonOptions.ProgressStyle.PLAIN;
    boolean live = session.errIsTerminal() && !plain && !dumb();
    return none ? Progress.silent() : new Progress(session.err(), live, System::nanoTime);
  }

  /** How text on standard output looks. */
  public TextStyle style() {
    boolean colour =
        switch (options.colour) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> session.outIsTerminal() && session.variable("NO_COLOR").isEmpty() && !dumb();
        };
    return new TextStyle(false, colour, session.outIsTerminal() ? columns() : 0);
  }

  private boolean dumb() {
    return session.variable("TERM").equals("dumb");
  }

  /** Width of the terminal, 0 where nobody says it. */
  private int columns() {
    String columns = session.variable("COLUMNS");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 0;
  }
}
