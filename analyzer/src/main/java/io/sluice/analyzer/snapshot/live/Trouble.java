package io.sluice.analyzer.snapshot.live;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** What went wrong with a connection, for people. */
final class Trouble {
  private Trouble() {}

  /** Whether what lies below it says less: the JDK's client puts a closed channel there. */
  private static boolean isTelling(Throwable failure) {
    return failure instanceof ConnectException || failure instanceof UnknownHostException;
  }

  static String reason(Throwable failure) {
    Throwable root = failure;
    while (!isTelling(root) && root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (root instanceof UnknownHostException || root instanceof UnresolvedAddressException) {
      return "there is no such host" + (message == null ? "" : ": " + message);
    }
    if (root instanceof ConnectException) {
      return root.getCause() instanceof UnresolvedAddressException
          ? "there is no such host"
          : "the connection was refused";
    }
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }
}
