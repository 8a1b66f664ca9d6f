package io.sluice.recommender.cli.settings;

import io.sluice.recommender.audit.gate.FindingException;
import io.sluice.recommender.recommend.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the settings are. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings, such as named external ranges; see config/sluice.yaml.")
  public Optional<Path> config = Optional.empty();

  public Settings settings() {
    return SettingsFile.load(config).settings();
  }

  /** Findings that somebody accepts. */
  public List<FindingException> exceptions() {
    return SettingsFile.load(config).exceptions();
  }
}
