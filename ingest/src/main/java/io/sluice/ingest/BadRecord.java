package io.sluice.ingest;

/**
 * Where a record could not be read, and why.
 *
 * @param file the file as the user named it, or found under what the user named
 * @param line line number from 1
 * @param byteOffset offset from the start of the (uncompressed) file
 * @param problem what was expected and found, with values masked
 */
public record BadRecord(String file, long line, long byteOffset, String problem) {
  @Override
  public String toString() {
    return file + ":" + line + " (byte " + byteOffset + "): " + problem;
  }
}
