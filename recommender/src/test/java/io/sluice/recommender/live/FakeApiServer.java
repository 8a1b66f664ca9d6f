package io.sluice.recommender.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.analyzer.snapshot.live.ClusterApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A {@link FakeCluster} over HTTP, with the kubeconfig that leads to it. */
final class FakeApiServer implements AutoCloseable {
  /** Where the kinds of the example cluster stand. */
  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("Pod", "/api/v1/pods"),
          Map.entry("Service", "/api/v1/services"),
          Map.entry("Namespace", "/api/v1/namespaces"),
          Map.entry("Node", "/api/v1/nodes"),
          Map.entry("ReplicationController", "/api/v1/replicationcontrollers"),
          Map.entry("Deployment", "/apis/apps/v1/deployments"),
          Map.entry("ReplicaSet", "/apis/apps/v1/replicasets"),
          Map.entry("StatefulSet", "/apis/apps/v1/statefulsets"),
          Map.entry("DaemonSet", "/apis/apps/v1/daemonsets"),
          Map.entry("Job", "/apis/batch/v1/jobs"),
          Map.entry("CronJob", "/apis/batch/v1/cronjobs"),
          Map.entry("EndpointSlice", "/apis/discovery.k8s.io/v1/endpointslices"),
          Map.entry("NetworkPolicy", "/apis/networking.k8s.io/v1/networkpolicies"));

  private final FakeCluster cluster;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private FakeApiServer(FakeCluster cluster) throws IOException {
    this.cluster = cluster;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Serves a cluster that has the usual kinds, without objects. */
  static FakeApiServer start() throws IOException {
    return new FakeApiServer(new FakeCluster().with(PATHS.values().toArray(String[]::new)));
  }

  /** The same with the objects of a List. */
  static FakeApiServer of(Path list) throws IOException {
    FakeApiServer server = start();
    for (JsonNode item : FakeCluster.JSON.readTree(list.toFile()).path("items")) {
      server.cluster.happen(PATHS.get(item.path("kind").asText()), "ADDED", (ObjectNode) item);
    }
    return server;
  }

  FakeCluster cluster() {
    return cluster;
  }

  List<String> authorizations() {
    return authorizations;
  }

  /** A kubeconfig with the contexts {@code fake} and {@code other}. */
  Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: fake
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {token: dG9rZW4}}]
        contexts:
          - {name: fake, context: {cluster: c, user: u}}
          - {name: other, context: {cluster: c, user: u}}
        """
            .formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (ClusterApi.Answer answer = cluster.get(exchange.getRequestURI().toString(), true)) {
      exchange.sendResponseHeaders(answer.status(), 0);
      pass(answer.body(), exchange.getResponseBody());
      exchange.getResponseBody().close();
    } finally {
      exchange.close(); // without the last chunk where the body broke off
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    byte[] some = new byte[1 << 14];
    for (int read = from.read(some); read >= 0; read = from.read(some)) {
      to.write(some, 0, read);
      to.flush();
    }
  }

  @Override
  public void close() {
    cluster.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
