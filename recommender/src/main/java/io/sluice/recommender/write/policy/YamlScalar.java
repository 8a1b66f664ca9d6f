package io.sluice.recommender.write.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A string as YAML writes it: plain where no reader of YAML 1.1 or 1.2 can take it for anything
 * else, in double quotes otherwise.
 */
final class YamlScalar {
  /** Starts with a letter, so it is no number and no indicator. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

  private static final Pattern IPV4_BLOCK =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}");

  /** What YAML 1.1 reads as a boolean or null. */
  private static final Set<String> RESERVED =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private YamlScalar() {}

  static String of(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  private static boolean isPlain(String text) {
    return (PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT)))
        || IPV4_BLOCK.matcher(text).matches();
  }

  private static String quoted(String text) {
    StringBuilder yaml = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                yaml.append('\\').append((char) c);
              } else if (c >= ' ' && c < 0x7F) {
                yaml.append((char) c);
              } else {
                yaml.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
              }
            });
    return yaml.append('"').toString();
  }
}
