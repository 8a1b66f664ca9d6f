package io.sluice.analyzer.edge.file;

import java.io.IOException;

/** A file that begins like an edge table cannot be used as one; nothing of it was taken. */
public final class EdgeFileException extends IOException {
  private static final long serialVersionUID = 1L;

  EdgeFileException(String message) {
    super(message);
  }

  static EdgeFileException damaged(String found) {
    return new EdgeFileException(
        "the edge table is damaged or cut short ("
            + found
            + "); copy it anew, or write it again with: sluice flows LOGS -o edges=FILE");
  }
}
