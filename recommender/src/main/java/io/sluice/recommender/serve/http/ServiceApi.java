package io.sluice.recommender.serve.http;

import io.sluice.recommender.serve.Served;
import io.sluice.recommender.serve.answer.Answer;
import io.sluice.recommender.serve.answer.AnswerSettings;
import io.sluice.recommender.serve.answer.Answerer;
import io.sluice.recommender.serve.answer.LatestAnswer;
import io.sluice.recommender.serve.answer.Sight;
import io.sluice.recommender.serve.answer.WhatIf;
import io.sluice.recommender.serve.metrics.ServiceMetrics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** What an instance of the service shows of itself: answers, metrics and the server of both. */
public final class ServiceApi implements AutoCloseable {
  private final ServiceMetrics metrics;
  private final LatestAnswer answers;
  private final ApiServer server;

  /**
   * Nothing runs yet.
   *
   * @throws IllegalArgumentException where the settings may not be used, saying why
   */
  public ServiceApi(
      Served served, ApiSettings api, Optional<Token> token, AnswerSettings settings) {
    Answerer answerer = new Answerer(settings);
    this.metrics = new ServiceMetrics(served::health, settings.version(), Clock.systemUTC());
    this.answers =
        new LatestAnswer(
            served::version,
            // The version first: what changes while the rest is read has a later one.
            () ->
                counted(
                    () ->
                        new Sight(
                            served.version(),
                            served.edges(),
                            served.delays(),
                            served.clusterObjects())),
            sight -> counted(() -> timed("answer", () -> answerer.answer(sight))),
            api.quiet(),
            api.most(),
            metrics::answered);
    WhatIf whatIf = new WhatIf(answerer);
    this.server =
        new ApiServer(
            api.http(),
            token,
            new ApiServer.Sources(
                served::health,
                answers,
                (answer, mode, cluster, policies) ->
                    timed("what-if", () -> whatIf.ask(answer, mode, cluster, policies)),
                metrics::scrape,
                metrics::request,
                settings.version()));
  }

  private <T> T counted(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      metrics.failed();
      throw e;
    }
  }

  private <T> T timed(String kind, Supplier<T> work) {
    long begun = System.nanoTime();
    try {
      return work.get();
    } finally {
      metrics.evaluated(
          kind, Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
    }
  }

  /** Adds the metrics that Kafka Streams keeps of itself. */
  public void measure(KafkaStreams streams) {
    metrics.measure(streams);
  }

  /**
   * Makes answers and listens.
   *
   * @throws IOException where the port cannot be had
   */
  public void start() throws IOException {
    server.start();
    answers.start();
  }

  /** The port that it listens at. */
  public int port() {
    return server.port();
  }

  /** The latest answer; empty before the first. */
  public Optional<Answer> answer() {
    return answers.latest();
  }

  @Override
  public void close() {
    server.close();
    answers.close();
    metrics.close();
  }
}
