package io.sluice.recommender.pr.rest;

import io.sluice.recommender.pr.host.HostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What differs from host to host in how it is asked. */
public interface RestRules {
  /** The host's name in messages, such as {@code GitHub}. */
  String name();

  /** Headers of every request, without the token's. */
  Map<String, String> headers();

  /** How long to wait where the answer only says "later", however it is worded. */
  Optional<Duration> later(RestAnswer answer, Instant now, int attempt);

  /** Begins every message: what could not be done, and the host's own words. */
  default String could(RestRequest request, RestAnswer answer) {
    String words = answer.words();
    String quoted = words.isEmpty() ? "" : ", \"" + words + "\"";
    return could(request) + answer.status() + quoted + ". ";
  }

  /** Begins messages about requests without an answer. */
  default String could(RestRequest request) {
    return name() + ": could not " + request.purpose().doing() + ": ";
  }

  /** What an answer that is no success and does not say "later" means to the user. */
  HostException refusal(RestRequest request, RestAnswer answer, Token token);
}
