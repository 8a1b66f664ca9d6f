package io.sluice.recommender.write;

/**
 * How text looks on the terminal.
 *
 * @param wide whether the columns of {@code -o wide} are shown
 * @param colour whether headings stand out by escape sequences
 * @param columns width of the terminal, or 0 without a limit
 */
public record TextStyle(boolean wide, boolean colour, int columns) {
  /** For a file or a pipe. */
  public static final TextStyle PLAIN = new TextStyle(false, false, 0);

  public TextStyle widened() {
    return new TextStyle(true, colour, columns);
  }

  String strong(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
