package io.sluice.recommender.pr.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.rest.RateLimit;
import io.sluice.recommender.pr.rest.RestAnswer;
import io.sluice.recommender.pr.rest.RestRequest;
import io.sluice.recommender.pr.rest.RestRules;
import io.sluice.recommender.pr.rest.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What GitHub's answers mean.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate
 *     limits</a>
 */
final class GithubRules implements RestRules {
  private static final Map<String, String> HEADERS =
      Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "GitHub";
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }

  /**
   * Both limits come as 403 or 429, over GraphQL also as 200. The secondary one may name no time:
   * then GitHub asks for a minute at least, and longer each time.
   */
  @Override
  public Optional<Duration> later(RestAnswer answer, Instant now, int attempt) {
    if (!limited(answer)) {
      return Optional.empty();
    }
    return RateLimit.retryAfter(answer, now)
        .or(() -> usedUp(answer) ? RateLimit.until(answer, "x-ratelimit-reset", now) : empty())
        .or(() -> Optional.of(A_MINUTE.multipliedBy(1L << Math.min(attempt - 1, 10))));
  }

  private static Optional<Duration> empty() {
    return Optional.empty();
  }

  private static boolean limited(RestAnswer answer) {
    if (answer.status() == 403 || answer.status() == 429) {
      return answer.status() == 429
          || usedUp(answer)
          || !answer.header("Retry-After").isEmpty()
          || answer.words().toLowerCase(Locale.ROOT).contains("rate limit");
    }
    for (JsonNode error : answer.json().path("errors")) {
      if (error.path("type").asText().equals("RATE_LIMITED")) {
        return true;
      }
    }
    return answer.status() == 503 && !answer.header("Retry-After").isEmpty();
  }

  private static boolean usedUp(RestAnswer answer) {
    return answer.header("x-ratelimit-remaining").equals("0");
  }

  @Override
  public HostException refusal(RestRequest request, RestAnswer answer, Token token) {
    String start = could(request, answer);
    return switch (answer.status()) {
      case 301, 302, 307, 308 ->
          new HostException(
              Reason.NOT_FOUND,
              start + "The repository has another name or owner now: give the new URL.");
      case 401 ->
          new HostException(
              Reason.NOT_AUTHENTICATED,
              start + "The " + token + " is wrong, expired or revoked: give a valid one.");
      case 403 -> new HostException(Reason.NOT_PERMITTED, start + missing(request, answer, token));
      case 404 ->
          new HostException(
              Reason.NOT_FOUND,
              start
                  + "The repository is not there, or the "
                  + token
                  + " may not see it: check the URL, and that the token is for this repository"
                  + " (needed: "
                  + request.purpose().needs()
                  + ").");
      case 409 -> new HostException(Reason.CONFLICT, start + "It changed meanwhile; run again.");
      default -> new HostException(Reason.REFUSED, start.strip());
    };
  }

  private static String missing(RestRequest request, RestAnswer answer, Token token) {
    if (answer.words().contains("not permitted to create or approve")) {
      return "Allow it in the settings of the repository or organization: Actions > General >"
          + " \"Allow GitHub Actions to create and approve pull requests\"; or give the token of a"
          + " GitHub App.";
    }
    if (answer.header("x-github-sso").startsWith("required")) {
      return "The organization asks for single sign-on: authorize the " + token + " for it.";
    }
    String accepted = answer.header("x-accepted-github-permissions");
    return "The "
        + token
        + " lacks a permission (needed: "
        + (accepted.matches("[a-z_=,; ]{1,200}") ? accepted : request.purpose().needs())
        + "), or a rule of the repository forbids it.";
  }
}
