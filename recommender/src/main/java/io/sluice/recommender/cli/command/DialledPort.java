package io.sluice.recommender.cli.command;

import io.sluice.analyzer.policy.Protocol;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A value of {@code --port}.
 *
 * @param protocol IANA number
 * @param port port, or -1 for a protocol without
 */
public record DialledPort(int protocol, int port) {
  private static final Pattern PORT = Pattern.compile("([0-9]{1,5})(?:/([A-Za-z]+))?");

  public static DialledPort parse(String text) {
    if (text.equalsIgnoreCase("ICMP")) {
      return new DialledPort(1, -1);
    }
    Matcher matcher = PORT.matcher(text);
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group(1));
      String word = matcher.group(2) == null ? "TCP" : matcher.group(2).toUpperCase(Locale.ROOT);
      if (port >= 1 && port <= 65535 && Protocol.ofWord(word).isPresent()) {
        return new DialledPort(Protocol.ofWord(word).get().number(), port);
      }
    }
    throw new TypeConversionException(
        "expected a port such as 8080/TCP, 53/UDP or 8080, or ICMP, but found \"" + text + "\"");
  }
}
