package io.sluice.recommender.cli.settings;

import io.sluice.recommender.pr.HostSettings;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.pr.PullRequestSettings.Draft;
import io.sluice.recommender.pr.Stage;
import io.sluice.recommender.pr.rest.SafeUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The key {@code pullRequests} of the settings. */
final class SettingsPullRequests {
  private static final String PATH = "pullRequests";
  private static final PullRequestSettings DEFAULTS = PullRequestSettings.DEFAULTS;
  private static final List<String> KEYS =
      List.of(
          "clusterName",
          "stage",
          "stages",
          "labels",
          "draft",
          "tightenAfterDays",
          "author",
          "apiUrl",
          "reviewers",
          "verifiedCommits");

  private static final Pattern ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private final SettingsReader reader;

  SettingsPullRequests(SettingsReader reader) {
    this.reader = reader;
  }

  PullRequestSettings read(Optional<Node> node) {
    SortedMap<String, Node> keys = reader.mapping(node, PATH, KEYS);
    SortedMap<String, Node> author =
        reader.mapping(
            Optional.ofNullable(keys.get("author")), PATH + ".author", List.of("name", "email"));
    return new PullRequestSettings(
        text(keys, "clusterName", PATH).filter(name -> !name.isBlank()),
        stage(Optional.ofNullable(keys.get("stage")), PATH + ".stage").orElse(DEFAULTS.stage()),
        stages(keys),
        labels(keys),
        word(
                Optional.ofNullable(keys.get("draft")),
                PATH + ".draft",
                Arrays.asList(Draft.values()),
                Draft::toString)
            .orElse(DEFAULTS.draft()),
        reader.atLeastOne(
            keys, "tightenAfterDays", PATH + ".tightenAfterDays", DEFAULTS.tightenAfterDays()),
        identity(author, "name", DEFAULTS.authorName()),
        identity(author, "email", DEFAULTS.authorEmail()),
        host(keys));
  }

  private HostSettings host(SortedMap<String, Node> keys) {
    return new HostSettings(
        text(keys, "apiUrl", PATH).flatMap(url -> apiUrl(url, keys.get("apiUrl"))),
        reviewers(Optional.ofNullable(keys.get("reviewers"))),
        word(
                Optional.ofNullable(keys.get("verifiedCommits")),
                PATH + ".verifiedCommits",
                List.of(true, false),
                String::valueOf)
            .orElse(false));
  }

  private Optional<URI> apiUrl(String text, @Nullable Node node) {
    try {
      return Optional.of(SafeUrl.requireSafe(new URI(text)));
    } catch (URISyntaxException e) {
      reader.problem(line(node), PATH + ".apiUrl is no URL: " + e.getReason());
    } catch (IllegalArgumentException e) {
      reader.problem(line(node), PATH + ".apiUrl: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Ids, because names of people are not unique there. */
  private SortedSet<String> reviewers(Optional<Node> node) {
    TreeSet<String> reviewers = new TreeSet<>();
    for (SettingsReader.Text reviewer : reader.texts(node, PATH + ".reviewers")) {
      if (ID.matcher(reviewer.text()).matches()) {
        reviewers.add(reviewer.text());
      } else {
        reader.problem(
            reviewer.line(),
            PATH
                + ".reviewers must hold ids of Azure DevOps such as"
                + " 0f4a1c6e-4f5b-4a0e-9d8e-3b1f6a2c7d10, but has \""
                + reviewer.text()
                + "\"");
      }
    }
    return reviewers;
  }

  private int line(@Nullable Node node) {
    return node == null ? 1 : reader.line(node);
  }

  private Optional<String> text(SortedMap<String, Node> keys, String key, String path) {
    return reader.text(Optional.ofNullable(keys.get(key)), path + "." + key);
  }

  private SortedMap<String, Stage> stages(SortedMap<String, Node> keys) {
    SortedMap<String, Stage> stages = new TreeMap<>();
    reader
        .anyMapping(Optional.ofNullable(keys.get("stages")), PATH + ".stages")
        .forEach(
            (namespace, node) ->
                stage(Optional.of(node), PATH + ".stages." + namespace)
                    .ifPresent(stage -> stages.put(namespace, stage)));
    return stages;
  }

  private Optional<Stage> stage(Optional<Node> node, String path) {
    return word(node, path, Arrays.asList(Stage.values()), Stage::word);
  }

  private <T> Optional<T> word(
      Optional<Node> node, String path, List<T> values, Function<T, String> words) {
    Optional<String> text = reader.text(node, path);
    Optional<T> value =
        text.flatMap(t -> values.stream().filter(v -> words.apply(v).equals(t)).findFirst());
    if (text.isPresent() && value.isEmpty()) {
      reader.problem(
          node.map(reader::line).orElse(1),
          path
              + " must be one of "
              + values.stream().map(words).collect(Collectors.joining(", "))
              + ", but is \""
              + text.get()
              + "\"");
    }
    return value;
  }

  private List<String> labels(SortedMap<String, Node> keys) {
    String path = PATH + ".labels";
    for (SettingsReader.Text label : reader.texts(Optional.ofNullable(keys.get("labels")), path)) {
      if (label.text().isBlank() || label.text().length() > 50 || label.text().contains(",")) {
        reader.problem(
            label.line(),
            path
                + " must hold labels of 1 to 50 characters without commas, but has \""
                + label.text()
                + "\"");
      }
    }
    return reader.texts(Optional.ofNullable(keys.get("labels")), path).stream()
        .map(SettingsReader.Text::text)
        .sorted()
        .distinct()
        .toList();
  }

  /** What git writes between angle brackets or before them. */
  private String identity(SortedMap<String, Node> author, String key, String byDefault) {
    Optional<String> text = text(author, key, PATH + ".author");
    boolean bad = text.filter(t -> t.isBlank() || !t.matches("[^<>\\p{Cntrl}]+")).isPresent();
    if (bad) {
      reader.problem(
          Optional.ofNullable(author.get(key)).map(reader::line).orElse(1),
          PATH
              + ".author."
              + key
              + " must be one line without < and >, but is \""
              + text.orElse("")
              + "\"");
    }
    return bad ? byDefault : text.map(String::strip).orElse(byDefault);
  }
}
