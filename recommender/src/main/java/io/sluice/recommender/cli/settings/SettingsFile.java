package io.sluice.recommender.cli.settings;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.audit.gate.FindingException;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.external.Externals;
import io.sluice.recommender.recommend.named.RangeSources;
import io.sluice.recommender.recommend.tightness.Tightness;
import io.sluice.recommender.serve.ServeSettings;
import io.sluice.recommender.serve.http.ApiSettings;
import io.sluice.recommender.write.file.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The file of {@code --config}; {@code config/sluice.yaml} shows every key. All that is wrong with
 * it is reported at once.
 */
final class SettingsFile {
  private static final int MAX_BYTES = 8 << 20;

  private final SettingsReader reader;
  private final Settings defaults = Settings.defaults();
  private RangeSources sources = RangeSources.NONE;

  private SettingsFile(SettingsReader reader) {
    this.reader = reader;
  }

  /**
   * What a file holds.
   *
   * @param settings how to recommend
   * @param exceptions findings that somebody accepts
   * @param sources the files that give names to ranges, by option or as the settings name them
   * @param pullRequests how pull requests are made
   * @param blobs how blobs are reached and read
   * @param kafka how brokers are reached
   * @param serve how an instance of the service runs
   * @param api how it answers
   */
  record Content(
      Settings settings,
      List<FindingException> exceptions,
      RangeSources sources,
      PullRequestSettings pullRequests,
      BlobSettings blobs,
      KafkaSettings kafka,
      ServeSettings serve,
      ApiSettings api) {}

  /** Reads a file, or gives the defaults without one. */
  static Content load(Optional<Path> file) {
    return load(file, RangeSources.NONE);
  }

  /**
   * The same with the files that give names to ranges; all that is wrong is reported at once.
   *
   * @param given files that take the place of those that the settings name
   */
  static Content load(Optional<Path> file, RangeSources given) {
    SettingsReader reader = new SettingsReader(file.map(Path::toString).orElse("--config"));
    Content content =
        new SettingsFile(reader).content(file.flatMap(path -> root("--config", path)), file, given);
    if (!reader.problems().isEmpty()) {
      throw new UsageException(String.join("\n", reader.problems()));
    }
    return content;
  }

  /** The root of a YAML file that an option names. */
  static Optional<Node> root(String option, Path file) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(MAX_BYTES).setMaxAliasesForCollections(50).build();
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return new Compose(settings).composeString(text);
    } catch (IOException e) {
      throw new UsageException(option + " " + file + " cannot be read: " + FileTrouble.reason(e));
    } catch (StackOverflowError e) {
      throw new UsageException(file + ": nested too deeply");
    } catch (YamlEngineException e) {
      throw new UsageException(file + ": no valid YAML: " + e.getMessage());
    }
  }

  private Content content(Optional<Node> root, Optional<Path> file, RangeSources given) {
    SortedMap<String, Node> top =
        reader.mapping(
            root,
            "",
            List.of(
                "externals",
                "scope",
                "quarantine",
                "exceptions",
                "recommend",
                "pullRequests",
                SettingsAzure.PATH,
                SettingsKafka.PATH,
                SettingsServe.PATH));
    List<FindingException> exceptions =
        new SettingsExceptions(reader, "exceptions")
            .read(Optional.ofNullable(top.get("exceptions")));
    PullRequestSettings pullRequests =
        new SettingsPullRequests(reader).read(Optional.ofNullable(top.get("pullRequests")));
    BlobSettings blobs =
        new SettingsAzure(reader).read(Optional.ofNullable(top.get(SettingsAzure.PATH)));
    KafkaSettings kafka =
        new SettingsKafka(reader).read(Optional.ofNullable(top.get(SettingsKafka.PATH)));
    ServeSettings serve =
        new SettingsServe(reader)
            .read(Optional.ofNullable(top.get(SettingsServe.PATH)), kafka.flowBatches());
    ApiSettings api =
        new SettingsApi(reader)
            .read(
                reader.anyMapping(
                    Optional.ofNullable(top.get(SettingsServe.PATH)), SettingsServe.PATH));
    Settings settings = settings(top, file, given);
    return new Content(settings, exceptions, sources, pullRequests, blobs, kafka, serve, api);
  }

  private Settings settings(SortedMap<String, Node> top, Optional<Path> file, RangeSources given) {
    SortedMap<String, Node> externals =
        section(
            top,
            "externals",
            Stream.concat(Stream.of("groups", "maxAddresses"), SettingsExternals.KEYS.stream())
                .toList());
    SortedMap<String, Node> scope = section(top, "scope", List.of("exclude"));
    SortedMap<String, Node> quarantine = section(top, "quarantine", List.of("scanTargets"));
    return new Settings(
        groups(externals),
        reader.atLeastOne(
            externals, "maxAddresses", "externals.maxAddresses", defaults.maxExternalAddresses()),
        namespaces(scope),
        reader.atLeastOne(
            quarantine, "scanTargets", "quarantine.scanTargets", defaults.scanTargets()),
        externals(new SettingsExternals(reader, file), externals, given),
        tightness(section(top, "recommend", List.of("tightness"))));
  }

  private Externals externals(
      SettingsExternals section, SortedMap<String, Node> externals, RangeSources given) {
    sources = section.sources(externals, given);
    return section.read(externals, sources);
  }

  private Tightness tightness(SortedMap<String, Node> recommend) {
    Optional<Node> node = Optional.ofNullable(recommend.get("tightness"));
    Optional<String> word = reader.text(node, "recommend.tightness");
    Optional<Tightness> known = word.flatMap(Tightness::ofWord);
    if (word.isPresent() && known.isEmpty()) {
      reader.problem(
          node.map(reader::line).orElse(0),
          "recommend.tightness must be one of "
              + Tightness.words()
              + ", but is \""
              + word.get()
              + "\"");
    }
    return known.orElse(defaults.tightness());
  }

  private SortedMap<String, Node> section(
      SortedMap<String, Node> top, String key, List<String> known) {
    return reader.mapping(Optional.ofNullable(top.get(key)), key, known);
  }

  private SortedMap<String, List<Cidr>> groups(SortedMap<String, Node> externals) {
    String path = "externals.groups";
    SortedMap<String, List<Cidr>> groups = new TreeMap<>();
    reader
        .anyMapping(Optional.ofNullable(externals.get("groups")), path)
        .forEach((name, ranges) -> groups.put(name, ranges(ranges, path + "." + name)));
    return groups;
  }

  private List<Cidr> ranges(Node node, String path) {
    List<Cidr> ranges = new ArrayList<>();
    for (SettingsReader.Text item : reader.texts(Optional.of(node), path)) {
      Optional<Cidr> range = Cidr.parse(item.text());
      if (range.isPresent()) {
        ranges.add(range.get());
      } else {
        reader.problem(
            item.line(),
            path + " must hold ranges such as 203.0.113.0/24, but has \"" + item.text() + "\"");
      }
    }
    if (ranges.isEmpty() && reader.problems().isEmpty()) {
      reader.problem(reader.line(node), path + " must hold at least one range, but is empty");
    }
    return ranges.stream().sorted().distinct().toList();
  }

  private List<String> namespaces(SortedMap<String, Node> scope) {
    String path = "scope.exclude";
    List<String> globs = new ArrayList<>();
    for (SettingsReader.Text item : reader.texts(Optional.ofNullable(scope.get("exclude")), path)) {
      if (item.text().matches("[a-z0-9*?]([-a-z0-9*?]*[a-z0-9*?])?")) {
        globs.add(item.text());
      } else {
        reader.problem(
            item.line(),
            path
                + " must hold namespaces such as team-a or team-*, but has \""
                + item.text()
                + "\"");
      }
    }
    return globs.stream().sorted().distinct().toList();
  }
}
