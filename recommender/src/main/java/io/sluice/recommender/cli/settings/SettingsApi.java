package io.sluice.recommender.cli.settings;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.serve.http.ApiSettings;
import io.sluice.recommender.serve.http.HttpSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** The keys {@code serve.answers} and {@code serve.http}: how the service answers, and where. */
final class SettingsApi {
  static final List<String> KEYS = List.of("answers", "http");

  private static final String ANSWERS = SettingsServe.PATH + ".answers";
  private static final String HTTP = SettingsServe.PATH + ".http";
  private static final ApiSettings DEFAULTS = ApiSettings.DEFAULTS;
  private static final String HOST = "[A-Za-z0-9.:_-]{1,253}";
  private static final int MAX_SECONDS = 86_400;

  private final SettingsReader reader;

  SettingsApi(SettingsReader reader) {
    this.reader = reader;
  }

  /**
   * Reads both.
   *
   * @param serve the keys of {@code serve}
   */
  ApiSettings read(SortedMap<String, Node> serve) {
    SortedMap<String, Node> answers =
        reader.mapping(
            Optional.ofNullable(serve.get("answers")),
            ANSWERS,
            List.of("quietSeconds", "maxDelaySeconds", "engine"));
    Duration quiet = seconds(answers, ANSWERS, "quietSeconds", DEFAULTS.quiet(), 0);
    Duration most = seconds(answers, ANSWERS, "maxDelaySeconds", DEFAULTS.most(), 0);
    if (most.compareTo(quiet) < 0) {
      reader.problem(
          Stream.of("maxDelaySeconds", "quietSeconds")
              .flatMap(key -> Optional.ofNullable(answers.get(key)).stream())
              .findFirst()
              .map(reader::line)
              .orElse(1),
          ANSWERS + ".maxDelaySeconds must not be less than quietSeconds");
    }
    return new ApiSettings(
        http(
            reader.mapping(
                Optional.ofNullable(serve.get("http")),
                HTTP,
                List.of(
                    "bind",
                    "port",
                    "maxBodyKibibytes",
                    "maxConnections",
                    "idleSeconds",
                    "requestSeconds"))),
        quiet,
        most,
        engine(answers));
  }

  private HttpSettings http(SortedMap<String, Node> keys) {
    HttpSettings defaults = DEFAULTS.http();
    return new HttpSettings(
        checked(keys, HTTP, "bind", HOST, "an address or a host's name").orElse(defaults.bind()),
        number(keys, HTTP, "port", defaults.port(), 0, 65_535),
        number(keys, HTTP, "maxBodyKibibytes", defaults.maxBodyBytes() >> 10, 1, 1 << 16) << 10,
        number(keys, HTTP, "maxConnections", defaults.maxConnections(), 1, 100_000),
        seconds(keys, HTTP, "idleSeconds", defaults.timeout(), 1),
        seconds(keys, HTTP, "requestSeconds", defaults.requestTimeout(), 1));
  }

  private String engine(SortedMap<String, Node> keys) {
    List<String> names = EngineProfile.all().stream().map(EngineProfile::name).toList();
    String words = "auto|" + String.join("|", names);
    return checked(keys, ANSWERS, "engine", words, "one of auto, " + String.join(", ", names))
        .orElse(DEFAULTS.engine());
  }

  private Duration seconds(
      SortedMap<String, Node> keys, String path, String key, Duration byDefault, int least) {
    return Duration.ofSeconds(
        number(keys, path, key, (int) byDefault.toSeconds(), least, MAX_SECONDS));
  }

  private int number(
      SortedMap<String, Node> keys, String path, String key, int byDefault, int least, int most) {
    Optional<Node> node = Optional.ofNullable(keys.get(key));
    Optional<String> text = reader.text(node, path + "." + key);
    int value = text.map(t -> t.matches("[0-9]{1,9}") ? Integer.parseInt(t) : -1).orElse(byDefault);
    if (value >= least && value <= most) {
      return value;
    }
    reader.problem(
        node.map(reader::line).orElse(1),
        path
            + "."
            + key
            + " must be a whole number from "
            + least
            + " to "
            + most
            + ", but is \""
            + text.orElse("")
            + "\"");
    return byDefault;
  }

  private Optional<String> checked(
      SortedMap<String, Node> keys, String path, String key, String good, String expected) {
    Optional<Node> node = Optional.ofNullable(keys.get(key));
    Optional<String> text = reader.text(node, path + "." + key);
    if (text.filter(t -> !t.matches(good)).isPresent()) {
      reader.problem(
          node.map(reader::line).orElse(1),
          path + "." + key + " must be " + expected + ", but is \"" + text.get() + "\"");
    }
    return text.filter(t -> t.matches(good));
  }
}
