package io.sluice.recommender.pr;

import java.util.Optional;

/**
 * A file that a pull request changes.
 *
 * @param path from the top of the repository, with slashes
 * @param before what stands there on the base; empty for a new file
 * @param after what will stand there; empty for a file that goes
 */
public record FileChange(String path, Optional<String> before, Optional<String> after)
    implements Comparable<FileChange> {
  /** {@code added}, {@code changed} or {@code removed}. */
  public String word() {
    return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
  }

  @Override
  public int compareTo(FileChange other) {
    return path.compareTo(other.path);
  }
}
