package io.sluice.recommender.blob;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in front of a blob service and lets something happen before a request goes on. */
final class Proxy implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");

  /** Told of every request. */
  @FunctionalInterface
  interface Happening {
    /**
     * Something happens.
     *
     * @param method GET or HEAD
     * @param path the path, decoded
     * @param from first byte of the range, -1 without one
     * @return a status to answer with instead of asking the service; 0 to ask it
     */
    int before(String method, String path, long from);
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI service;
  private final Happening happening;

  Proxy(String serviceUrl, Happening happening) throws IOException {
    this.service = URI.create(serviceUrl);
    this.happening = happening;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** The service's URL by way of this. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + service.getPath();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("x-ms-range");
      long from = range == null ? -1 : Long.parseLong(range.replaceAll("bytes=([0-9]+)-.*", "$1"));
      int instead =
          happening.before(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), from);
      if (instead != 0) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        exchange.getResponseHeaders().set("x-ms-error-code", "ServerBusy");
        exchange.sendResponseHeaders(instead, -1);
        return;
      }
      answer(exchange, client.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) {
    URI asked = exchange.getRequestURI();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    service.getScheme()
                        + "://"
                        + service.getAuthority()
                        + asked.getRawPath()
                        + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery())))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> got) throws IOException {
    got.headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      got.headers()
          .firstValue("content-length")
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
    }
    boolean none = head || got.body().length == 0;
    exchange.sendResponseHeaders(got.statusCode(), none ? -1 : got.body().length);
    if (!none) {
      exchange.getResponseBody().write(got.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
