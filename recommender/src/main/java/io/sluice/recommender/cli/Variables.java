package io.sluice.recommender.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from environment variables: {@code --out-dir} is also {@code SLUICE_OUT_DIR}. What is
 * said on the command line wins.
 */
final class Variables implements CommandLine.IDefaultValueProvider {
  private final Map<String, String> env;

  Variables(Map<String, String> env) {
    this.env = env;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp()) {
      return null;
    }
    String value = env.get(name(option));
    return value == null || value.isEmpty() ? null : value;
  }

  /** The variable of an option, from its longest name. */
  static String name(OptionSpec option) {
    String longest =
        Arrays.stream(option.names()).max(Comparator.comparingInt(String::length)).orElseThrow();
    return "SLUICE_" + longest.replaceFirst("^-+", "").toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
