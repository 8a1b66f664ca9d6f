package io.sluice.recommender.cli.settings;

import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.serve.ServeSettings;
import io.sluice.recommender.serve.answer.AnswerSettings;
import io.sluice.recommender.serve.http.ApiSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the settings are, for commands that need of them only how logs are read. */
public final class SettingsOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings, such as how blobs are reached; see config/sluice.yaml.")
  public Optional<Path> config = Optional.empty();

  /** How brokers are reached. */
  public KafkaSettings kafka() {
    return SettingsFile.load(config).kafka();
  }

  /** How an instance of the service runs. */
  public ServeSettings serve() {
    return SettingsFile.load(config).serve();
  }

  /** How the service answers. */
  public ApiSettings api() {
    return SettingsFile.load(config).api();
  }

  /** What answers rest on besides edges and clusters. */
  public AnswerSettings answers(String version) {
    SettingsFile.Content content = SettingsFile.load(config);
    return new AnswerSettings(
        content.settings(),
        content.exceptions(),
        Decisions.none(),
        content.api().engine(),
        version);
  }

  /** How blobs are reached and read. */
  public BlobSettings blobs() {
    return SettingsFile.load(config).blobs();
  }
}
