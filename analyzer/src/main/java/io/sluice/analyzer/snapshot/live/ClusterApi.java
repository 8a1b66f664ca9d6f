package io.sluice.analyzer.snapshot.live;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The API server of one cluster, as far as it is read. May be asked by several threads. */
public interface ClusterApi extends AutoCloseable {
  /**
   * An answer whose body is still coming; closing the body takes the connection back.
   *
   * @param status the HTTP status
   * @param dateMillis its {@code Date}, in whole seconds
   * @param body what it says
   */
  record Answer(int status, OptionalLong dateMillis, InputStream body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /**
   * Asks.
   *
   * @param pathAndQuery from the first slash on
   * @param streaming whether the answer goes on for as long as something happens
   */
  Answer get(String pathAndQuery, boolean streaming) throws IOException;

  /** The server, for people. */
  String server();

  @Override
  void close();
}
