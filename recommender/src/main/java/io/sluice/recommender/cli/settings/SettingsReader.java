package io.sluice.recommender.cli.settings;

import io.sluice.recommender.cli.run.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML nodes as what a setting wants, and collects all that does not fit. */
final class SettingsReader {
  /** A string of a list and the line that it stands in. */
  record Text(String text, int line) {}

  private final String file;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(String file) {
    this.file = file;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  void problem(int line, String message) {
    problems.add(file + ":" + line + ": " + message);
  }

  /** A problem of another file, which says its place itself. */
  void problems(List<String> elsewhere) {
    problems.addAll(elsewhere);
  }

  int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** The values of a mapping with fixed keys; empty where the node is absent. */
  SortedMap<String, Node> mapping(Optional<Node> node, String path, List<String> known) {
    SortedMap<String, Node> values = anyMapping(node, path);
    values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            String nearest =
                Suggestions.nearest(key, known)
                    .map(suggestion -> "did you mean " + suggestion + "?")
                    .orElse("known are " + String.join(", ", known));
            problem(line(value), at(path, key) + " is no setting; " + nearest);
          }
        });
    return values;
  }

  /** The values of a mapping with keys of the user's own. */
  SortedMap<String, Node> anyMapping(Optional<Node> node, String path) {
    SortedMap<String, Node> values = new TreeMap<>();
    if (node.isEmpty() || isNull(node.get())) {
      return values;
    }
    if (!(node.get() instanceof MappingNode mapping)) {
      problem(line(node.get()), (path.isEmpty() ? "the file" : path) + " must be a mapping");
      return values;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (key.isEmpty()) {
        problem(line(tuple.getKeyNode()), at(path, "?") + " must have a name as its key");
      } else if (values.put(key, tuple.getValueNode()) != null) {
        problem(line(tuple.getKeyNode()), at(path, key) + " is there twice");
      }
    }
    return values;
  }

  /** The strings of a list; empty where the node is absent. */
  List<Text> texts(Optional<Node> node, String path) {
    List<Text> texts = new ArrayList<>();
    if (node.isEmpty() || isNull(node.get())) {
      return texts;
    }
    if (!(node.get() instanceof SequenceNode list)) {
      problem(line(node.get()), path + " must be a list");
      return texts;
    }
    for (Node item : list.getValue()) {
      if (item instanceof ScalarNode scalar) {
        texts.add(new Text(scalar.getValue(), line(item)));
      } else {
        problem(line(item), path + " must be a list of strings");
      }
    }
    return texts;
  }

  /** The items of a list; none where the node is absent. */
  List<Node> items(Optional<Node> node, String path) {
    if (node.isEmpty() || isNull(node.get())) {
      return List.of();
    }
    if (node.get() instanceof SequenceNode list) {
      return list.getValue();
    }
    problem(line(node.get()), path + " must be a list");
    return List.of();
  }

  /** A single value as it stands; empty where the node is absent. */
  Optional<String> text(Optional<Node> node, String path) {
    if (node.isEmpty() || isNull(node.get())) {
      return Optional.empty();
    }
    if (node.get() instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    problem(line(node.get()), path + " must be a single value");
    return Optional.empty();
  }

  /**
   * A single value of a section.
   *
   * @param good whether it is one that is meant
   * @param expected what is, for the message
   */
  Optional<String> text(
      SortedMap<String, Node> section,
      String path,
      String key,
      Predicate<String> good,
      String expected) {
    Optional<Node> node = Optional.ofNullable(section.get(key));
    Optional<String> text = text(node, path + "." + key);
    if (text.filter(good.negate()).isPresent()) {
      problem(
          node.map(this::line).orElse(1),
          path + "." + key + " must be " + expected + ", but is \"" + text.get() + "\"");
    }
    return text.filter(good);
  }

  /** A whole number of a section; the default where the key is absent. */
  int number(SortedMap<String, Node> section, String path, String key, int byDefault, int least) {
    return text(
            section,
            path,
            key,
            value -> value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least,
            "a whole number from " + least + " on")
        .map(Integer::valueOf)
        .orElse(byDefault);
  }

  /** A number from 1 on; the default where the key is absent. */
  int atLeastOne(SortedMap<String, Node> section, String key, String path, int byDefault) {
    Node node = section.get(key);
    if (node == null || isNull(node)) {
      return byDefault;
    }
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (!text.matches("-?[0-9]{1,9}")) {
      problem(line(node), path + " must be a number, but is \"" + text + "\"");
      return byDefault;
    }
    int value = Integer.parseInt(text);
    if (value < 1) {
      problem(line(node), path + " must be at least 1, but is " + value);
    }
    return Math.max(1, value);
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static String at(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
