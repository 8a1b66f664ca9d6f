package io.sluice.recommender.write;

import java.util.Locale;

/**
 * Text from logs and cluster objects, made harmless for the place where it is printed. Names are
 * other people's input: whoever can label a pod can put anything into them.
 */
public final class Escape {
  private static final String MARKDOWN_SPECIAL = "\\`*_[]|~!";
  private static final String FORMULA_STARTS = "=+-@";

  private Escape() {}

  /** For a terminal: no control, format or line-breaking character survives. */
  public static String terminal(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int length = Character.charCount(c);
      if (!harmless(c)) {
        safe = safe == null ? new StringBuilder(text.substring(0, i)) : safe;
        appendEscaped(safe, c);
      } else if (safe != null) {
        safe.appendCodePoint(c);
      }
      i += length;
    }
    return safe == null ? text : safe.toString();
  }

  /** For a comment in YAML: printable ASCII on one line. */
  public static String comment(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c >= ' ' && c < 0x7F) {
                safe.append((char) c);
              } else {
                appendEscaped(safe, c);
              }
            });
    return safe.toString();
  }

  /** For a table cell or a paragraph of Markdown: no markup, no HTML, no mention, no link. */
  public static String markdown(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : terminal(text).toCharArray()) {
      if (c == '<' || c == '>' || c == '&' || c == '@' || c == '#') {
        safe.append("&#").append((int) c).append(';');
      } else if (MARKDOWN_SPECIAL.indexOf(c) >= 0) {
        safe.append('\\').append(c);
      } else {
        safe.append(c);
      }
    }
    // What hosts turn into links on their own.
    return safe.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
  }

  /** For a CSV field (RFC 4180), also safe to open in a spreadsheet: never a formula. */
  public static String csv(String text) {
    String safe = terminal(text);
    if (!safe.isEmpty() && FORMULA_STARTS.indexOf(safe.charAt(0)) >= 0) {
      safe = "'" + safe;
    }
    boolean quote = safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || safe.startsWith(" ");
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean harmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void appendEscaped(StringBuilder to, int c) {
    to.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
  }
}
