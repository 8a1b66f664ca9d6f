package io.sluice.ingest.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Where slices begin, the first at 0; only that where the file is small or is no such file. */
  static List<Long> of(Path file, long sliceBytes) throws IOException {
    List<Long> cuts = new ArrayList<>(List.of(0L));
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < 2 * sliceBytes || !beginsWithLine(channel)) {
        return cuts;
      }
      for (long at = sliceBytes; at < size - sliceBytes / 2; at += sliceBytes) {
        long cut = cutBehind(channel, at);
        if (cut > cuts.get(cuts.size() - 1)) {
          cuts.add(cut);
        }
      }
    }
    return cuts;
  }

  private static boolean beginsWithLine(FileChannel channel) throws IOException {
    byte[] window = window(channel, 0);
    int end = newline(window, 0);
    return end > 0 && isWholeObject(window, 0, end);
  }

  /** The first place behind an offset where a slice may begin; -1 where none is near. */
  private static long cutBehind(FileChannel channel, long offset) throws IOException {
    byte[] window = window(channel, offset);
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

  private static byte[] window(FileChannel channel, long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(WINDOW_BYTES, channel.size() - offset));
    int count = 0;
    while (count >= 0 && buffer.hasRemaining()) {
      count = channel.read(buffer, offset + buffer.position());
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
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
