package io.sluice.recommender.write.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Lines put into and taken out of the list of resources of a kustomization that somebody else
 * wrote. Every other line stays as it is, byte for byte; where that cannot be done the file is left
 * alone.
 */
final class KustomizationEdit {
  private static final int MAX_CHARS = 1 << 20;

  private final List<String> lines;
  private final String lineEnd;
  private final Optional<SequenceNode> list;
  private final List<String> resources = new ArrayList<>();

  private KustomizationEdit(String content, Optional<SequenceNode> list) {
    this.lineEnd = content.contains("\r\n") ? "\r\n" : "\n";
    this.lines = new ArrayList<>(List.of(content.split("\r?\n", -1)));
    this.list = list;
    list.ifPresent(
        node -> node.getValue().forEach(item -> resources.add(((ScalarNode) item).getValue())));
  }

  /**
   * The file with these resources listed and those not.
   *
   * @return the very same text where nothing is to be done; empty where it cannot be done
   */
  static Optional<String> edited(String content, SortedSet<String> add, SortedSet<String> remove) {
    if (add.isEmpty() && remove.isEmpty()) {
      return Optional.of(content);
    }
    try {
      Optional<MappingNode> root = root(content);
      Optional<Node> value = root.flatMap(KustomizationEdit::resourcesOf);
      boolean list = value.isEmpty() || isPlainList(value.get());
      if (root.isEmpty() || !list) {
        return Optional.empty();
      }
      KustomizationEdit edit = new KustomizationEdit(content, value.map(SequenceNode.class::cast));
      return edit.with(add, remove).filter(text -> edit.isRight(text, add, remove));
    } catch (YamlEngineException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private Optional<String> with(SortedSet<String> add, SortedSet<String> remove) {
    NavigableSet<String> missing = new TreeSet<>(add);
    missing.removeAll(normalised());
    boolean nothing = missing.isEmpty() && resources.stream().noneMatch(r -> isAmong(r, remove));
    if (nothing) {
      return Optional.of(String.join(lineEnd, lines));
    }
    if (list.isEmpty()) {
      append(missing);
    } else {
      change(list.get(), missing, remove);
    }
    return Optional.of(String.join(lineEnd, lines));
  }

  private Set<String> normalised() {
    TreeSet<String> names = new TreeSet<>();
    resources.forEach(resource -> names.add(normalised(resource)));
    return names;
  }

  /** {@code ./shop/} is {@code shop}. */
  private static String normalised(String resource) {
    String name = resource.startsWith("./") ? resource.substring(2) : resource;
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isAmong(String resource, SortedSet<String> names) {
    return names.contains(normalised(resource));
  }

  /** A list where there was none, at the end. */
  private void append(SortedSet<String> missing) {
    boolean ended = lines.get(lines.size() - 1).isEmpty();
    int at = ended ? lines.size() - 1 : lines.size();
    List<String> more = new ArrayList<>(List.of("resources:"));
    missing.forEach(name -> more.add("- " + YamlScalar.of(name)));
    lines.addAll(at, more);
    if (!ended) {
      lines.add("");
    }
  }

  /** From the end to the beginning, so that line numbers stay right. */
  private void change(SequenceNode node, NavigableSet<String> missing, SortedSet<String> remove) {
    List<Node> items = node.getValue();
    String indent = " ".repeat(start(node).getColumn());
    for (int i = items.size() - 1; i >= 0; i--) {
      int line = start(items.get(i)).getLine();
      // Behind the last one that sorts before it: a sorted list stays sorted.
      while (!missing.isEmpty() && normalised(resources.get(i)).compareTo(missing.last()) < 0) {
        String name = missing.pollLast();
        lines.add(line + 1, indent + "- " + YamlScalar.of(String.valueOf(name)));
      }
      if (isAmong(resources.get(i), remove)) {
        lines.remove(line);
      }
    }
    int first = start(items.get(0)).getLine();
    while (!missing.isEmpty()) {
      String name = missing.pollLast();
      lines.add(first, indent + "- " + YamlScalar.of(String.valueOf(name)));
    }
  }

  /** Whether the text now says what it should, and all else what it said before. */
  private boolean isRight(String text, SortedSet<String> add, SortedSet<String> remove) {
    List<String> now =
        root(text)
            .flatMap(KustomizationEdit::resourcesOf)
            .filter(KustomizationEdit::isPlainList)
            .map(SequenceNode.class::cast)
            .map(node -> node.getValue().stream().map(n -> ((ScalarNode) n).getValue()).toList())
            .orElse(List.of());
    Set<String> wanted = normalised();
    wanted.addAll(add);
    wanted.removeAll(remove);
    TreeSet<String> found = new TreeSet<>();
    now.forEach(resource -> found.add(normalised(resource)));
    return found.equals(wanted);
  }

  private static Optional<MappingNode> root(String content) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(MAX_CHARS).setMaxAliasesForCollections(50).build();
    return new Compose(settings)
        .composeString(content)
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast);
  }

  private static Optional<Node> resourcesOf(MappingNode root) {
    for (NodeTuple tuple : root.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("resources")) {
        return Optional.of(tuple.getValueNode());
      }
    }
    return Optional.empty();
  }

  /** One plain item a line, not empty: all that we know how to extend. */
  private static boolean isPlainList(Node node) {
    if (!(node instanceof SequenceNode list)
        || list.getFlowStyle() != FlowStyle.BLOCK
        || list.getValue().isEmpty()
        || list.getAnchor().isPresent()) {
      return false;
    }
    int line = -1;
    for (Node item : list.getValue()) {
      int at = start(item).getLine();
      boolean single =
          item instanceof ScalarNode
              && at > line
              && item.getEndMark().map(Mark::getLine).orElse(-1) == at;
      if (!single) {
        return false;
      }
      line = at;
    }
    return true;
  }

  private static Mark start(Node node) {
    return node.getStartMark().orElseThrow();
  }
}
