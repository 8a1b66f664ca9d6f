package io.sluice.ingest.follow;

import io.sluice.ingest.decode.CutShortException;
import io.sluice.ingest.source.FollowedLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A log that somebody writes while it is followed. */
final class WrittenLog {
  private byte[] bytes = {};
  private long version;

  /** It holds this from now on. */
  void write(byte[] now) {
    bytes = now.clone();
    version++;
  }

  /** As it is now; what is read of it later is cut short if it changed. */
  FollowedLog look() {
    byte[] then = bytes;
    long seen = version;
    return new FollowedLog() {
      @Override
      public String identity() {
        return "a.log";
      }

      @Override
      public String shown() {
        return "a.log";
      }

      @Override
      public String version() {
        return "v" + seen;
      }

      @Override
      public long length() {
        return then.length;
      }

      @Override
      public InputStream open(long from, long to) throws IOException {
        if (seen != version) {
          throw new CutShortException("it was rewritten");
        }
        return new ByteArrayInputStream(Arrays.copyOfRange(then, (int) from, (int) to));
      }
    };
  }
}
