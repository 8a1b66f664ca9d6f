package io.sluice.recommender.cli.settings;

import io.sluice.recommender.cli.run.Suggestions;
import io.sluice.recommender.recommend.external.Externals;
import io.sluice.recommender.recommend.external.Globs;
import io.sluice.recommender.recommend.named.NamedRange;
import io.sluice.recommender.recommend.named.RangeProblems;
import io.sluice.recommender.recommend.named.RangeSources;
import io.sluice.recommender.write.file.FileTrouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What the section {@code externals} says besides its groups. */
final class SettingsExternals {
  /** The keys that are read here. */
  static final List<String> KEYS = List.of("widestPrefix", "serviceTags", "azureResources", "open");

  private final SettingsReader reader;
  private final Optional<Path> file;

  SettingsExternals(SettingsReader reader, Optional<Path> file) {
    this.reader = reader;
    this.file = file;
  }

  Externals read(SortedMap<String, Node> section, RangeSources sources) {
    RangeProblems problems = new RangeProblems(FileTrouble::reason);
    List<NamedRange> known = sources.read(problems);
    List<String> open = open(section, sources, known, problems.found().isEmpty());
    reader.problems(problems.found());
    return widest(section).withKnown(known, open);
  }

  /** The files that count: those that are given, else those that the settings name. */
  RangeSources sources(SortedMap<String, Node> section, RangeSources given) {
    return given.or(named(section));
  }

  private RangeSources named(SortedMap<String, Node> section) {
    Optional<Node> resources = Optional.ofNullable(section.get("azureResources"));
    List<Path> pages = new ArrayList<>();
    if (resources.filter(SequenceNode.class::isInstance).isPresent()) {
      reader.texts(resources, "externals.azureResources").forEach(t -> pages.add(path(t.text())));
    } else {
      reader.text(resources, "externals.azureResources").ifPresent(t -> pages.add(path(t)));
    }
    Optional<Path> tags =
        reader
            .text(Optional.ofNullable(section.get("serviceTags")), "externals.serviceTags")
            .map(this::path);
    return new RangeSources(tags, pages);
  }

  /** Paths in the settings start at their file. */
  private Path path(String text) {
    return file.map(settings -> settings.resolveSibling(text)).orElseGet(() -> Path.of(text));
  }

  private List<String> open(
      SortedMap<String, Node> section,
      RangeSources sources,
      List<NamedRange> known,
      boolean complete) {
    List<String> names = known.stream().map(NamedRange::name).distinct().sorted().toList();
    List<String> globs = new ArrayList<>();
    for (SettingsReader.Text item :
        reader.texts(Optional.ofNullable(section.get("open")), "externals.open")) {
      globs.add(item.text());
      if (sources.isEmpty()) {
        reader.problem(
            item.line(),
            "externals.open names \""
                + item.text()
                + "\", but neither externals.serviceTags nor externals.azureResources is given");
      } else if (complete && names.stream().noneMatch(n -> Globs.matches(item.text(), n))) {
        reader.problem(
            item.line(),
            "externals.open must name service tags or resources of the files, but \""
                + item.text()
                + "\" is none"
                + Suggestions.nearest(item.text(), names)
                    .map(nearest -> "; did you mean " + nearest + "?")
                    .orElse(""));
      }
    }
    return globs.stream().sorted().distinct().toList();
  }

  private Externals widest(SortedMap<String, Node> section) {
    String path = "externals.widestPrefix";
    SortedMap<String, Node> widest =
        reader.mapping(
            Optional.ofNullable(section.get("widestPrefix")), path, List.of("ipv4", "ipv6"));
    Externals defaults = Externals.DEFAULTS;
    return defaults.withWidest(
        length(widest, "ipv4", path, Externals.WIDEST_IPV4, 32, defaults.widestIpv4()),
        length(widest, "ipv6", path, Externals.WIDEST_IPV6, 128, defaults.widestIpv6()));
  }

  private int length(
      SortedMap<String, Node> section,
      String key,
      String path,
      int shortest,
      int longest,
      int byDefault) {
    int before = reader.problems().size();
    int length = reader.atLeastOne(section, key, path + "." + key, byDefault);
    Node node = section.get(key);
    if (node == null || reader.problems().size() > before) {
      return byDefault;
    }
    if (length < shortest || length > longest) {
      reader.problem(
          reader.line(node),
          path
              + "."
              + key
              + " must be a prefix length from "
              + shortest
              + " to "
              + longest
              + ", but is "
              + length);
      return byDefault;
    }
    return length;
  }
}
