package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.KeptKinds;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists the objects of one kind, in pages, each reduced before the next is read. */
final class KindList {
  static final ObjectMapper JSON = new ObjectMapper();

  static final int OK = 200;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int GONE = 410;

  /** How often a list begins anew, because it took longer than its continue token lives. */
  private static final int RESTARTS = 3;

  private final ClusterApi api;
  private final LiveKind kind;
  private final String namespace;
  private final ServerClock clock;

  KindList(ClusterApi api, LiveKind kind, String namespace, ServerClock clock) {
    this.api = api;
    this.kind = kind;
    this.namespace = namespace;
    this.clock = clock;
  }

  /** What became of a list. */
  sealed interface Outcome {}

  /**
   * The objects.
   *
   * @param path where they were found
   * @param objects reduced, with kind and apiVersion
   * @param resourceVersion from where on a watch goes on
   * @param epochMillis when the server began to answer
   */
  record Listed(String path, List<ObjectNode> objects, String resourceVersion, long epochMillis)
      implements Outcome {}

  /** The cluster does not have the kind. */
  record Missing() implements Outcome {}

  /** The account may not see the kind; the server's words. */
  record Forbidden(String reason) implements Outcome {}

  /** A page as it came. */
  private record Page(JsonNode metadata) {
    String text(String key) {
      return metadata.path(key).asText("");
    }
  }

  /** A status that says that a list cannot go on where it was. */
  private static final class ExpiredException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Asks once; what another try may mend is an {@link IOException}.
   *
   * @throws ClusterException where no other try helps
   */
  Outcome ask() throws IOException {
    for (String version : kind.apis()) {
      Outcome outcome = ask(kind.path(version, namespace), version);
      if (!(outcome instanceof Missing)) {
        return outcome;
      }
    }
    return new Missing();
  }

  private Outcome ask(String path, String apiVersion) throws IOException {
    for (int start = 0; start < RESTARTS; start++) {
      try {
        return pages(path, apiVersion, start + 1 < RESTARTS ? kind.pageSize() : 0);
      } catch (ExpiredException e) {
        // The rest of this list is no more; the last attempt asks for all at once.
      }
    }
    throw new IOException("the server forgot each list before it was read to its end");
  }

  private Outcome pages(String path, String apiVersion, int pageSize)
      throws IOException, ExpiredException {
    List<ObjectNode> objects = new ArrayList<>();
    String token = "";
    long began = Long.MIN_VALUE;
    while (true) {
      String query =
          "?limit="
              + pageSize
              + (token.isEmpty()
                  ? ""
                  : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
      long asked = clock.machineMillis();
      try (ClusterApi.Answer answer = api.get(path + query, false)) {
        clock.learn(answer.dateMillis(), asked);
        if (began == Long.MIN_VALUE) {
          began = answer.dateMillis().orElse(asked);
        }
        if (answer.status() == NOT_FOUND) {
          return new Missing();
        }
        if (answer.status() == FORBIDDEN) {
          return new Forbidden(reason(answer));
        }
        if (answer.status() == GONE) {
          throw new ExpiredException();
        }
        refuse(api, answer);
        Page page = page(answer, apiVersion, objects);
        token = page.text("continue");
        if (token.isEmpty()) {
          return new Listed(path, objects, page.text("resourceVersion"), began);
        }
      }
    }
  }

  /** Throws for every status but 200. */
  static void refuse(ClusterApi api, ClusterApi.Answer answer) throws IOException {
    if (answer.status() == UNAUTHORIZED) {
      throw new ClusterException(
          api.server()
              + " does not accept the credentials (401"
              + after(reason(answer))
              + "); log in again, or name another --context or --kubeconfig");
    }
    if (answer.status() != OK) {
      throw new IOException("the server answers " + answer.status() + after(reason(answer)));
    }
  }

  private static String after(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  /** The message of a {@code Status}, or "" where the answer is none. */
  static String reason(ClusterApi.Answer answer) {
    try {
      return JSON.readTree(answer.body().readNBytes(1 << 16)).path("message").asText("");
    } catch (IOException e) {
      return "";
    }
  }

  private Page page(ClusterApi.Answer answer, String apiVersion, List<ObjectNode> objects)
      throws IOException {
    JsonNode metadata = JsonNodeFactory.instance.objectNode();
    try (JsonParser parser = JSON.createParser(answer.body())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the server's answer is no list");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("metadata")) {
          metadata = parser.readValueAsTree();
        } else if (field.equals("items") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            objects.add(object(parser.readValueAsTree(), apiVersion));
          }
        } else {
          parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new EOFException("the server's answer ends in the middle");
      }
    }
    return new Page(metadata);
  }

  private ObjectNode object(JsonNode item, String apiVersion) throws IOException {
    if (!(item instanceof ObjectNode tree)) {
      throw new IOException("the server's list has an item that is no object");
    }
    return reduced(kind.kind(), apiVersion, tree);
  }

  /** What is kept of an object, with its kind and version first; lists leave them out. */
  static ObjectNode reduced(String kind, String apiVersion, ObjectNode tree) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("apiVersion", tree.path("apiVersion").asText(apiVersion));
    whole.put("kind", kind);
    ObjectNode kept = KeptKinds.exported(kind, tree);
    kept.remove("apiVersion");
    kept.remove("kind");
    whole.setAll(kept);
    return whole;
  }
}
