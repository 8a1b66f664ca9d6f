package io.sluice.recommender.pr.gitlab;

import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.rest.RateLimit;
import io.sluice.recommender.pr.rest.RestAnswer;
import io.sluice.recommender.pr.rest.RestRequest;
import io.sluice.recommender.pr.rest.RestRules;
import io.sluice.recommender.pr.rest.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What GitLab's answers mean.
 *
 * @see <a href="https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/">Rate
 *     limits and their headers</a>
 */
final class GitlabRules implements RestRules {
  private static final Duration UNTOLD = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "GitLab";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", "application/json");
  }

  @Override
  public Optional<Duration> later(RestAnswer answer, Instant now, int attempt) {
    if (answer.status() == 503) {
      return RateLimit.retryAfter(answer, now);
    }
    if (answer.status() != 429) {
      return Optional.empty();
    }
    return RateLimit.retryAfter(answer, now)
        .or(() -> RateLimit.until(answer, "RateLimit-Reset", now))
        .or(() -> Optional.of(UNTOLD));
  }

  @Override
  public HostException refusal(RestRequest request, RestAnswer answer, Token token) {
    String start = could(request, answer);
    boolean job = token.scheme() == Token.Scheme.JOB_TOKEN;
    if (job && (answer.status() == 401 || answer.status() == 403 || answer.status() == 404)) {
      return new HostException(
          Reason.NOT_PERMITTED,
          start
              + "The token of a job may not work on merge requests on this GitLab: set"
              + " SLUICE_GITLAB_TOKEN to a project access token (needed: "
              + request.purpose().needs()
              + ").");
    }
    return switch (answer.status()) {
      case 301, 302, 307, 308 ->
          new HostException(
              Reason.NOT_FOUND, start + "The project has another path now: give the new URL.");
      case 401 ->
          new HostException(
              Reason.NOT_AUTHENTICATED,
              start + "The " + token + " is wrong, expired or revoked: give a valid one.");
      case 403 ->
          new HostException(
              Reason.NOT_PERMITTED,
              start
                  + "The "
                  + token
                  + " lacks a scope or its user a role (needed: "
                  + request.purpose().needs()
                  + ").");
      case 404 ->
          new HostException(
              Reason.NOT_FOUND,
              start
                  + "The project is not there, or the "
                  + token
                  + " may not see it: check the URL and the token's project (needed: "
                  + request.purpose().needs()
                  + ").");
      case 409 -> new HostException(Reason.CONFLICT, start + "It changed meanwhile; run again.");
      default -> new HostException(Reason.REFUSED, start.strip());
    };
  }
}
