package io.sluice.analyzer.cluster;

/** A file that is no JSON or YAML from some line on. */
final class BrokenFileException extends RuntimeException {
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
  BrokenFileException(int line, String problem, boolean cutOff) {
    super(problem);
    this.line = line;
    this.cutOff = cutOff;
  }

  int line() {
    return line;
  }

  boolean cutOff() {
    return cutOff;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
