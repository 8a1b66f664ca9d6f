package io.sluice.recommender.serve.http;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;

/** All paths of the service. */
final class Routes {
  private final List<Route> routes;

  Routes(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * The route of a request.
   *
   * @throws Problem where no route has the path, or none of those the method
   */
  Route find(String method, List<String> path) {
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      if (route.match(path).isPresent()) {
        if (route.isFor(method)) {
          return route;
        }
        allowed.add(route.method());
        if (route.method().equals("GET")) {
          allowed.add("HEAD");
        }
      }
    }
    if (allowed.isEmpty()) {
      throw new Problem(HttpStatus.NOT_FOUND_404, "no such path; /openapi.yaml has all of them");
    }
    String list = String.join(", ", allowed);
    throw new Problem(
        HttpStatus.METHOD_NOT_ALLOWED_405, "the path takes " + list, Map.of("Allow", list));
  }

  /** Whether a path is answered without a token. */
  boolean isOpen(List<String> path) {
    return routes.stream().anyMatch(route -> route.open() && route.match(path).isPresent());
  }
}
