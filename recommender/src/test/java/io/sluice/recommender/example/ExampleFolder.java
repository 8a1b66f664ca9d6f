package io.sluice.recommender.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** {@code config/example} as committed. */
public final class ExampleFolder {
  private static final Pattern TUPLES = Pattern.compile("(\"flowTuples\":\\[)([^]]*)(])");

  private ExampleFolder() {}

  public static Path logs() {
    return ExampleFiles.root().resolve("logs");
  }

  public static Path cluster() {
    return ExampleFiles.root().resolve("cluster");
  }

  public static Path settings() {
    return ExampleFiles.root().resolve("sluice.yaml");
  }

  /** Text of a file, unpacked where it is compressed. */
  public static String text(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      if (file.toString().endsWith(".gz")) {
        content = new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All Hubble lines of all nodes. */
  public static List<String> hubbleLines() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> file : ExampleFiles.committed().entrySet()) {
      if (file.getKey().startsWith("logs/hubble/")) {
        file.getValue().lines().forEach(lines::add);
      }
    }
    return lines;
  }

  /**
   * Writes the example with other file names, and with its lines, tuples and objects in another
   * order, below a folder.
   */
  public static void shuffle(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    int number = 0;
    for (Map.Entry<String, String> file : ExampleFiles.committed().entrySet()) {
      String path = file.getKey();
      String text = file.getValue();
      if (path.startsWith("logs/hubble/")) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        Collections.shuffle(lines, random);
        write(folder.resolve("logs/h" + (99 - number++) + ".jsonl"), String.join("\n", lines));
      } else if (path.startsWith("logs/")) {
        write(folder.resolve("logs/v" + (99 - number++) + ".json"), shuffledTuples(text, random));
      } else {
        write(folder.resolve(path), shuffledObjects(text, random));
      }
    }
  }

  private static String shuffledTuples(String blob, Random random) {
    Matcher matcher = TUPLES.matcher(blob);
    return matcher.replaceAll(
        group -> {
          List<String> tuples = new ArrayList<>(List.of(group.group(2).split("(?<=\"),", -1)));
          Collections.shuffle(tuples, random);
          return Matcher.quoteReplacement(
              group.group(1) + String.join(",", tuples) + group.group(3));
        });
  }

  private static String shuffledObjects(String list, Random random) throws IOException {
    ObjectNode tree = (ObjectNode) new JsonMapper().readTree(list);
    List<JsonNode> items = new ArrayList<>();
    tree.path("items").forEach(items::add);
    Collections.shuffle(items, random);
    tree.putArray("items").addAll(items);
    return tree.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
