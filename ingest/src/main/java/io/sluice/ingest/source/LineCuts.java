package io.sluice.ingest.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a large file of JSON lines into slices. A cut lies behind a line that is one whole object
 * and before one that begins with a brace, so that a damaged record lies within one slice and is
 * accounted for as if there were none.
 */
final class LineCuts {
  /** So large that what a slice costs by itself does not show, so small that cores end together. */
  static final long SLICE_BYTES = 32L << 20;

  /** How far behind its place a cut is looked for; a longer line is never cut behind. */
  private static final int WINDOW_BYTES = 1 << 20;

  private LineCuts() {}

  /** Where windows into an input come from. */
  interface Windows {
    long size() throws IOException;

    /** The bytes from an offset on, as many as there are. */
    byte[] at(long offset, int most) throws IOException;
  }

  /** Where slices begin, the first at 0; only that where the input is small or is no such. */
  static List<Long> of(Windows input, long sliceBytes) throws IOException {
    List<Long> cuts = new ArrayList<>(List.of(0L));
    long size = input.size();
    if (size < 2 * sliceBytes || !beginsWithLine(input)) {
      return cuts;
    }
    for (long at = sliceBytes; at < size - sliceBytes / 2; at += sliceBytes) {
      long cut = cutBehind(input, at);
      if (cut > cuts.get(cuts.size() - 1)) {
        cuts.add(cut);
      }
    }
    return cuts;
  }

  private static boolean beginsWithLine(Windows input) throws IOException {
    byte[] window = input.at(0, WINDOW_BYTES);
    int end = newline(window, 0);
    return end > 0 && isWholeObject(window, 0, end);
  }

  /** The first place behind an offset where a slice may begin; -1 where none is near. */
  private static long cutBehind(Windows input, long offset) throws IOException {
    byte[] window = input.at(offset, WINDOW_BYTES);
    int line = newline(window, 0) + 1;
    while (line > 0) {
      int end = newline(window, line);
      if (end < 0 || end + 1 >= window.length) {
        return -1;
      }
      if (window[end + 1] == '{' && isWholeObject(window, line, end)) {
        return offset + end + 1;
      }
      line = end + 1;
    }
    return -1;
  }

  private static int newline(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Whether a line is one object from its first byte on, closed by its last but a line end. */
  private static boolean isWholeObject(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    int depth = 0;
    boolean string = false;
    for (int i = from; i < end; i++) {
      byte b = bytes[i];
      if (string) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          string = false;
        }
      } else if (b == '"') {
        string = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth == 0) {
          return i == end - 1 && bytes[from] == '{';
        }
      }
      if (depth == 0) {
        return false;
      }
    }
    return false;
  }
}
