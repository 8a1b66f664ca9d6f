package io.sluice.ingest.source;

import java.util.regex.Pattern;

/**
 * A pattern of paths: {@code *} and {@code ?} within a name, {@code **} over any number of folders
 * (also none), {@code [abc]}, {@code {one,two}}.
 */
public final class Glob {
  private final String base;
  private final String literal;
  private final Pattern pattern;
  private final int depth;

  public Glob(String text) {
    int firstSpecial = indexOfSpecial(text);
    int slash = text.lastIndexOf('/', firstSpecial);
    base = text.substring(0, slash + 1);
    literal = text.substring(0, firstSpecial);
    String rest = text.substring(slash + 1);
    pattern = Pattern.compile(regex(rest));
    depth =
        rest.contains("**") ? Integer.MAX_VALUE : (int) rest.chars().filter(c -> c == '/').count();
  }

  /** Whether a text has anything in it that stands for more than itself. */
  public static boolean isGlob(String text) {
    return indexOfSpecial(text) < text.length();
  }

  /** The folder that everything it matches is in, with a slash at its end, or "". */
  public String base() {
    return base;
  }

  /** What every name begins with that it matches. */
  public String literal() {
    return literal;
  }

  /** How many folders below {@link #base} a match can be. */
  int depth() {
    return depth;
  }

  /** Whether it matches a path relative to {@link #base}. */
  public boolean matches(String relative) {
    return pattern.matcher(relative).matches();
  }

  private static int indexOfSpecial(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("*?[{".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    boolean inBraces = false;
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:[^/]+/)*");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
        int end = glob.indexOf(']', i + 2);
        regex.append(characterClass(glob.substring(i + 1, end)));
        i = end;
      } else if (c == '{' && glob.indexOf('}', i) > 0) {
        regex.append("(?:");
        inBraces = true;
      } else if (c == '}' && inBraces) {
        regex.append(')');
        inBraces = false;
      } else if (c == ',' && inBraces) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
      i++;
    }
    return regex.toString();
  }

  private static String characterClass(String members) {
    boolean not = members.startsWith("!") || members.startsWith("^");
    String listed = (not ? members.substring(1) : members).replaceAll("([\\[\\]\\\\^&])", "\\\\$1");
    return (not ? "[^/" : "[") + listed + "]";
  }
}
