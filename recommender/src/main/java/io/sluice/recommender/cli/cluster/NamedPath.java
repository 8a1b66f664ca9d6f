package io.sluice.recommender.cli.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A path of {@code --cluster} or {@code --policies}, with the cluster that it belongs to.
 *
 * @param cluster what stands before {@code =}, or ""
 * @param path the path, or {@code live} or {@code live:CONTEXT}
 */
public record NamedPath(String cluster, Path path) {
  private static final String LIVE = "live";

  private static final Pattern NAMED =
      Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)=(.+)");

  /** A path that exists as it stands has no name in it, even with {@code =} in it. */
  public static NamedPath parse(String text) {
    if (text.isBlank() || (text.endsWith("=") && !Files.exists(Path.of(text)))) {
      throw new TypeConversionException("expected PATH or NAME=PATH, but found \"" + text + "\"");
    }
    Matcher named = NAMED.matcher(text);
    return named.matches() && !Files.exists(Path.of(text))
        ? new NamedPath(named.group(1), Path.of(named.group(2)))
        : new NamedPath("", Path.of(text));
  }

  /** Whether it is a running cluster: {@code live} or {@code live:CONTEXT}, and no such file. */
  public boolean isLive() {
    String text = path.toString();
    return (text.equals(LIVE) || text.startsWith(LIVE + ":")) && !Files.exists(path);
  }

  /** The context of a running cluster; empty for the current one. */
  public Optional<String> context() {
    String text = path.toString();
    return text.startsWith(LIVE + ":") && text.length() > LIVE.length() + 1
        ? Optional.of(text.substring(LIVE.length() + 1))
        : Optional.empty();
  }
}
