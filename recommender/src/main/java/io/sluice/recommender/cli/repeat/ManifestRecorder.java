package io.sluice.recommender.cli.repeat;

import io.sluice.analyzer.document.ClusterFiles;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.source.InputFile;
import io.sluice.ingest.source.Locations;
import io.sluice.ingest.source.azure.AzureBlobs;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.run.Version;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.cli.settings.DecisionsOption;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.named.RangeSources;
import io.sluice.recommender.write.file.ContentDigest;
import io.sluice.recommender.write.file.DigestingStream;
import io.sluice.recommender.write.file.FileTrouble;
import io.sluice.recommender.write.manifest.InputSurvey;
import io.sluice.recommender.write.manifest.ManifestFile;
import io.sluice.recommender.write.manifest.PathBase;
import io.sluice.recommender.write.manifest.RecordedPolicy;
import io.sluice.recommender.write.manifest.RunInputs;
import io.sluice.recommender.write.manifest.RunManifest;
import io.sluice.recommender.write.manifest.RunOptions;
import io.sluice.recommender.write.manifest.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records what a run reads while it goes on, and writes its manifest at the end. */
public final class ManifestRecorder {
  private final Path manifest;
  private final Path folder;
  private final Session session;
  private final InputSurvey survey = new InputSurvey();
  private final DigestingStream stdin;
  private final LogOptions reading;
  private final List<InputFile> logs;
  private final ClusterOptions cluster;
  private final ClusterOptions.WithPolicies policies;
  private final Optional<Path> base;

  /**
   * Takes the digests of all files that the options name.
   *
   * @throws UsageException where one is a pipe, or does not lie below {@code --base}
   */
  public ManifestRecorder(
      Path manifest,
      Optional<Path> base,
      LogOptions logs,
      ClusterOptions cluster,
      ClusterOptions.WithPolicies policies,
      List<Path> others,
      Session session) {
    this.manifest = manifest;
    this.folder = Objects.requireNonNullElse(manifest.toAbsolutePath().getParent(), manifest);
    this.base = base;
    this.cluster = cluster;
    this.policies = policies;
    this.session = session;
    this.stdin = ContentDigest.digesting(session.in());
    this.reading = logs;
    logs.logs.forEach(ManifestRecorder::refuseBlob);
    this.logs = Locations.resolve(logs.logs);
    this.logs.forEach(log -> log.path().ifPresent(this::take));
    cluster.clusters.forEach(ManifestRecorder::refuseLive);
    cluster.clusters.forEach(named -> ClusterFiles.under(named.path()).forEach(this::take));
    policies.policies.forEach(named -> ClusterFiles.under(named.path()).forEach(this::take));
    others.forEach(this::take);
    if (base.isPresent()) {
      PathBase given = base();
      survey.files().forEach(file -> name(given, file));
    }
  }

  private static void refuseBlob(String location) {
    if (AzureBlobs.isBlob(location) || TopicLocation.isOne(location)) {
      throw new UsageException(
          Locations.shown(location)
              + " is no file, and --manifest names what can be read again: keep the edges with"
              + " \"sluice flows\" and -o edges=FILE, and give that file in its place");
    }
  }

  private static void refuseLive(NamedPath cluster) {
    if (cluster.isLive()) {
      throw new UsageException(
          cluster.path()
              + " is no file, and --manifest names what can be read again: save it with \"sluice"
              + " snapshot take -o cluster.json\", and give that file in its place");
    }
  }

  private void take(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UsageException(
          file
              + " is a pipe, and --manifest names what can be read again: save it to a file, or give"
              + " logs on standard input (-)");
    }
    try {
      survey.take(file);
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + FileTrouble.reason(e));
    }
  }

  /** The session to read with, so that standard input is digested. */
  public Session session() {
    return session.withIn(stdin);
  }

  /**
   * Refuses to say of an input what is not true any more; to be called before anything is written.
   */
  public void demandUnchanged() {
    List<Path> changed = survey.changed();
    if (!changed.isEmpty()) {
      throw new UnusableInputException(
          changed.stream().map(Path::toString).collect(Collectors.joining(", "))
              + " changed while the run read it, so that no manifest can say what it held; run again"
              + " on files that nobody writes to");
    }
  }

  /** Writes the manifest. */
  public void write(
      Proposing run,
      Settings settings,
      ConfigOption config,
      DecisionsOption decisions,
      EdgeText text,
      List<RunInputs.File> written) {
    PathBase paths = base();
    RangeSources sources = config.allSources();
    RunInputs inputs =
        new RunInputs(
            logs(paths, run.analysis().summary().input().files()),
            objects(paths, cluster.clusters),
            objects(paths, policies.policies),
            config.config.map(file -> file(paths, file)),
            decisions.decisions.map(file -> file(paths, file)),
            sources.serviceTags().map(file -> file(paths, file)),
            sources.azureResources().stream().map(file -> file(paths, file)).toList());
    RunManifest recorded =
        new RunManifest(
            Version.sluice(),
            wayUp(paths),
            inputs,
            options(run, settings),
            ManifestFile.settings(settings),
            RecordedPolicy.of(run.recommendation()));
    ManifestFile.write(
        manifest,
        recorded,
        new RunOutcome(run.recommendation(), run.analysis().summary(), text, written),
        session.scratch());
  }

  private RunOptions options(Proposing run, Settings settings) {
    return new RunOptions(
        policies.engine,
        reading.format().map(LogFormat::word),
        cluster.snapshotTime,
        run.analysis().reading().window().since(),
        run.analysis().reading().window().until(),
        run.options(),
        settings.tightness());
  }

  private PathBase base() {
    try {
      return base.isPresent()
          ? PathBase.of(base.get())
          : PathBase.around(existing(folder), survey.files());
    } catch (IOException e) {
      throw new UsageException(
          "--base " + base.orElse(folder) + " cannot be used: " + FileTrouble.reason(e));
    }
  }

  /** The manifest's folder, or where the run is going to make it. */
  private static Path existing(Path folder) {
    Path at = folder;
    while (!Files.isDirectory(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private String wayUp(PathBase paths) {
    try {
      return paths.from(folder).orElse(".");
    } catch (IOException e) {
      throw new UsageException(folder + " cannot be read: " + FileTrouble.reason(e));
    }
  }

  private List<RunInputs.Log> logs(PathBase paths, List<FileSummary> read) {
    List<RunInputs.Log> found = new ArrayList<>();
    for (FileSummary summary : read) {
      InputFile input =
          logs.stream()
              .filter(log -> log.name().equals(summary.file()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(summary.file() + " was not surveyed"));
      Optional<RunInputs.File> file = input.path().map(path -> file(paths, path));
      found.add(
          new RunInputs.Log(
              file.map(RunInputs.File::path),
              summary.format().word(),
              summary.account().records(),
              file.map(RunInputs.File::digest).orElseGet(this::digestOfStandardInput)));
    }
    return found;
  }

  private ContentDigest digestOfStandardInput() {
    try {
      return stdin.digest();
    } catch (IOException e) {
      throw new UnusableInputException(
          "standard input cannot be read to its end: " + FileTrouble.reason(e), e);
    }
  }

  private List<RunInputs.Objects> objects(PathBase paths, List<NamedPath> all) {
    List<RunInputs.Objects> found = new ArrayList<>();
    for (NamedPath named : all) {
      found.add(
          new RunInputs.Objects(
              named.cluster(),
              name(paths, named.path()),
              ClusterFiles.under(named.path()).stream().map(f -> file(paths, f)).toList()));
    }
    return found;
  }

  private RunInputs.File file(PathBase paths, Path file) {
    try {
      return new RunInputs.File(name(paths, file), survey.take(file));
    } catch (IOException e) {
      throw new UnusableInputException(file + " cannot be read: " + FileTrouble.reason(e), e);
    }
  }

  private static String name(PathBase paths, Path file) {
    try {
      return paths
          .name(file)
          .orElseThrow(
              () ->
                  new UsageException(
                      file
                          + " does not lie below --base "
                          + paths.folder()
                          + "; give a folder that holds all inputs"));
    } catch (IOException e) {
      throw new UnusableInputException(file + " cannot be read: " + FileTrouble.reason(e), e);
    }
  }
}
