package io.sluice.analyzer.snapshot.live;

import java.net.ConnectException;
import java.net.UnknownHostException;

/** What went wrong with a connection, for people. */
final class Trouble {
  private Trouble() {}

  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (root instanceof UnknownHostException) {
      return "there is no host " + message;
    }
    if (root instanceof ConnectException) {
      return "the connection was refused";
    }
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }
}
