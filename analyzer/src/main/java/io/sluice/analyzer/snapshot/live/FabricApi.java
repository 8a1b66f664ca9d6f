package io.sluice.analyzer.snapshot.live;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The API server over fabric8: its kubeconfigs, credentials, certificates and proxies, and the
 * JDK's HTTP client. None of its models is used. The only class that loads it.
 */
public final class FabricApi implements ClusterApi {
  private static final int CONNECT_MILLIS = 10_000;

  /** For a list's answer to begin; a server that lists ten thousand pods takes some seconds. */
  private static final int ANSWER_SECONDS = 60;

  private final Config config;
  private final HttpClient client;

  private FabricApi(Config config, HttpClient client) {
    this.config = config;
    this.client = client;
  }

  /**
   * Gets ready to ask; connects to nobody yet.
   *
   * @throws ClusterException where a kubeconfig cannot be used
   */
  public static FabricApi open(ClusterAccess access) {
    Config config = config(access);
    // One connection for each watch: one that died takes no other with it, and is left behind.
    config.setHttp2Disable(true);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestRetryBackoffLimit(0);
    return new FabricApi(config, new JdkHttpClientFactory().newBuilder(config).build());
  }

  private static Config config(ClusterAccess access) {
    try {
      Config config = read(access);
      access.context().ifPresent(context -> demand(context, config, access));
      return config;
    } catch (RuntimeException e) {
      if (e instanceof ClusterException) {
        throw e;
      }
      throw new ClusterException(names(access) + " cannot be used: " + Trouble.reason(e), e);
    }
  }

  /** Several files are put together by the library, which takes them from KUBECONFIG itself. */
  private static Config read(ClusterAccess access) {
    String context = access.context().orElse(null);
    return access.kubeconfigs().size() == 1
        ? Config.fromKubeconfig(context, access.kubeconfigs().get(0).toFile())
        : Config.autoConfigure(context);
  }

  private static String names(ClusterAccess access) {
    return access.kubeconfigs().isEmpty()
        ? "the account of this pod"
        : access.kubeconfigs().stream()
            .map(path -> path.toFile().getPath())
            .collect(Collectors.joining(File.pathSeparator));
  }

  private static void demand(String context, Config config, ClusterAccess access) {
    List<NamedContext> contexts = Optional.ofNullable(config.getContexts()).orElse(List.of());
    if (contexts.stream().noneMatch(one -> context.equals(one.getName()))) {
      throw new ClusterException(
          names(access)
              + ": there is no context \""
              + context
              + "\", but "
              + contexts.stream()
                  .map(NamedContext::getName)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
  }

  @Override
  public Answer get(String pathAndQuery, boolean streaming) throws IOException {
    HttpRequest.Builder request =
        client
            .newHttpRequestBuilder()
            .uri(server() + pathAndQuery)
            .header("Accept", "application/json");
    if (streaming) {
      request.forStreaming();
    } else {
      request.timeout(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
    CompletableFuture<HttpResponse<InputStream>> asked =
        client.sendAsync(request.build(), InputStream.class);
    try {
      HttpResponse<InputStream> answer = asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return new Answer(answer.code(), date(answer), answer.body());
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException | TimeoutException e) {
      asked.cancel(true);
      throw new IOException(
          e instanceof ExecutionException
              ? Trouble.reason(e)
              : "no answer within " + ANSWER_SECONDS + " seconds",
          e);
    }
  }

  private static OptionalLong date(HttpResponse<?> answer) {
    List<String> dates = answer.headers("Date");
    try {
      return dates.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(
              DateTimeFormatter.RFC_1123_DATE_TIME
                  .parse(dates.get(0), Instant::from)
                  .toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public String server() {
    String url = config.getMasterUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  @Override
  public void close() {
    client.close();
  }
}
