package io.sluice.recommender.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the server answers with a problem or closes, and answers the next one. */
final class HostileRequestsIT {
  private static final String WHAT_IF = "/api/v1/what-if";

  private static Running running;

  @BeforeAll
  static void start() throws Exception {
    running = Running.example();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @AfterEach
  void itStillAnswers() throws Exception {
    assertThat(running.get("/api/v1/coverage").statusCode()).isEqualTo(200);
  }

  private static RawResponse raw(String request) throws IOException {
    return RawResponse.of(running.raw(request));
  }

  private static RawResponse posted(String path, String type, String body) throws Exception {
    return RawResponse.of(running.post(path, type, body));
  }

  private static void isProblem(RawResponse response, int status) {
    assertThat(response.statusCode()).as(response.toString()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/problem+json");
    assertThat(response.headers().firstValue("X-Content-Type-Options").orElse(""))
        .isEqualTo("nosniff");
    assertThat(response.body()).contains("\"status\": " + status).doesNotContain("evil");
  }

  @Test
  void aBodyThatTricklesIsCutOffAfterItsTime() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.port())) {
      socket.setSoTimeout(30_000);
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> read(socket));
      String head =
          "POST "
              + WHAT_IF
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml\r\n"
              + "Content-Length: 100000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      trickle(socket, answer);

      isProblem(RawResponse.of(answer.join()), 408);
    }
  }

  @Test
  void aHeadThatTricklesLosesTheConnection() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.port())) {
      socket.setSoTimeout(30_000);
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> read(socket));
      socket
          .getOutputStream()
          .write("GET /livez HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      trickle(socket, answer);

      assertThat(answer.join()).doesNotContain("200");
    }
  }

  private static String read(Socket socket) {
    try {
      return Running.all(socket.getInputStream());
    } catch (IOException e) {
      return "";
    }
  }

  /** A byte at a time, until the server has had enough; it fails where that never comes. */
  private static void trickle(Socket socket, CompletableFuture<String> answer) throws Exception {
    try {
      for (int i = 0; i < 400 && !answer.isDone(); i++) {
        socket.getOutputStream().write('a');
        Thread.sleep(50);
      }
    } catch (SocketException e) {
      assertThat(e).as("the server closed").isNotNull();
    }
    assertThat(answer.isDone()).isTrue();
  }

  @Test
  void hugeHeadersAndAddressesAreRefused() throws Exception {
    String many = "X-Evil: evil\n".repeat(5_000);

    isProblem(raw("GET /livez HTTP/1.1\nHost: localhost\n" + many + "\n"), 431);
    isProblem(
        raw("GET /livez HTTP/1.1\nHost: localhost\nX: " + "evil".repeat(9_000) + "\n\n"), 431);
    isProblem(raw("GET /" + "evil".repeat(9_000) + " HTTP/1.1\nHost: localhost\n\n"), 414);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/api/v1/../../../evil",
        "/api/v1/workloads/%2e%2e/%2e%2e/evil",
        "/api/v1/workloads/..%2f..%2fevil/x/y",
        "/api/v1/workloads/a%00b/Deployment/evil",
        "/api/v1/workloads/;evil=1/Deployment/x",
        "//evil.example/livez",
        "/openapi.yaml/../evil",
        "/api/v1/workloads/<script>evil</script>/x/y",
        "/api/v1/workloads/%3Cscript%3Eevil/x/y",
        "/api/v1/workloads/%c0%ae%c0%ae/x/evil",
        "/api/v1/edges?cursor=%ff%fe",
        "/api/v1/edges?cursor=%zz",
        "/api/v1/edges?cursor=%",
        "/api/v1/edges?limit=99999999999999999999",
        "/api/v1/edges?limit=-1",
        "/api/v1/edges?limit=5&limit=6",
        "/api/v1/edges?<evil>=1",
        "/api/v1/edges?cursor=evil",
        "/api/v1/findings?type=<evil>",
      })
  void pathsAndQueriesLeadNowhere(String path) throws Exception {
    RawResponse response = raw("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");

    assertThat(response.statusCode()).as(response.toString()).isIn(400, 404);
    isProblem(response, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil\n\n",
        "GET\n\n",
        "GET /livez HTTP/9.9\nHost: localhost\n\n",
        "GET /livez HTTP/1.1\n\n",
        "GET /livez HTTP/1.1\nHost: a\nHost: evil\n\n",
        "GET /livez HTTP/1.1\nHost: localhost\nevil header: x\n\n",
        "GET /livez HTTP/1.1\nHost: localhost\n folded: evil\n\n",
        "POST /api/v1/what-if HTTP/1.1\nHost: localhost\nContent-Length: -1\n\n",
        "POST /api/v1/what-if HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2\n\n",
        """
        POST /api/v1/what-if HTTP/1.1
        Host: localhost
        Content-Length: 4
        Transfer-Encoding: chunked

        0

        """
      })
  void whatIsNoHttpIsRefused(String request) throws Exception {
    RawResponse response = raw(request);

    assertThat(response.statusCode()).as(response.toString()).isBetween(400, 505);
    assertThat(response.toString()).doesNotContain("evil").contains("application/problem+json");
  }

  @Test
  void chunksThatNeverEndAreCutOffAtTheLimit() throws Exception {
    StringBuilder chunks = new StringBuilder();
    chunks.append("POST ").append(WHAT_IF).append(" HTTP/1.1\nHost: localhost\n");
    chunks.append("Content-Type: application/json\nTransfer-Encoding: chunked\n\n");
    for (int i = 0; i < 300; i++) {
      chunks.append("1000\n").append(" ".repeat(4096)).append("\n");
    }

    String came = running.raw(chunks.toString());

    // The rest of the body may meet a closed connection before the reply is read.
    assertThat(came)
        .satisfiesAnyOf(
            text -> assertThat(text).startsWith("HTTP/1.1 413"),
            text -> assertThat(text).isEqualTo("reset"));
  }

  @Test
  void bombsAreRefused() throws Exception {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      laughs.append("a%d: &a%d [".formatted(i, i)).append((before + ",").repeat(9)).append(before);
      laughs.append("]\n");
    }
    String deep = "[".repeat(100_000);

    isProblem(posted(WHAT_IF, "application/yaml", laughs.toString()), 400);
    isProblem(posted(WHAT_IF, "application/yaml", "a: " + deep), 400);
    isProblem(posted(WHAT_IF, "application/json", deep), 400);
    isProblem(posted(WHAT_IF, "application/json", "{\"a\":".repeat(100_000)), 400);
    isProblem(posted(WHAT_IF, "application/yaml", "- ".repeat(100_000)), 400);
    isProblem(posted(WHAT_IF, "application/json", "9".repeat(900_000)), 400);
    isProblem(posted(WHAT_IF, "application/yaml", "a: " + "9".repeat(900_000)), 400);
  }

  @Test
  void badUtf8AndEncodedBodiesAreRefused() throws Exception {
    byte[] head =
        ("POST "
                + WHAT_IF
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/yaml\r\nContent-Length: 4\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + 4);
    request[head.length] = 'a';
    request[head.length + 1] = (byte) 0xC3;
    request[head.length + 2] = '(';
    request[head.length + 3] = '\n';

    isProblem(RawResponse.of(running.raw(request)), 400);
    isProblem(
        raw(
            "POST "
                + WHAT_IF
                + " HTTP/1.1\nHost: localhost\nContent-Type: application/yaml\n"
                + "Content-Encoding: gzip\nContent-Length: 0\nConnection: close\n\n"),
        415);
    isProblem(posted(WHAT_IF, "application/yaml; charset=utf-16", "a"), 415);
  }

  @Test
  void randomBytesAreAnsweredOrClosed() throws Exception {
    long seed = 20261128;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(2_000) + 1];
      random.nextBytes(noise);
      String begin = random.nextBoolean() ? "GET /api/v1/edges?" : "";
      byte[] start = begin.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(start, 0, noise, 0, Math.min(start.length, noise.length));
      noise[noise.length - 1] = '\n';

      assertThat(RawResponse.of(running.raw(noise)).statusCode())
          .as("seed " + seed + " round " + i)
          .isNotIn(200, 500);
    }
  }

  @Test
  void moreConnectionsThanThereIsRoomForWaitAndDoNotHarmForLong() throws Exception {
    List<Socket> idle = new ArrayList<>();
    int most = 0;
    int refused = 0;
    try {
      // The queue of the system takes some more, and then nobody.
      for (int i = 0; i < 3_000 && refused < 3; i++) {
        Socket socket = new Socket();
        idle.add(socket);
        try {
          socket.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), running.port()), 200);
        } catch (IOException e) {
          refused++;
        }
        most = Math.max(most, running.connections());
      }
      assertThat(idle).hasSizeGreaterThan(Running.SETTINGS.maxConnections() / 2);
      assertThat(most).isBetween(1, Running.SETTINGS.maxConnections());

      long begun = System.nanoTime();
      assertThat(running.get("/livez").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }
}
