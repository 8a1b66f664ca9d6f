package io.sluice.recommender.pr.azuredevops;

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
 * What the answers of Azure DevOps mean. To a token that it does not know it may show its sign-in
 * page: 302, or 203 with HTML, which would pass for a success.
 *
 * @see <a href="https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rate-limits">Rate
 *     limits</a>
 */
final class AzureDevOpsRules implements RestRules {
  private static final Duration UNTOLD = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "Azure DevOps";
  }

  /** The last header makes it answer 401 instead of its sign-in page, where it knows it. */
  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", "application/json", "X-TFS-FedAuthRedirect", "Suppress");
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
        .or(() -> RateLimit.until(answer, "X-RateLimit-Reset", now))
        .or(() -> Optional.of(UNTOLD));
  }

  @Override
  public HostException refusal(RestRequest request, RestAnswer answer, Token token) {
    String start = could(request, answer);
    return switch (answer.status()) {
      case 203, 302, 401 ->
          new HostException(
              Reason.NOT_AUTHENTICATED,
              start
                  + "The "
                  + token
                  + " is wrong, expired, or of another organization (Entra tokens live about an"
                  + " hour): give a valid one.");
      case 403 ->
          new HostException(
              Reason.NOT_PERMITTED,
              start
                  + "Give the permission to whoever the "
                  + token
                  + " is, in a pipeline the project's Build Service (needed: "
                  + request.purpose().needs()
                  + ").");
      case 404 ->
          new HostException(
              Reason.NOT_FOUND,
              start
                  + "The project or repository is not there, or the "
                  + token
                  + " may not see it: check the URL; in a pipeline also that the job may reach other"
                  + " repositories than its own (needed: "
                  + request.purpose().needs()
                  + ").");
      case 409 -> new HostException(Reason.CONFLICT, start + "It changed meanwhile; run again.");
      default -> new HostException(Reason.REFUSED, start.strip());
    };
  }
}
