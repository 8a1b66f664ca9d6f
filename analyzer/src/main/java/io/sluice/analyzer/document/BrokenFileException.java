package io.sluice.analyzer.document;

/** A file that is no JSON or YAML from some line on. */
public final class BrokenFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final boolean cutOff;

  /**
   * A fault.
   *
   * @param line where, from 1
   * @param problem what was expected and found
   * @param cutOff whether the file only lacks its end
   */
  public BrokenFileException(int line, String problem, boolean cutOff) {
    super(problem);
    this.line = line;
    this.cutOff = cutOff;
  }

  public int line() {
    return line;
  }

  public boolean cutOff() {
    return cutOff;
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
