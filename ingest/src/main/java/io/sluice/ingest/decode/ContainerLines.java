package io.sluice.ingest.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prefix that a container runtime puts before each line that a container writes, and the long
 * lines that it splits.
 *
 * <pre>2025-06-01T10:00:00.000000000Z stdout F {"flow":…}</pre>
 *
 * {@code F} is a line or the end of one, {@code P} a part of one, continued on the next line of the
 * same stream. See
 * https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md
 */
final class ContainerLines {
  private static final int LONGEST_PREFIX = 64;
  private static final byte[] STDOUT = " stdout ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STDERR = " stderr ".getBytes(StandardCharsets.US_ASCII);

  /** A line that is put together from its parts. */
  static final class Parts {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Position begin;
    private boolean tooLarge;

    /** Whether a carriage return is held back, which may belong to the line's end. */
    private boolean returnHeld;

    private Parts(Position begin) {
      this.begin = begin;
    }

    private void add(byte[] window, int from, int to) {
      tooLarge |= bytes.size() + to - from > ObjectScan.MAX_RECORD;
      if (tooLarge) {
        bytes.reset();
      } else if (from < to) {
        if (returnHeld) {
          bytes.write('\r');
        }
        returnHeld = window[to - 1] == '\r';
        bytes.write(window, from, to - from - (returnHeld ? 1 : 0));
      }
    }

    /** The part ends here, and with it its line. */
    private void endLine() {
      returnHeld = false;
    }

    /** Where the first part stands. */
    Position begin() {
      return begin;
    }

    /** The line, or null where it grew too large. */
    byte @Nullable [] bytes() {
      return tooLarge ? null : bytes.toByteArray();
    }
  }

  private final ScanBuffer buffer;
  private @Nullable Parts stdout;
  private @Nullable Parts stderr;
  private int prefix;
  private boolean error;
  private boolean partial;

  ContainerLines(ScanBuffer buffer) {
    this.buffer = buffer;
  }

  /** Whether such a prefix stands at the position, where a line begins. */
  boolean here() throws IOException {
    while (buffer.limit - buffer.pos < LONGEST_PREFIX && buffer.more()) {
      // until the longest prefix is there
    }
    int i = buffer.pos;
    int last = Math.min(buffer.limit, i + LONGEST_PREFIX);
    byte[] bytes = buffer.bytes;
    if (last - i < 30 || bytes[i + 4] != '-' || bytes[i + 7] != '-' || bytes[i + 10] != 'T') {
      return false;
    }
    while (i < last && bytes[i] != ' ' && bytes[i] != '\n') {
      i++;
    }
    int tag = i + STDOUT.length;
    if (tag + 1 >= last) {
      return false;
    }
    error = Arrays.equals(bytes, i, tag, STDERR, 0, STDERR.length);
    if (!error && !Arrays.equals(bytes, i, tag, STDOUT, 0, STDOUT.length)) {
      return false;
    }
    partial = bytes[tag] == 'P';
    boolean ends = bytes[tag + 1] == ' ' || bytes[tag + 1] == '\r' || bytes[tag + 1] == '\n';
    prefix = tag + (bytes[tag + 1] == ' ' ? 2 : 1) - buffer.pos;
    return ends && (partial || bytes[tag] == 'F');
  }

  /** Moves on behind the prefix. */
  void pass() {
    buffer.pos += prefix;
  }

  /** Whether the line here is a part of a split one. */
  boolean splits() {
    return partial || parts() != null;
  }

  /** Takes the line here, which is a part; what it completes, if it is the last one. */
  Optional<Parts> take() throws IOException {
    Parts parts = parts();
    if (parts == null) {
      parts = new Parts(new Position.At(buffer.lineOf(buffer.pos), buffer.offsetOf(buffer.pos)));
    }
    pass();
    boolean more = true;
    while (more) {
      int end = buffer.pos;
      while (end < buffer.limit && buffer.bytes[end] != '\n') {
        end++;
      }
      parts.add(buffer.bytes, buffer.pos, end);
      buffer.pos = end;
      more = end == buffer.limit && buffer.more();
    }
    parts.endLine();
    boolean cut = buffer.pos == buffer.limit && buffer.damage() != null;
    keep(partial || cut ? parts : null);
    return partial || cut ? Optional.empty() : Optional.of(parts);
  }

  /** Whether parts of a line wait for its last one. */
  boolean waiting() {
    return stdout != null || stderr != null;
  }

  /** A line whose last part is missing, at the end of the input. */
  Optional<Parts> unfinished() {
    error = stdout == null;
    Parts parts = parts();
    keep(null);
    return Optional.ofNullable(parts);
  }

  private @Nullable Parts parts() {
    return error ? stderr : stdout;
  }

  private void keep(@Nullable Parts parts) {
    if (error) {
      stderr = parts;
    } else {
      stdout = parts;
    }
  }
}
