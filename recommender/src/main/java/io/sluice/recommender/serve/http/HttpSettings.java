package io.sluice.recommender.serve.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * How the service is reached over HTTP.
 *
 * @param bind address or name to listen at
 * @param port port to listen at; 0 takes any that is free
 * @param maxBodyBytes the largest body that is read
 * @param maxConnections how many connections may be open; more are not accepted until some close
 * @param timeout how long a connection may be silent
 * @param requestTimeout how long the head of a first request, and a body, may take to arrive
 */
public record HttpSettings(
    String bind,
    int port,
    int maxBodyBytes,
    int maxConnections,
    Duration timeout,
    Duration requestTimeout) {
  /** What holds where the settings say nothing. */
  public static final HttpSettings DEFAULTS =
      new HttpSettings(
          "127.0.0.1", 8080, 4 << 20, 512, Duration.ofSeconds(30), Duration.ofSeconds(10));

  /** The variable with the token; it has no place in a settings file. */
  public static final String TOKEN_VARIABLE = "SLUICE_HTTP_TOKEN";

  /** Refuses nonsense. */
  public HttpSettings {
    if (port < 0 || port > 65_535 || maxBodyBytes < 1 || maxConnections < 1) {
      throw new IllegalArgumentException("port or limits out of range");
    }
  }

  /** Why it may not listen like that; empty where it may. */
  public Optional<String> refusal(Optional<Token> token) {
    if (token.isPresent() || isLoopback()) {
      return Optional.empty();
    }
    return Optional.of(
        "serve.http.bind is "
            + bind
            + ", which others can reach, and there is no token: set the variable "
            + TOKEN_VARIABLE
            + " to one of at least "
            + Token.MIN_LENGTH
            + " characters, or bind to 127.0.0.1");
  }

  /** Address and port as a URL has them. */
  public String authority(int listening) {
    return (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + listening;
  }

  /** Whether only this machine reaches it. */
  boolean isLoopback() {
    try {
      for (InetAddress address : InetAddress.getAllByName(bind)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
