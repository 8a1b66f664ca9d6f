package io.sluice.recommender.serve.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One path and what answers it.
 *
 * @param method GET (and with it HEAD) or POST
 * @param path its parts, where {@code {name}} stands for any
 * @param open whether it is answered without a token
 * @param parameters the query parameters that it knows
 * @param types the media types that it has, the usual one first
 * @param consumes the media types of bodies that it reads; none where it reads none
 * @param answer what answers
 */
record Route(
    String method,
    List<String> path,
    boolean open,
    Set<String> parameters,
    List<String> types,
    Set<String> consumes,
    Function<Ask, Reply> answer) {

  static Route get(
      String path, List<String> types, Set<String> known, Function<Ask, Reply> answer) {
    return new Route("GET", parts(path), false, known, types, Set.of(), answer);
  }

  static Route probe(String path, Function<Ask, Reply> answer) {
    return new Route(
        "GET", parts(path), true, Set.of("verbose"), List.of(Reply.TEXT), Set.of(), answer);
  }

  static Route post(
      String path, Set<String> known, Set<String> consumes, Function<Ask, Reply> answer) {
    return new Route("POST", parts(path), false, known, List.of(Reply.JSON), consumes, answer);
  }

  static List<String> parts(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** What stands in its open places; empty where it is another path. */
  Optional<List<String>> match(List<String> asked) {
    if (asked.size() != path.size()) {
      return Optional.empty();
    }
    List<String> open = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).startsWith("{")) {
        open.add(asked.get(i));
      } else if (!path.get(i).equals(asked.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(open);
  }

  boolean isFor(String asked) {
    return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
  }

  boolean readsBody() {
    return !consumes.isEmpty();
  }
}
