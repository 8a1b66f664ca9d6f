package io.sluice.recommender.serve.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;

/**
 * Closes connections that have brought no whole request some time after they were opened, however
 * often a byte of one arrives.
 */
final class SlowHeads implements Connection.Listener {
  private final Connector connector;
  private final Duration most;

  SlowHeads(Connector connector, Duration most) {
    this.connector = connector;
    this.most = most;
  }

  @Override
  public void onOpened(Connection connection) {
    connector
        .getScheduler()
        .schedule(
            () -> {
              if (connection.getMessagesIn() == 0) {
                connection.getEndPoint().close();
              }
            },
            most.toMillis(),
            TimeUnit.MILLISECONDS);
  }
}
