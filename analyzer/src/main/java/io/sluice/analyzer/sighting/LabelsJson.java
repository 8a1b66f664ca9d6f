package io.sluice.analyzer.sighting;

import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.JsonTokens;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Labels as KubePodInventory has them: a text that is a JSON list of one map, {@code
 * [{"app":"cart"}]}, or {@code [null]} for none.
 */
final class LabelsJson {
  private LabelsJson() {}

  /** The labels of a pod; unknown where their text is cut off or no such list. */
  static SeenLabels of(PodKey pod, PodTrace trace, Consumer<String> warnings) {
    String json = trace.labelsJson();
    SortedMap<String, String> mangled = trace.mangledLabels();
    if (json.isEmpty()) {
      return new SeenLabels(false, new TreeMap<>(), mangled);
    }
    try (Tokens tokens = new JsonTokens(new StringReader(json))) {
      return new SeenLabels(true, labels(tokens), mangled);
    } catch (BrokenFileException e) {
      warnings.accept(pod.namespace() + "/" + pod.name());
      return new SeenLabels(false, new TreeMap<>(), mangled);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> labels(Tokens tokens) {
    SortedMap<String, String> labels = new TreeMap<>();
    int depth = 0;
    boolean any = false;
    for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
      any = true;
      switch (token) {
        case ARRAY_START, OBJECT_START -> depth++;
        case ARRAY_END, OBJECT_END -> depth--;
        case KEY -> label(tokens, labels);
        default -> {
          if (depth == 0 || !tokens.value().isNull()) {
            throw new BrokenFileException(1, "no map of labels", false);
          }
        }
      }
    }
    if (!any || depth != 0) {
      throw new BrokenFileException(1, "no map of labels", true);
    }
    return labels;
  }

  private static void label(Tokens tokens, SortedMap<String, String> labels) {
    String key = tokens.key();
    if (tokens.next() != Token.VALUE || tokens.value().isContainerNode()) {
      throw new BrokenFileException(1, "a label that is no text", false);
    }
    labels.put(key, tokens.value().asText(""));
  }
}
