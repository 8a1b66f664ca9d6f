package io.sluice.recommender.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.serve.Health;
import io.sluice.recommender.serve.answer.Schemas;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every path, method and status of {@code docs/openapi.yaml}, provoked in a running server. */
final class TheDescriptionOfTheApiHoldsIT {
  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private static Running running;
  private static Running unanswered;
  private static Running guarded;
  private static ObjectNode description;

  @BeforeAll
  static void start() throws Exception {
    running = Running.example();
    unanswered = Running.unanswered();
    unanswered.health = new Health(Health.State.FAILED, 0, 2, false, "no threads");
    guarded = Running.example(Running.SETTINGS, Optional.of(Token.of(SECRET)));
    description = MAPPER.valueToTree(yaml(file()));
  }

  @AfterAll
  static void stop() {
    running.close();
    unanswered.close();
    guarded.close();
  }

  private static String file() throws IOException {
    return Files.readString(Path.of(System.getProperty("sluice.root"), "docs", "openapi.yaml"));
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /** Where a description only says where it stands. */
  private static JsonNode resolved(JsonNode node) {
    JsonNode ref = node.path("$ref");
    return ref.isMissingNode() ? node : description.at(ref.asText().substring(1));
  }

  private static String concrete(String path) {
    return path.replace("{namespace}", "shop")
        .replace("{kind}", "Deployment")
        .replace("{name}", "checkout");
  }

  private static HttpRequest.Builder request(Running to, String method, String path) {
    HttpRequest.Builder request = to.to(path);
    return method.equals("POST")
        ? request
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString("{kind: NetworkPolicyList, items: []}"))
        : request.method(method, BodyPublishers.noBody());
  }

  /** A request that has this status, by what is wrong with it. */
  private static RawResponse provoke(String method, String path, int status) throws Exception {
    HttpRequest.Builder good = request(running, method, path);
    return switch (status) {
      case 200 -> RawResponse.of(running.send(good));
      case 304 -> RawResponse.of(running.send(good.header("If-None-Match", "*")));
      case 400 -> RawResponse.of(running.send(request(running, method, path + "?nonsense=1")));
      case 401 -> RawResponse.of(guarded.send(request(guarded, method, path)));
      case 404 -> RawResponse.of(running.get(path.replace("checkout", "nobody")));
      case 405 -> RawResponse.of(running.send(request(running, "PUT", path)));
      case 406 -> RawResponse.of(running.send(good.header("Accept", "image/png")));
      case 408 -> announced(path, 100);
      case 413 -> announced(path, Running.SETTINGS.maxBodyBytes() + 1);
      case 415 -> RawResponse.of(running.post(path, "text/html", "<p>"));
      case 421 -> misdirected(method, path);
      case 503 -> RawResponse.of(unanswered.send(request(unanswered, method, path)));
      default -> throw new AssertionError("nobody knows how to provoke " + status);
    };
  }

  /** Java's client sends no such requests. */
  private static RawResponse misdirected(String method, String path) throws IOException {
    return RawResponse.of(
        running.raw(
            method
                + " "
                + path
                + " HTTP/1.1\nHost: elsewhere.example\nConnection: close\n"
                + (method.equals("POST") ? "Content-Length: 0\n" : "")
                + "\n"));
  }

  /** With a body of which no more comes than its beginning. */
  private static RawResponse announced(String path, int bytes) throws IOException {
    return RawResponse.of(
        running.raw(
            "POST "
                + path
                + " HTTP/1.1\nHost: localhost\nContent-Type: application/yaml\n"
                + "Content-Length: "
                + bytes
                + "\n\nkind"));
  }

  @Test
  void everyPathMethodAndStatusIsAsDescribed() throws Exception {
    int provoked = 0;
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        for (Map.Entry<String, JsonNode> reply :
            operation.getValue().path("responses").properties()) {
          int status = Integer.parseInt(reply.getKey());
          RawResponse response = provoke(method, concrete(path.getKey()), status);
          String what = method + " " + path.getKey() + " " + status;
          if (response.statusCode() != status) {
            wrong.add(what + ": " + response.statusCode() + " " + response.body());
          }
          wrong.addAll(bodyProblems(what, resolved(reply.getValue()), response));
          provoked++;
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(provoked).isGreaterThan(80);
  }

  private static List<String> bodyProblems(String what, JsonNode described, RawResponse response) {
    List<String> wrong = new ArrayList<>();
    String type = response.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
    JsonNode content = described.path("content");
    if (content.isMissingNode()) {
      if (!response.body().isEmpty()) {
        wrong.add(what + " has a body");
      }
      return wrong;
    }
    if (!content.has(type)) {
      wrong.add(what + " is of the type " + type);
    } else if (type.endsWith("json")) {
      ObjectNode schema = content.path(type).path("schema").deepCopy();
      schema.set("components", description.path("components"));
      Schemas.errorsOf(schema.toString(), response.body())
          .forEach(error -> wrong.add(what + ": " + error));
    }
    if (!response.headers().firstValue("Cache-Control").orElse("").equals("no-store")
        || !response.headers().firstValue("X-Content-Type-Options").orElse("").equals("nosniff")) {
      wrong.add(what + " lacks the headers of every reply");
    }
    return wrong;
  }

  @Test
  void whatIsNotDescribedIsNotThere() throws Exception {
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      TreeSet<String> described = new TreeSet<>();
      path.getValue().fieldNames().forEachRemaining(m -> described.add(m.toUpperCase(Locale.ROOT)));
      for (String method : METHODS) {
        HttpResponse<String> response =
            running.send(request(running, method, concrete(path.getKey())));
        boolean there = response.statusCode() != 405;
        assertThat(there).as(method + " " + path.getKey()).isEqualTo(described.contains(method));
        if (!there) {
          assertThat(response.headers().firstValue("Allow").orElse("").split(", ", -1))
              .containsAll(described);
        }
      }
    }
    for (String path : List.of("/", "/api", "/api/v1", "/api/v1/edges/", "/livez/", "/Metrics")) {
      assertThat(running.get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void theParametersThatAreDescribedAreKnown() throws Exception {
    Map<String, String> values =
        new TreeMap<>(
            Map.of(
                "verbose",
                "",
                "namespace",
                "shop",
                "limit",
                "5",
                "cluster",
                "",
                "type",
                "would-deny",
                "mode",
                "add",
                "cursor",
                "YQ"));
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        for (JsonNode parameter : operation.getValue().path("parameters")) {
          JsonNode one = resolved(parameter);
          String name = one.path("name").asText();
          if (one.path("in").asText().equals("query")) {
            String asked = concrete(path.getKey()) + "?" + name + "=" + values.get(name);
            HttpResponse<String> response =
                running.send(request(running, operation.getKey().toUpperCase(Locale.ROOT), asked));
            assertThat(response.statusCode()).as(asked + response.body()).isEqualTo(200);
          }
        }
      }
    }
  }

  @Test
  void theServedDescriptionIsTheFile() throws Exception {
    assertThat(running.get("/openapi.yaml").body()).isEqualTo(file());
  }
}
