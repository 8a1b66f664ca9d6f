package io.sluice.recommender.cli.settings;

import io.sluice.ingest.source.azure.BlobEndpoint;
import io.sluice.ingest.source.azure.BlobSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.Node;

/** The key {@code azure} of the settings. It has no secrets: their place is the environment. */
final class SettingsAzure {
  static final String PATH = "azure";

  private static final BlobSettings DEFAULTS = BlobSettings.DEFAULTS;
  private static final List<String> KEYS =
      List.of(
          "account",
          "endpoint",
          "endpointSuffix",
          "serviceVersion",
          "tries",
          "tryTimeoutSeconds",
          "parallelism",
          "rangeMebibytes");

  private final SettingsReader reader;

  SettingsAzure(SettingsReader reader) {
    this.reader = reader;
  }

  BlobSettings read(Optional<Node> node) {
    SortedMap<String, Node> keys = reader.mapping(node, PATH, KEYS);
    return new BlobSettings(
        text(
            keys,
            "account",
            text -> text.matches("[a-z0-9]{3,24}"),
            "the name of a storage account: 3 to 24 small letters and digits"),
        text(
            keys,
            "endpoint",
            BlobEndpoint::isAllowed,
            "an https URL of a host without a query, or http on this machine"),
        text(
                keys,
                "endpointSuffix",
                text -> text.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"),
                "the end of host names, such as core.windows.net")
            .orElse(DEFAULTS.endpointSuffix()),
        text(
            keys,
            "serviceVersion",
            text -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            "a version such as 2025-11-05"),
        atMost(keys, "tries", 20, DEFAULTS.tries()),
        Duration.ofSeconds(
            atMost(keys, "tryTimeoutSeconds", 3600, (int) DEFAULTS.tryTimeout().toSeconds())),
        atMost(keys, "parallelism", 256, DEFAULTS.parallelism()),
        atMost(keys, "rangeMebibytes", 64, DEFAULTS.rangeBytes() >> 20) << 20);
  }

  private Optional<String> text(
      SortedMap<String, Node> keys, String key, Predicate<String> good, String expected) {
    Optional<Node> node = Optional.ofNullable(keys.get(key));
    Optional<String> text = reader.text(node, PATH + "." + key);
    if (text.filter(good.negate()).isPresent()) {
      reader.problem(
          node.map(reader::line).orElse(1),
          PATH + "." + key + " must be " + expected + ", but is \"" + text.get() + "\"");
    }
    return text.filter(good);
  }

  private int atMost(SortedMap<String, Node> keys, String key, int most, int byDefault) {
    String path = PATH + "." + key;
    int value = reader.atLeastOne(keys, key, path, byDefault);
    if (value > most) {
      reader.problem(
          Optional.ofNullable(keys.get(key)).map(reader::line).orElse(1),
          path + " must be at most " + most + ", but is " + value);
    }
    return Math.min(value, most);
  }
}
