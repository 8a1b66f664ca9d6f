package io.sluice.recommender.cli;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.decode.Decoders;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.command.DialledPort;
import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.output.OutputSpec;
import io.sluice.recommender.cli.read.Percent;
import io.sluice.recommender.cli.read.ProposalOptions;
import io.sluice.recommender.cli.read.ThreadCount;
import io.sluice.recommender.cli.read.TimeBound;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.snapshot.Every;
import io.sluice.recommender.cli.snapshot.Span;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.pr.plan.PlanOptions;
import io.sluice.recommender.pr.remote.Provider;
import io.sluice.recommender.recommend.tightness.Tightness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read from words. */
final class Converters {
  private Converters() {}

  /**
   * A function as picocli wants it.
   *
   * <p>No lambda is an {@link ITypeConverter}: that interface is of Java 5, and where a lambda
   * implements such a one, Java 17 crashes when it makes the class archive (JDK-8274944).
   */
  private record Reading<T>(Function<String, T> read) implements ITypeConverter<T> {
    @Override
    public T convert(String word) {
      return read.apply(word);
    }
  }

  /** Registers them for every command that is there. */
  static void register(CommandLine root) {
    register(root, Path.class, Converters::path);
    register(root, Long.class, Converters::number);
    register(root, long.class, Converters::number);
    register(root, NamedPath.class, NamedPath::parse);
    register(root, OutputSpec.class, OutputSpec::parse);
    register(root, DialledPort.class, DialledPort::parse);
    register(root, Percent.class, Percent::parse);
    register(root, ThreadCount.class, ThreadCount::parse);
    register(root, TimeBound.class, TimeBound::parse);
    register(root, Instant.class, TimeBound::instant);
    register(root, Span.class, Span::parse);
    words(root, Every.class);
    register(root, LogFormat.class, Converters::logFormat);
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

  private static <T> void register(CommandLine root, Class<T> type, Function<String, T> read) {
    root.registerConverter(type, new Reading<>(read));
  }

  /** Reads lower-case words, and names them so where a word is none of them. */
  private static <E extends Enum<E>> void words(CommandLine root, Class<E> type) {
    register(root, type, word -> oneOf(Arrays.asList(type.getEnumConstants()), E::toString, word));
  }

  private static LogFormat logFormat(String word) {
    List<LogFormat> offered =
        Arrays.stream(LogFormat.values()).filter(Converters::isOffered).toList();
    return oneOf(offered, LogFormat::word, word);
  }

  private static boolean isOffered(LogFormat format) {
    return format.supported() && format != LogFormat.EMPTY && format != LogFormat.EDGES;
  }

  private static <T> T oneOf(List<T> choices, Function<T, String> name, String word) {
    return choices.stream()
        .filter(choice -> name.apply(choice).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                expected(
                    "one of " + choices.stream().map(name).collect(Collectors.joining(", ")),
                    word));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw expected("a whole number", text);
    }
  }

  /** An empty path would mean the current folder: most likely a variable that is not set. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw expected("a path", text);
    }
    return Path.of(text);
  }

  private static TypeConversionException expected(String what, String found) {
    return new TypeConversionException("expected " + what + ", but found \"" + found + "\"");
  }
}
