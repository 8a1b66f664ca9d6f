package io.sluice.analyzer.policy.load;

/**
 * What is wrong with a policy that was read.
 *
 * @param severity whether the API server would refuse it
 * @param policy {@code namespace/name} as far as known
 * @param file file
 * @param line line, from 1
 * @param message what was expected and found, and what it would mean
 */
public record PolicyProblem(Severity severity, String policy, String file, int line, String message)
    implements Comparable<PolicyProblem> {
  /** How bad it is. */
  public enum Severity {
    /** The API server would refuse it: it is not in force. */
    REFUSED,
    /** Legal, but probably not what its author meant. */
    SUSPICIOUS,
    /** Of a kind that Sluice does not evaluate. */
    UNSUPPORTED
  }

  @Override
  public int compareTo(PolicyProblem other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    return line != other.line
        ? Integer.compare(line, other.line)
        : message.compareTo(other.message);
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + policy + ": " + message;
  }
}
