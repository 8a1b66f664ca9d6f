package io.sluice.recommender.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** A JSON report of a command, read for what tests ask of it. */
public final class Report {
  private final JsonNode document;

  private Report(JsonNode document) {
    this.document = document;
  }

  static Report of(String json) {
    try {
      return new Report(new JsonMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  /** The document itself. */
  public JsonNode document() {
    return document;
  }

  /** What is proposed for a workload; {@code title} is {@code namespace/name}. */
  public JsonNode workload(String title) {
    for (JsonNode workload : document.path("workloads")) {
      if (title(workload).equals(title)) {
        return workload;
      }
    }
    throw new AssertionError("no workload " + title + " in " + document.path("workloads"));
  }

  /** Edges of a list, such as {@code findings}, as {@code client > server port/protocol}. */
  public List<String> edges(String list) {
    return edges(document.path(list));
  }

  /** Each of them as {@code client > server port/protocol}. */
  public static List<String> edges(Iterable<JsonNode> list) {
    List<String> edges = new ArrayList<>();
    list.forEach(edge -> edges.add(edge(edge)));
    return edges;
  }

  /** Findings of a rule, such as {@code would-deny}. */
  public List<JsonNode> findings(String rule) {
    return list("findings", "rule", rule);
  }

  /** Entries of a list whose field has a value. */
  public List<JsonNode> list(String list, String field, String value) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode entry : document.path(list)) {
      if (entry.path(field).asText().equals(value)) {
        found.add(entry);
      }
    }
    return found;
  }

  /** {@code shop/cart > shop/orders-db 5432/TCP}. */
  public static String edge(JsonNode edge) {
    JsonNode ports = edge.path("ports");
    String port = ports.isMissingNode() ? edge.path("port").asText("-") : ports.toString();
    return title(edge.path("from"))
        + " > "
        + title(edge.path("to"))
        + " "
        + port
        + "/"
        + edge.path("protocol").asText();
  }

  /** Texts of an array. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String title(JsonNode party) {
    String type = party.path("type").asText();
    return switch (type) {
      case "workload" -> party.path("namespace").asText() + "/" + party.path("name").asText();
      case "node" -> "node " + party.path("name").asText();
      default -> type;
    };
  }
}
