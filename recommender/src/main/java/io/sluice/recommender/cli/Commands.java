package io.sluice.recommender.cli;

import io.sluice.recommender.cli.command.CheckCommand;
import io.sluice.recommender.cli.command.DiffCommand;
import io.sluice.recommender.cli.command.ExplainCommand;
import io.sluice.recommender.cli.command.FlowsCommand;
import io.sluice.recommender.cli.command.InspectCommand;
import io.sluice.recommender.cli.command.PrCommand;
import io.sluice.recommender.cli.command.PublishCommand;
import io.sluice.recommender.cli.command.RecommendCommand;
import io.sluice.recommender.cli.command.ServeCommand;
import io.sluice.recommender.cli.command.TestCommand;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.snapshot.SnapshotCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The tree of commands, wired to a session.
 *
 * <p>Most of the time before a command runs would go into the options of the other ones. So only a
 * command that a line can mean is whole; of the others there is the name and what the list of
 * commands says about them.
 */
final class Commands {
  private static final int HELP_WIDTH = 100;

  /** The commands, in the order of the help. */
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(RecommendCommand.class, RecommendCommand::new),
          new Entry(CheckCommand.class, CheckCommand::new),
          new Entry(DiffCommand.class, DiffCommand::new),
          new Entry(ExplainCommand.class, ExplainCommand::new),
          new Entry(TestCommand.class, TestCommand::new),
          new Entry(FlowsCommand.class, FlowsCommand::new),
          new Entry(InspectCommand.class, InspectCommand::new),
          new Entry(PrCommand.class, PrCommand::new),
          new Entry(PublishCommand.class, PublishCommand::new),
          new Entry(ServeCommand.class, ServeCommand::new),
          new Entry(SnapshotCommand.class, SnapshotCommand::whole),
          new Entry(DemoCommand.class, DemoCommand::new),
          new Entry(VersionCommand.class, VersionCommand::new),
          new Entry(CompletionCommand.class, CompletionCommand::new),
          new Entry(CommandLine.HelpCommand.class, session -> new CommandLine.HelpCommand()));

  private Commands() {}

  /** A command that is built when it is needed. */
  private record Entry(Class<?> type, Function<Session, Object> make) {
    /** Adds it to the root. */
    void add(CommandLine root, Session session, Predicate<String> wanted) {
      Command described = type.getAnnotation(Command.class);
      if (wanted.test(described.name())) {
        root.addSubcommand(make.apply(session));
        return;
      }
      CommandSpec spec = CommandSpec.create().name(described.name());
      spec.usageMessage().header(described.header()).description(described.description());
      root.addSubcommand(described.name(), spec);
    }
  }

  /** With every command whole. */
  static CommandLine all(Session session) {
    return of(session, name -> true);
  }

  /** With those commands whole that are a word of the line, or might be one of a file of words. */
  static CommandLine of(Session session, String[] args) {
    List<String> words = Arrays.asList(args);
    boolean more = words.stream().anyMatch(word -> word.startsWith("@"));
    return of(session, name -> more || words.contains(name));
  }

  private static CommandLine of(Session session, Predicate<String> wanted) {
    CommandLine root = new CommandLine(new SluiceCommand());
    ENTRIES.forEach(entry -> entry.add(root, session, wanted));
    Converters.register(root);
    root.setDefaultValueProvider(new Variables(session.env()));
    root.setUsageHelpWidth(HELP_WIDTH);
    root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    root.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8));
    root.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    root.getCommandSpec().usageMessage().exitCodeList(exitCodes());
    root.getCommandSpec()
        .usageMessage()
        .footer(
            "",
            "Every option has a variable: --out-dir is also SLUICE_OUT_DIR. What is said on the",
            "command line wins. An option that can be repeated takes one path per line there.");
    return root;
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(Integer.toString(code.number()), code.meaning());
    }
    return codes;
  }
}
