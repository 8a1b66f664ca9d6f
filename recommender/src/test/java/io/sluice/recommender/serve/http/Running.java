package io.sluice.recommender.serve.http;

import io.sluice.recommender.serve.Health;
import io.sluice.recommender.serve.answer.AnswerSettings;
import io.sluice.recommender.serve.answer.Answerer;
import io.sluice.recommender.serve.answer.LatestAnswer;
import io.sluice.recommender.serve.answer.Seen;
import io.sluice.recommender.serve.answer.Sight;
import io.sluice.recommender.serve.answer.WhatIf;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that answers from the shipped example. */
final class Running implements AutoCloseable {
  private static final Duration MOST = Duration.ofSeconds(60);

  static final Health READY = new Health(Health.State.RUNNING, 2, 2, true, "");
  static final HttpSettings SETTINGS =
      new HttpSettings("127.0.0.1", 0, 1 << 20, 64, Duration.ofSeconds(5), Duration.ofSeconds(1));

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(MOST).build();
  private final ApiServer server;
  final LatestAnswer answers;
  volatile Health health = READY;

  private Running(HttpSettings settings, Optional<Token> token, Sight sight, boolean answering)
      throws Exception {
    Answerer answerer = new Answerer(AnswerSettings.defaults());
    CountDownLatch answered = new CountDownLatch(1);
    answers =
        new LatestAnswer(
            sight::version,
            () -> sight,
            answerer::answer,
            Duration.ZERO,
            Duration.ofSeconds(1),
            answer -> answered.countDown());
    server =
        new ApiServer(
            settings,
            token,
            new ApiServer.Sources(
                () -> health,
                answers,
                new WhatIf(answerer),
                accept -> "# metrics as " + accept + "\n",
                (method, status) -> {},
                "1.2.3"));
    server.start();
    if (answering) {
      answers.start();
      if (!answered.await(MOST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("no answer: " + answers.trouble());
      }
    }
  }

  static Running example() throws Exception {
    return new Running(SETTINGS, Optional.empty(), Seen.example(), true);
  }

  static Running example(HttpSettings settings, Optional<Token> token) throws Exception {
    return new Running(settings, token, Seen.example(), true);
  }

  /** One that never makes an answer. */
  static Running unanswered() throws Exception {
    return new Running(SETTINGS, Optional.empty(), Seen.example(), false);
  }

  int port() {
    return server.port();
  }

  int connections() {
    return server.connections();
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(MOST);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = to(path).GET();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(
        to(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** What comes back for these very bytes, up to the end of the connection. */
  String raw(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) MOST.toMillis());
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return all(socket.getInputStream());
    }
  }

  static String all(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "reset";
    }
  }

  String raw(String request) throws IOException {
    return raw(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    server.close();
    answers.close();
  }
}
