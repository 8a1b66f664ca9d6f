package io.sluice.ingest.source.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The blob service as far as reading goes: lists in pages, properties, ranges with {@code
 * If-Match}. What happens before a request is answered is a test's to say.
 */
final class FakeBlobService implements AutoCloseable {
  static final String SAS = "sv=2025-11-05&sp=rl&sig=c2VjcmV0";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Blob(byte[] bytes, int change, int created, String type) {}

  /** An answer in place of the usual one. */
  record Refusal(int status, String code, Map<String, String> headers) {
    Refusal(int status, String code) {
      this(status, code, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Map<String, Blob> blobs = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private Function<String, Refusal> refusals = request -> null;
  private int changes;
  private int pageSize = 5000;

  FakeBlobService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String container() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/account1/logs";
  }

  /** With the SAS that it wants. */
  String url(String path) {
    return container() + "/" + path + "?" + SAS;
  }

  synchronized void put(String name, byte[] bytes) {
    changes++;
    blobs.put(name, new Blob(bytes, changes, changes, "BlockBlob"));
  }

  synchronized void put(String name, String text) {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  synchronized void append(String name, String text) {
    byte[] more = text.getBytes(StandardCharsets.UTF_8);
    Blob old = blobs.getOrDefault(name, new Blob(new byte[0], 0, changes + 1, "AppendBlob"));
    byte[] bytes = Arrays.copyOf(old.bytes(), old.bytes().length + more.length);
    System.arraycopy(more, 0, bytes, old.bytes().length, more.length);
    changes++;
    blobs.put(name, new Blob(bytes, changes, old.created(), "AppendBlob"));
  }

  synchronized void delete(String name) {
    blobs.remove(name);
  }

  synchronized void pages(int of) {
    pageSize = of;
  }

  /**
   * Says what is answered in place of the usual.
   *
   * @param answer for a request such as {@code GET name 0-99}, {@code HEAD name} or {@code LIST
   *     prefix}: null for the usual answer. It may change blobs before.
   */
  synchronized void before(Function<String, Refusal> answer) {
    refusals = answer;
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      Map<String, String> parameters =
          Arrays.stream(query.split("&"))
              .map(one -> one.split("=", 2))
              .filter(one -> one.length == 2)
              .collect(Collectors.toMap(one -> one[0], one -> decoded(one[1])));
      if (!parameters.getOrDefault("sig", "").equals("c2VjcmV0")) {
        refuse(exchange, new Refusal(403, "AuthenticationFailed"));
        return;
      }
      String path = exchange.getRequestURI().getPath();
      boolean list = "list".equals(parameters.get("comp"));
      String name =
          list ? parameters.getOrDefault("prefix", "") : path.replaceFirst("/[^/]+/[^/]+/", "");
      String range = exchange.getRequestHeaders().getFirst("x-ms-range");
      String request =
          list
              ? "LIST " + name
              : exchange.getRequestMethod()
                  + " "
                  + name
                  + (range == null ? "" : " " + range.replace("bytes=", ""));
      Refusal refusal = noted(request);
      if (refusal != null) {
        refuse(exchange, refusal);
      } else if (list) {
        list(exchange, name, parameters.getOrDefault("marker", ""));
      } else {
        blob(exchange, name, range);
      }
    }
  }

  private Refusal noted(String request) {
    Function<String, Refusal> asked;
    synchronized (this) {
      requests.add(request);
      asked = refusals;
    }
    return asked.apply(request);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    exchange.getResponseHeaders().set("x-ms-error-code", refusal.code());
    refusal.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(refusal.status(), -1);
  }

  private void list(HttpExchange exchange, String prefix, String marker) throws IOException {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    xml.append("<EnumerationResults><Blobs>");
    String next = "";
    synchronized (this) {
      int count = 0;
      for (Map.Entry<String, Blob> one : blobs.entrySet()) {
        if (!one.getKey().startsWith(prefix) || one.getKey().compareTo(marker) < 0) {
          continue;
        }
        if (count == pageSize) {
          next = one.getKey();
          break;
        }
        count++;
        Blob blob = one.getValue();
        xml.append("<Blob><Name>").append(one.getKey()).append("</Name><Properties>");
        xml.append("<Creation-Time>").append(time(blob.created())).append("</Creation-Time>");
        xml.append("<Last-Modified>").append(time(blob.change())).append("</Last-Modified>");
        xml.append("<Etag>0x").append(blob.change()).append("</Etag>");
        xml.append("<Content-Length>").append(blob.bytes().length).append("</Content-Length>");
        xml.append("<BlobType>").append(blob.type()).append("</BlobType></Properties></Blob>");
      }
    }
    xml.append("</Blobs><NextMarker>").append(next).append("</NextMarker></EnumerationResults>");
    byte[] body = xml.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void blob(HttpExchange exchange, String name, String range) throws IOException {
    Blob blob;
    synchronized (this) {
      blob = blobs.get(name);
    }
    if (blob == null) {
      refuse(exchange, new Refusal(404, "BlobNotFound"));
      return;
    }
    String etag = "\"0x" + blob.change() + "\"";
    String wanted = exchange.getRequestHeaders().getFirst("If-Match");
    if (wanted != null && !wanted.equals(etag)) {
      refuse(exchange, new Refusal(412, "ConditionNotMet"));
      return;
    }
    exchange.getResponseHeaders().set("ETag", etag);
    exchange.getResponseHeaders().set("x-ms-blob-type", blob.type());
    exchange.getResponseHeaders().set("x-ms-creation-time", time(blob.created()));
    exchange.getResponseHeaders().set("Last-Modified", time(blob.change()));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(blob.bytes().length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-.*", "$1"));
    int to = Math.min(blob.bytes().length, 1 + Integer.parseInt(range.replaceAll(".*-", "")));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + blob.bytes().length);
    exchange.sendResponseHeaders(206, to - from);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(blob.bytes(), from, to - from);
    }
  }

  private static String time(int number) {
    return String.format(
        Locale.ROOT,
        "Tue, 03 Nov 2026 %02d:%02d:%02d GMT",
        number / 3600,
        number / 60 % 60,
        number % 60);
  }
}
