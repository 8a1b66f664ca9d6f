package io.sluice.recommender.pr.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one host.
 *
 * <p>It waits where the host says "later", as long as it says. It repeats a request whose answer
 * was lost, late, cut short or a server's failure (5xx), but only where a second arrival changes
 * nothing. It follows no redirection, so the token goes to the base alone. For one thread.
 */
public final class RestClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration MOST_SLOWED = Duration.ofSeconds(30);

  private final String base;
  private final Token token;
  private final RestRules rules;
  private final Patience patience;
  private final HttpClient http;
  private boolean hasWritten;
  private Duration slowedBy = Duration.ZERO;

  /**
   * A client of the interface at a URL.
   *
   * @param base https, or http on this machine, without a slash at its end
   */
  public RestClient(URI base, Token token, RestRules rules, Patience patience) {
    this.base = SafeUrl.requireSafe(base).toString();
    this.token = token;
    this.rules = rules;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(
                CONNECT.compareTo(patience.timeout()) < 0 ? CONNECT : patience.timeout())
            .build();
  }

  /** The answer, which is a success. */
  public RestAnswer send(RestRequest request) {
    RestAnswer answer = ask(request);
    if (!answer.succeeded()) {
      throw refusal(request, answer);
    }
    return answer;
  }

  /** The answer, which may be a refusal (3xx, 4xx), but is none that says "later". */
  public RestAnswer ask(RestRequest request) {
    Duration waited = Duration.ZERO;
    for (int attempt = 1; ; attempt++) {
      Duration pause;
      try {
        RestAnswer answer = exchange(request);
        Optional<Duration> later = rules.later(answer, patience.clock().instant(), attempt);
        if (later.isEmpty() && answer.status() < 500) {
          return answer;
        }
        pause =
            later.isPresent()
                ? whenAsked(request, answer, later.orElseThrow(), attempt, waited)
                : afterFailure(request, answer, attempt);
      } catch (IOException e) {
        if (!request.repeatable() || attempt >= patience.attempts()) {
          throw unreachable(request, e, attempt);
        }
        pause = patience.backOff(attempt);
      }
      sleep(pause);
      waited = waited.plus(pause);
    }
  }

  /** What a refusal means. */
  public HostException refusal(RestRequest request, RestAnswer answer) {
    return rules.refusal(request, answer, token);
  }

  /** For an answer that is a success and yet makes no sense. */
  public HostException senseless(RestRequest request, String found) {
    return new HostException(
        Reason.UNREACHABLE,
        rules.could(request) + "the answer of " + base + " makes no sense: found " + found + ".");
  }

  private Duration whenAsked(
      RestRequest request, RestAnswer answer, Duration asked, int attempt, Duration waited) {
    Duration pause = patience.stretched(asked);
    if (attempt >= patience.attempts() || waited.plus(pause).compareTo(patience.longest()) > 0) {
      throw new HostException(
          Reason.RATE_LIMITED,
          token.hide(
              rules.could(request)
                  + "too many requests ("
                  + answer.status()
                  + quoted(answer)
                  + "). The host asks to come back in "
                  + asked.toSeconds()
                  + " s; run again then, or less often."));
    }
    return pause;
  }

  private Duration afterFailure(RestRequest request, RestAnswer answer, int attempt) {
    if (!request.repeatable() || attempt >= patience.attempts()) {
      throw new HostException(
          Reason.UNREACHABLE,
          token.hide(
              rules.could(request)
                  + base
                  + " failed with "
                  + answer.status()
                  + quoted(answer)
                  + times(attempt)));
    }
    return patience.backOff(attempt);
  }

  private HostException unreachable(RestRequest request, IOException cause, int attempt) {
    String what =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new HostException(
        Reason.UNREACHABLE,
        token.hide(rules.could(request) + "no answer from " + base + ": " + what + times(attempt)));
  }

  private static String quoted(RestAnswer answer) {
    return answer.words().isEmpty() ? "" : ", \"" + answer.words() + "\"";
  }

  private static String times(int attempt) {
    return attempt == 1 ? ". The next run sees whether it was done." : ", " + attempt + " times.";
  }

  private RestAnswer exchange(RestRequest request) throws IOException {
    pace(request);
    HttpResponse<String> response = await(http.sendAsync(http(request), text()));
    // Before anything of it is cut to length: half a token is a secret too.
    String body = token.hide(response.body());
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    RestAnswer answer =
        new RestAnswer(
            response.statusCode(),
            response.headers(),
            json && !body.isEmpty() ? parsed(body, response.statusCode()) : RestAnswer.nothing());
    slowedBy = answer.succeeded() ? asksToSlowDown(answer) : Duration.ZERO;
    return answer;
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  /** A success that is cut short is a lost answer; what a failure says is only for the message. */
  private static JsonNode parsed(String body, int status) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      if (status < 300) {
        throw new IOException("the answer ends or breaks off before its JSON does", e);
      }
      return RestAnswer.nothing();
    }
  }

  /** Azure DevOps sends Retry-After with successes too, before it begins to refuse. */
  private Duration asksToSlowDown(RestAnswer answer) {
    Duration asked = RateLimit.retryAfter(answer, patience.clock().instant()).orElse(Duration.ZERO);
    return asked.compareTo(MOST_SLOWED) > 0 ? MOST_SLOWED : asked;
  }

  private void pace(RestRequest request) {
    Duration pause = slowedBy;
    if (request.writes()) {
      boolean more = hasWritten && patience.betweenWrites().compareTo(pause) > 0;
      pause = more ? patience.betweenWrites() : pause;
      hasWritten = true;
    }
    sleep(pause);
  }

  private HttpRequest http(RestRequest request) {
    JsonNode body = request.body();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + request.path()))
            .method(
                request.method(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()))
            .timeout(patience.timeout())
            .header("User-Agent", "sluice");
    if (body != null) {
      builder.header("Content-Type", "application/json; charset=utf-8");
    }
    rules.headers().forEach(builder::header);
    token.authorize(builder);
    return builder.build();
  }

  /** The request's own time-out ends with the headers; this one also covers a body that stalls. */
  private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer)
      throws IOException {
    try {
      return answer.get(patience.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("none within " + patience.timeout().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(e);
    }
  }

  private void sleep(Duration pause) {
    if (pause.isZero()) {
      return;
    }
    try {
      patience.sleeper().sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HostException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new HostException(Reason.UNREACHABLE, rules.name() + ": interrupted", e);
  }
}
