package io.sluice.recommender.cli;

import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.HelpOption;
import io.sluice.recommender.cli.run.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice completion}: a script that teaches the shell our commands and options. */
@Command(
    name = "completion",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Print a completion script; load it with: source <(sluice completion bash)")
final class CompletionCommand implements Callable<Integer> {
  /** Shells whose completion the script drives; in zsh it starts {@code bashcompinit} itself. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Session session;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  @Mixin HelpOption help = new HelpOption();

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("sluice", Commands.all(session));
    session.out().print(shell == Shell.ZSH ? "#compdef sluice\n" + script : script);
    return ExitCode.DONE.number();
  }
}
