package io.sluice.recommender.pr.host;

import java.util.regex.Pattern;

/**
 * A comment that is kept up to date instead of being added again: its first line is a hidden
 * marker. A comment that only quotes the marker further down is somebody else's.
 *
 * @param marker letters, digits, {@code :.-}; without two dashes in a row, which end a hidden text
 * @param text Markdown without the marker
 */
public record StickyText(String marker, String text) {
  private static final Pattern MARKER = Pattern.compile("[A-Za-z0-9:._]+(-[A-Za-z0-9:._]+)*");

  public StickyText {
    if (!MARKER.matcher(marker).matches()) {
      throw new IllegalArgumentException("not a marker: \"" + marker + "\"");
    }
  }

  /** What is sent. */
  public String whole() {
    return firstLine() + "\n" + text;
  }

  /** Whether a comment is this one, whatever it says. */
  public boolean isIn(String comment) {
    String start = comment.stripLeading();
    return start.startsWith(firstLine())
        && (start.length() == firstLine().length()
            || Character.isWhitespace(start.charAt(firstLine().length())));
  }

  /** Whether a comment says this already. */
  public boolean isSaidBy(String comment) {
    return same(comment, whole());
  }

  /** Whether two texts are one, up to the line ends and outer space that hosts change. */
  public static boolean same(String one, String other) {
    return unix(one).equals(unix(other));
  }

  private static String unix(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  private String firstLine() {
    return "<!-- " + marker + " -->";
  }
}
