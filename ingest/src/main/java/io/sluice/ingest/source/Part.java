package io.sluice.ingest.source;

/**
 * What one worker decodes at a time: a whole input, or a slice of one between two lines.
 *
 * @param input the input
 * @param from offset of its first byte
 * @param to offset behind its last byte, or {@link #END}
 * @param slice whether it is one of several of its input
 */
record Part(InputFile input, long from, long to, boolean slice) {
  static final long END = Long.MAX_VALUE;

  static Part whole(InputFile input) {
    return new Part(input, 0, END, false);
  }
}
