package io.sluice.analyzer.snapshot;

/**
 * Where an object was read.
 *
 * @param file file as the user named it or found under what the user named
 * @param line line of the object's first character, from 1
 */
public record ObjectOrigin(String file, int line) implements Comparable<ObjectOrigin> {
  @Override
  public int compareTo(ObjectOrigin other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
