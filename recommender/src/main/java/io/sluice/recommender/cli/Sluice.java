package io.sluice.recommender.cli;

import io.sluice.analyzer.edge.TooManyRowsException;
import io.sluice.analyzer.snapshot.live.ClusterException;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.cli.run.CoverageException;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Secrets;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.Suggestions;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.pr.git.GitException;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.serve.failure.HeapUsedUpException;
import io.sluice.recommender.write.Escape;
import io.sluice.recommender.write.file.OutputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** Runs a command line: parses it, runs the command, and turns what goes wrong into exit codes. */
public final class Sluice {
  private Sluice() {}

  /** Runs one command. */
  public static int run(String[] args, Session session) {
    CommandLine commands = Commands.of(session, args);
    Failures failures = new Failures(List.of(args), session);
    commands.setExecutionExceptionHandler(failures);
    commands.setParameterExceptionHandler(failures);
    if (args.length == 0) {
      commands.usage(session.err());
      return ExitCode.USAGE.number();
    }
    try {
      return written(commands.execute(args), session);
    } catch (OutOfMemoryError e) {
      return tooBig(session).number();
    }
  }

  /**
   * What becomes of failures. A class, not two lambdas, for the reason said in {@link Converters}.
   */
  private record Failures(List<String> args, Session session)
      implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    @Override
    public int handleExecutionException(
        Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
      return failed(failure, args, session).number();
    }

    @Override
    public int handleParseException(CommandLine.ParameterException problem, String[] words) {
      return misused(problem, session).number();
    }
  }

  /** An answer that did not get out is no answer, whatever the command thought of it. */
  private static int written(int code, Session session) {
    boolean answered = code == ExitCode.DONE.number() || code == ExitCode.FINDING.number();
    if (!answered || !session.out().checkError()) {
      return code;
    }
    say(session, "the answer could not be written to standard output (closed, or a full disk?)");
    return ExitCode.OUTSIDE.number();
  }

  private static ExitCode misused(CommandLine.ParameterException problem, Session session) {
    CommandLine command = problem.getCommandLine();
    say(session, message(problem));
    List<String> suggestions = Suggestions.of(problem);
    if (!suggestions.isEmpty()) {
      say(session, "did you mean " + String.join(" or ", suggestions) + "?");
    }
    say(session, "see " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String message(CommandLine.ParameterException problem) {
    boolean atRoot = problem.getCommandLine().getParent() == null;
    if (atRoot
        && problem instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      return "there is no command \"" + unmatched.getUnmatched().get(0) + "\"";
    }
    return String.valueOf(problem.getMessage());
  }

  private static ExitCode failed(Exception failure, List<String> args, Session session) {
    if (args.contains("--debug")) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      session.err().print(Secrets.hidden(trace.toString()));
    }
    ExitCode code = code(failure);
    if (code == ExitCode.BUG) {
      say(session, "this is a bug in Sluice, and nothing was written: " + failure);
      say(session, "run it again with --debug and report what that prints");
    } else {
      say(session, String.valueOf(failure.getMessage()));
    }
    return code;
  }

  private static ExitCode code(Exception failure) {
    if (failure instanceof UsageException) {
      return ExitCode.USAGE;
    }
    if (failure instanceof UnusableInputException
        || failure instanceof TooManyRowsException
        || failure instanceof HeapUsedUpException) {
      return ExitCode.INPUT;
    }
    if (failure instanceof CoverageException) {
      return ExitCode.COVERAGE;
    }
    if (failure instanceof OutputException output) {
      return output.reason() == OutputException.Cause.TARGET ? ExitCode.USAGE : ExitCode.OUTSIDE;
    }
    if (failure instanceof GitException git) {
      return git.isUsage() ? ExitCode.USAGE : ExitCode.OUTSIDE;
    }
    if (failure instanceof HostException || failure instanceof ClusterException) {
      return ExitCode.OUTSIDE;
    }
    if (failure instanceof java.io.UncheckedIOException || failure instanceof java.io.IOException) {
      return ExitCode.OUTSIDE;
    }
    return ExitCode.BUG;
  }

  private static ExitCode tooBig(Session session) {
    say(session, "the input needs more memory than allowed; give more with --memory, such as 2g");
    return ExitCode.INPUT;
  }

  private static void say(Session session, String message) {
    Secrets.hidden(message)
        .lines()
        .forEach(line -> session.err().println("sluice: " + Escape.terminal(line)));
  }
}
