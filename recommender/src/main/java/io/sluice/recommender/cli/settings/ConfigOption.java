package io.sluice.recommender.cli.settings;

import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.audit.gate.FindingException;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.named.RangeSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the settings are, and the files that give names to addresses outside. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings, such as named external ranges; see config/sluice.yaml.")
  public Optional<Path> config = Optional.empty();

  @Option(
      names = "--service-tags",
      paramLabel = "FILE",
      description = "Azure's service tags (ServiceTags_Public_*.json): names of outside addresses.")
  private Optional<Path> serviceTags = Optional.empty();

  @Option(
      names = "--azure-resources",
      paramLabel = "FILE",
      description =
          "Export of config/azure/resource-graph.kql: names of private endpoints, subnets and"
              + " frontends. Repeatable, for its pages.")
  private List<Path> azureResources = new ArrayList<>();

  private SettingsFile.@Nullable Content content;

  /** The options of a run that is made again. */
  public static ConfigOption of(Optional<Path> config, RangeSources sources) {
    ConfigOption option = new ConfigOption();
    option.config = config;
    option.serviceTags = sources.serviceTags();
    option.azureResources = sources.azureResources();
    return option;
  }

  /** The files that are read: by option, else where the settings name them. */
  public RangeSources allSources() {
    return content().sources();
  }

  public Settings settings() {
    return content().settings();
  }

  /** Findings that somebody accepts. */
  public List<FindingException> exceptions() {
    return content().exceptions();
  }

  /** How pull requests are made. */
  public PullRequestSettings pullRequests() {
    return content().pullRequests();
  }

  /** What the file says, read once: a run never sees two versions of it. */
  private SettingsFile.Content content() {
    SettingsFile.Content read = content == null ? SettingsFile.load(config, sources()) : content;
    content = read;
    return read;
  }

  /** How brokers are reached. */
  public KafkaSettings kafka() {
    return SettingsFile.load(config, sources()).kafka();
  }

  /** How blobs are reached and read. */
  public BlobSettings blobs() {
    return SettingsFile.load(config, sources()).blobs();
  }

  /** The files that are given by option. */
  public RangeSources sources() {
    return new RangeSources(serviceTags, List.copyOf(azureResources));
  }
}
