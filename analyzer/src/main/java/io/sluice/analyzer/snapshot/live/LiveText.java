package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.KeptKinds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How objects are written: a List with one object a line, and one event a line. */
final class LiveText {
  private static final List<String> KINDS =
      LiveKind.all().stream().map(LiveKind::kind).distinct().toList();

  /** By kind as listed, API, namespace and name. */
  static final Comparator<ObjectNode> ORDER =
      Comparator.comparingInt((ObjectNode object) -> rank(object))
          .thenComparing(object -> object.path("apiVersion").asText())
          .thenComparing(object -> object.path("metadata").path("namespace").asText())
          .thenComparing(object -> object.path("metadata").path("name").asText())
          .thenComparing(object -> object.path("metadata").path("uid").asText());

  /** The line of the first object: before it stands the head of the List. */
  static final int FIRST_LINE = 2;

  private LiveText() {}

  private static int rank(ObjectNode object) {
    String kind = object.path("kind").asText();
    return IntStream.range(0, KINDS.size())
        .filter(i -> KINDS.get(i).equals(kind))
        .findFirst()
        .orElse(KINDS.size());
  }

  /** Writes all of them as they were at one moment; they are in {@link #ORDER} already. */
  static void list(Collection<ObjectNode> objects, long takenAtMillis, OutputStream out)
      throws IOException {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.putObject("annotations").put(KeptKinds.TAKEN_AT, time(takenAtMillis));
    String head =
        "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":" + line(metadata) + ",\"items\":[";
    write(head, out);
    boolean first = true;
    for (ObjectNode object : objects) {
      write((first ? "\n" : ",\n") + line(object), out);
      first = false;
    }
    write("\n]}\n", out);
  }

  /** What a watch said, as one line. */
  static byte[] event(ClusterObject.Event type, long epochMillis, JsonNode object) {
    return line(type.name(), epochMillis, object);
  }

  /** That nothing is missing up to a moment, as one line. */
  static byte[] bookmark(long epochMillis) {
    return line("BOOKMARK", epochMillis, JsonNodeFactory.instance.objectNode());
  }

  private static byte[] line(String type, long epochMillis, JsonNode object) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", type).put("time", time(epochMillis)).set("object", object);
    return (line(event) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  private static String line(JsonNode node) {
    try {
      return KindList.JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
