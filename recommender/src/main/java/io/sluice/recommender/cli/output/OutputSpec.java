package io.sluice.recommender.cli.output;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * One value of {@code -o}.
 *
 * @param format how
 * @param path where to; standard output without one
 */
public record OutputSpec(OutputFormat format, Optional<Path> path) {
  public static OutputSpec parse(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    OutputFormat format =
        OutputFormat.ofWord(word)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "expected one of "
                            + OutputFormat.words()
                            + ", but found \""
                            + word
                            + "\""));
    if (equals == text.length() - 1) {
      throw new TypeConversionException("there is no path behind \"" + text + "\"");
    }
    return new OutputSpec(
        format, equals < 0 ? Optional.empty() : Optional.of(Path.of(text.substring(equals + 1))));
  }
}
