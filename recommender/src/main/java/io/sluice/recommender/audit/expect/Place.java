package io.sluice.recommender.audit.expect;

import java.nio.file.Path;

/**
 * Where an expectation stands.
 *
 * @param file as the user named it
 * @param folder what paths in it are relative to
 * @param line line, from 1
 */
public record Place(String file, Path folder, int line) {
  Place at(int otherLine) {
    return new Place(file, folder, otherLine);
  }

  /** {@code expectations.jsonl:12}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
