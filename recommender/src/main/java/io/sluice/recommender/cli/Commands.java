package io.sluice.recommender.cli;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.decode.Decoders;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.command.CheckCommand;
import io.sluice.recommender.cli.command.DialledPort;
import io.sluice.recommender.cli.command.DiffCommand;
import io.sluice.recommender.cli.command.ExplainCommand;
import io.sluice.recommender.cli.command.FlowsCommand;
import io.sluice.recommender.cli.command.InspectCommand;
import io.sluice.recommender.cli.command.PrCommand;
import io.sluice.recommender.cli.command.PublishCommand;
import io.sluice.recommender.cli.command.RecommendCommand;
import io.sluice.recommender.cli.command.TestCommand;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputSpec;
import io.sluice.recommender.cli.read.Percent;
import io.sluice.recommender.cli.read.ProposalOptions;
import io.sluice.recommender.cli.read.ThreadCount;
import io.sluice.recommender.cli.read.TimeBound;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.pr.plan.PlanOptions;
import io.sluice.recommender.pr.remote.Provider;
import io.sluice.recommender.recommend.tightness.Tightness;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;

/** The tree of commands, wired to a session. */
final class Commands {
  private static final int HELP_WIDTH = 100;

  private Commands() {}

  static CommandLine of(Session session) {
    CommandLine root = new CommandLine(new SluiceCommand());
    root.addSubcommand(new RecommendCommand(session));
    root.addSubcommand(new CheckCommand(session));
    root.addSubcommand(new DiffCommand(session));
    root.addSubcommand(new ExplainCommand(session));
    root.addSubcommand(new TestCommand(session));
    root.addSubcommand(new FlowsCommand(session));
    root.addSubcommand(new InspectCommand(session));
    root.addSubcommand(new PrCommand(session));
    root.addSubcommand(new PublishCommand(session));
    root.addSubcommand(new DemoCommand(session));
    root.addSubcommand(new VersionCommand(session));
    root.addSubcommand(new CompletionCommand(session));
    root.addSubcommand(new CommandLine.HelpCommand());
    converters(root);
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

  private static void converters(CommandLine root) {
    root.registerConverter(Path.class, Commands::path);
    root.registerConverter(Long.class, Commands::number);
    root.registerConverter(long.class, Commands::number);
    root.registerConverter(NamedPath.class, NamedPath::parse);
    root.registerConverter(OutputSpec.class, OutputSpec::parse);
    root.registerConverter(DialledPort.class, DialledPort::parse);
    root.registerConverter(Percent.class, Percent::parse);
    root.registerConverter(ThreadCount.class, ThreadCount::parse);
    root.registerConverter(TimeBound.class, TimeBound::parse);
    root.registerConverter(Instant.class, TimeBound::instant);
    root.registerConverter(LogFormat.class, Commands::logFormat);
    words(root, Decoders.class);
    words(root, CommonOptions.Colour.class);
    words(root, CommonOptions.ProgressStyle.class);
    words(root, ProposalOptions.Isolate.class);
    words(root, Tightness.class);
    words(root, CompletionCommand.Shell.class);
    words(root, OutputFormat.class);
    words(root, Provider.class);
    words(root, PlanOptions.Grouping.class);
    words(root, PullRequestSettings.Draft.class);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected a whole number, but found \"" + text + "\"");
    }
  }

  /** An empty path would mean the current folder: most likely a variable that is not set. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("expected a path, but found \"" + text + "\"");
    }
    return Path.of(text);
  }

  /** Reads lower-case words, and names them so where a word is none of them. */
  private static <E extends Enum<E>> void words(CommandLine root, Class<E> type) {
    root.registerConverter(
        type,
        word ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(word))
                .findFirst()
                .orElseThrow(
                    () ->
                        new TypeConversionException(
                            "expected one of "
                                + Arrays.stream(type.getEnumConstants())
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", "))
                                + ", but found \""
                                + word
                                + "\"")));
  }

  private static LogFormat logFormat(String word) {
    return Arrays.stream(LogFormat.values())
        .filter(format -> isOffered(format) && format.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of "
                        + Arrays.stream(LogFormat.values())
                            .filter(Commands::isOffered)
                            .map(LogFormat::word)
                            .collect(Collectors.joining(", "))
                        + ", but found \""
                        + word
                        + "\""));
  }

  private static boolean isOffered(LogFormat format) {
    return format.supported() && format != LogFormat.EMPTY && format != LogFormat.EDGES;
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(Integer.toString(code.number()), code.meaning());
    }
    return codes;
  }
}
