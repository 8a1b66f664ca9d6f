package io.sluice.recommender.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.Delays;
import io.sluice.recommender.serve.Health;
import io.sluice.recommender.serve.Served;
import io.sluice.recommender.serve.answer.AnswerSettings;
import io.sluice.recommender.serve.answer.Seen;
import io.sluice.recommender.serve.answer.Sight;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The service's interfaces put together, over something served that changes. */
final class ServiceApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Something served; each change is a version. */
  private static final class Changing implements Served {
    private volatile Sight sight;
    private volatile boolean broken;

    Changing(Sight sight) {
      this.sight = sight;
    }

    @Override
    public StoredTable edges() {
      if (broken) {
        throw new IllegalStateException("the edges cannot be read");
      }
      return sight.edges();
    }

    @Override
    public Delays delays() {
      return sight.delays();
    }

    @Override
    public List<ClusterObject> clusterObjects() {
      return sight.clusterObjects();
    }

    @Override
    public long version() {
      return sight.version();
    }

    @Override
    public Health health() {
      return Running.READY;
    }
  }

  private static String get(ServiceApi api, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + api.port() + path);
    HttpResponse<String> response =
        CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return response.body();
  }

  /** Waits for what another thread does; fails where it never comes. */
  private static void await(BooleanSupplier there) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!there.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static ServiceApi start(Served served) throws IOException {
    ServiceApi api =
        new ServiceApi(
            served,
            new ApiSettings(Running.SETTINGS, Duration.ofMillis(50), Duration.ofSeconds(1), "auto"),
            Optional.empty(),
            AnswerSettings.defaults());
    api.start();
    return api;
  }

  @Test
  void aChangeIsAnsweredAndMeasured() throws Exception {
    Sight example = Seen.example();
    Changing served = new Changing(new Sight(1, example.edges(), Delays.NONE, List.of()));
    try (ServiceApi api = start(served)) {
      await(() -> api.answer().isPresent());
      String before = get(api, "/api/v1/workloads");

      served.sight = new Sight(2, example.edges(), Delays.NONE, example.clusterObjects());
      await(() -> api.answer().orElseThrow().version() == 2);

      assertThat(get(api, "/api/v1/workloads")).isNotEqualTo(before).contains("\"proposed\"");
      assertThat(get(api, "/metrics"))
          .contains("sluice_answer_version 2.0")
          .contains("sluice_policy_evaluations_seconds_count{kind=\"answer\"} 2")
          .contains("sluice_http_requests_total{method=\"GET\",status=\"200\"}")
          .contains("sluice_ready 1.0");
    }
  }

  @Test
  void whereAnAnswerCannotBeMadeTheOneBeforeStays() throws Exception {
    Sight example = Seen.example();
    Changing served = new Changing(example);
    try (ServiceApi api = start(served)) {
      await(() -> api.answer().isPresent());
      String before = get(api, "/api/v1/workloads");

      served.broken = true;
      served.sight = new Sight(2, example.edges(), Delays.NONE, example.clusterObjects());
      await(() -> metric(api, "sluice_answer_failures_total") >= 1);

      assertThat(get(api, "/api/v1/workloads")).isEqualTo(before);
      assertThat(get(api, "/readyz?verbose")).contains("[+]answer ok");
      served.broken = false;
      await(() -> api.answer().orElseThrow().version() == 2);
    }
  }

  private static double metric(ServiceApi api, String name) {
    try {
      return get(api, "/metrics")
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .sum();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
