package io.sluice.recommender.serve.http;

import io.sluice.recommender.serve.Health;
import io.sluice.recommender.serve.answer.LatestAnswer;
import io.sluice.recommender.serve.answer.PolicyQuestion;
import io.sluice.recommender.write.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The service's HTTP server. It holds up under whoever calls it: connections, threads, heads,
 * bodies and the questions that take long are all bounded, and whoever is slow loses the
 * connection.
 */
public final class ApiServer implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 8 << 10;
  private static final int MAX_THREADS = 24;
  private static final int MAX_WAITING = 4;
  private static final long STOP_MILLIS = 10_000;

  /** What a server tells. */
  public record Sources(
      Supplier<Health> health,
      LatestAnswer answers,
      PolicyQuestion whatIf,
      UnaryOperator<String> metrics,
      RequestCounter counter,
      String version) {}

  private final Server server;
  private final ServerConnector connector;
  private final ThreadPoolExecutor asking;

  /**
   * A server that does not listen yet.
   *
   * @throws IllegalArgumentException where the settings may not be used, saying why
   */
  public ApiServer(HttpSettings settings, Optional<Token> token, Sources sources) {
    settings
        .refusal(token)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
    threads.setName("http");
    threads.setDaemon(true);
    this.server = new Server(threads);
    this.asking =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), threads);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(settings.bind());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.timeout().toMillis());
    connector.addBean(new SlowHeads(connector, settings.requestTimeout()));
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(settings.maxConnections(), server);
    limit.setEndPointIdleTimeout(settings.requestTimeout().toMillis());
    server.addBean(limit);
    server.setErrorHandler(new ProblemPages());
    server.setStopTimeout(STOP_MILLIS);
    Routes routes = routes(sources);
    server.setHandler(
        new GracefulHandler(
            new RequestHandler(
                new Gatekeeper(token, routes),
                routes,
                new Bodies(settings.maxBodyBytes(), settings.requestTimeout()),
                asking,
                sources.counter())));
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(MAX_HEAD_BYTES);
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setUriCompliance(UriCompliance.RFC3986);
    return configuration;
  }

  private static Routes routes(Sources sources) {
    String openApi = OpenApi.text();
    List<Route> routes = new ArrayList<>(new Probes(sources.health(), sources.answers()).routes());
    routes.add(
        Route.get(
            "/metrics",
            List.of(Metrics.TEXT, Metrics.OPEN_METRICS),
            Set.of(),
            ask -> Reply.of(ask.accept(), sources.metrics().apply(ask.accept()))));
    routes.add(
        Route.get(
            "/openapi.yaml", List.of(Reply.YAML), Set.of(), ask -> Reply.of(Reply.YAML, openApi)));
    routes.add(
        Route.get(
            "/version",
            List.of(Reply.JSON),
            Set.of(),
            ask -> Reply.json(JsonText.document("Version").put("version", sources.version()))));
    routes.addAll(new Api(sources.answers(), sources.whatIf()).routes());
    return new Routes(routes);
  }

  /**
   * Listens.
   *
   * @throws IOException where the port cannot be had
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The port that it listens at. */
  public int port() {
    return connector.getLocalPort();
  }

  /** How many connections are open. */
  int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Takes nothing new, waits a while for what is under way, then ends. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop", e);
    } finally {
      asking.shutdownNow();
    }
  }
}
