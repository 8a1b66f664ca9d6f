package io.sluice.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An input whose first bytes were looked at. They come again, and so does a failure that was met
 * while looking: whoever reads on accounts for it.
 */
final class Opened extends ArrayStream {
  private final InputStream in;
  private final byte[] head = TableReader.magic();
  private int length;
  private int pos;
  private @Nullable IOException failure;

  private Opened(InputStream in) {
    this.in = in;
  }

  /** Looks no further than it takes to tell a table from a log. */
  static Opened of(InputStream in) {
    Opened opened = new Opened(in);
    opened.look();
    return opened;
  }

  private void look() {
    try {
      int count = 0;
      while (count >= 0 && length < head.length && TableReader.leads(head, length)) {
        count = in.read(head, length, head.length - length);
        length += Math.max(0, count);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  boolean isTable() {
    return length == head.length && TableReader.leads(head, length);
  }

  @Override
  public int read(byte[] target, int offset, int most) throws IOException {
    int again = Math.min(most, length - pos);
    if (again > 0) {
      System.arraycopy(head, pos, target, offset, again);
      pos += again;
      return again + more(target, offset + again, most - again);
    }
    IOException met = failure;
    if (met != null) {
      failure = null;
      throw met;
    }
    return in.read(target, offset, most);
  }

  /** What the input has right behind the first bytes, so that whoever reads sees no seam. */
  private int more(byte[] target, int offset, int most) {
    if (most == 0 || failure != null) {
      return 0;
    }
    try {
      return Math.max(0, in.read(target, offset, most));
    } catch (IOException e) {
      failure = e;
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
