package io.sluice.recommender.serve.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Whom the service answers: who shows the token; without one, who calls it by a name of this very
 * machine, so that a page in a browser cannot reach it under a name of its own (DNS rebinding).
 * Probes are answered to everybody.
 */
final class Gatekeeper {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Optional<Token> token;
  private final Routes routes;

  Gatekeeper(Optional<Token> token, Routes routes) {
    this.token = token;
    this.routes = routes;
  }

  /**
   * Lets a request pass.
   *
   * @throws Problem where it may not
   */
  void check(Request request, List<String> path) {
    if (routes.isOpen(path)) {
      return;
    }
    if (token.isPresent()) {
      Optional<String> shown =
          Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      boolean once = request.getHeaders().getFields(HttpHeader.AUTHORIZATION).size() == 1;
      if (!once || !token.get().isShownBy(shown)) {
        throw new Problem(
            HttpStatus.UNAUTHORIZED_401,
            "a bearer token is needed, the one in " + HttpSettings.TOKEN_VARIABLE,
            Map.of("WWW-Authenticate", "Bearer realm=\"sluice\""));
      }
    } else if (!LOCAL.contains(Request.getServerName(request).toLowerCase(Locale.ROOT))) {
      throw new Problem(
          HttpStatus.MISDIRECTED_REQUEST_421,
          "without a token only requests to localhost are answered");
    }
  }

  /** Headers of every reply, whatever it says. */
  static List<HttpField> everyReply() {
    return List.of(
        new HttpField(HttpHeader.CACHE_CONTROL, "no-store"),
        new HttpField("X-Content-Type-Options", "nosniff"),
        new HttpField("X-Frame-Options", "DENY"),
        new HttpField(
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
        new HttpField("Referrer-Policy", "no-referrer"),
        new HttpField("Cross-Origin-Resource-Policy", "same-origin"));
  }
}
