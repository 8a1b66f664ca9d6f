package io.sluice.recommender.pr;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Git over smart HTTP on this machine: {@code git http-backend} behind the JDK's own server. */
public final class GitServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path root;

  /** Whom it lets in with what, and whether it takes pushes from him. */
  public record Account(String user, String token, boolean mayPush) {}

  private Optional<Account> account = Optional.empty();

  /** The next requests are answered so, without asking git. */
  final AtomicInteger failing = new AtomicInteger();

  public GitServer(Path root) {
    this.root = root;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where git keeps its server; empty where this machine has none. */
  public static Optional<Path> backend() {
    try {
      Process process = new ProcessBuilder("git", "--exec-path").start();
      String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Path backend = Path.of(path.strip()).resolve("git-http-backend");
      return process.waitFor() == 0 && Files.isExecutable(backend)
          ? Optional.of(backend)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  public void demands(Account needed) {
    account = Optional.of(needed);
  }

  public String url(String repository) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = refusal(exchange);
      if (status != 0) {
        if (status == 401) {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        }
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      answer(exchange, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int refusal(HttpExchange exchange) {
    if (failing.get() != 0) {
      return failing.get();
    }
    if (account.isEmpty()) {
      return 0;
    }
    Account needed = account.get();
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (needed.user() + ":" + needed.token()).getBytes(StandardCharsets.UTF_8));
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 401;
    }
    boolean pushes = exchange.getRequestURI().toString().contains("git-receive-pack");
    return pushes && !needed.mayPush() ? 403 : 0;
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(backend().orElseThrow().toString());
    Map<String, String> env = builder.environment();
    env.put("GIT_PROJECT_ROOT", root.toString());
    env.put("GIT_HTTP_EXPORT_ALL", "1");
    env.put("REQUEST_METHOD", exchange.getRequestMethod());
    env.put("PATH_INFO", exchange.getRequestURI().getPath());
    env.put("QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    env.put("CONTENT_LENGTH", Integer.toString(body.length));
    env.put("REMOTE_USER", "sluice");
    env.put("REMOTE_ADDR", "127.0.0.1");
    header(exchange, "Content-Type").ifPresent(value -> env.put("CONTENT_TYPE", value));
    header(exchange, "Content-Encoding").ifPresent(v -> env.put("HTTP_CONTENT_ENCODING", v));
    header(exchange, "Git-Protocol").ifPresent(value -> env.put("GIT_PROTOCOL", value));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(body);
    }
    byte[] answer;
    try (InputStream out = process.getInputStream()) {
      answer = out.readAllBytes();
    }
    process.waitFor(20, TimeUnit.SECONDS);
    send(exchange, answer);
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** Headers, an empty line, and the rest, as CGI has it. */
  private static void send(HttpExchange exchange, byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : text.substring(0, Math.max(0, end)).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (line.startsWith("Status:")) {
        status = Integer.parseInt(line.substring(colon + 1).strip().substring(0, 3));
      } else if (colon > 0) {
        exchange
            .getResponseHeaders()
            .add(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    int length = answer.length - end - 4;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    exchange.getResponseBody().write(answer, end + 4, length);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
