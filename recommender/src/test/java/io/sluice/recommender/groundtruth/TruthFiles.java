package io.sluice.recommender.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of an application's folder. */
final class TruthFiles {
  private static final JsonMapper MAPPER = new JsonMapper();

  private TruthFiles() {}

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Rows of {@code src, dst, proto, port, allowed}. */
  static List<Pair> pairs(Path file) {
    List<Pair> pairs = new ArrayList<>();
    for (JsonNode row : json(file).path("rows")) {
      pairs.add(
          new Pair(
              row.path(0).asText(),
              row.path(1).asText(),
              row.path(2).asText(),
              row.path(3).asInt(),
              row.path(4).asBoolean()));
    }
    return pairs;
  }
}
