package io.sluice.recommender.cli.repeat;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.ClusterState;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.read.Analysis;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.run.Version;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.cli.settings.DecisionsOption;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.named.RangeSources;
import io.sluice.recommender.write.Escape;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.file.FileTrouble;
import io.sluice.recommender.write.manifest.ManifestFile;
import io.sluice.recommender.write.manifest.PathBase;
import io.sluice.recommender.write.manifest.PolicyComparison;
import io.sluice.recommender.write.manifest.RecordedInputs;
import io.sluice.recommender.write.manifest.RecordedPolicy;
import io.sluice.recommender.write.manifest.RunInputs;
import io.sluice.recommender.write.manifest.RunManifest;
import io.sluice.recommender.write.manifest.RunOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the run of a manifest again and compares what comes out; writes nothing. The manifest says
 * everything, so no other option of the command counts.
 */
public final class Verification {
  private final Path file;
  private final RunManifest manifest;
  private final Session session;
  private final Console console;

  public Verification(Path file, Session session, Console console) {
    this.file = file;
    this.manifest = ManifestFile.read(file);
    this.session = session;
    this.console = console;
  }

  /**
   * Verifies.
   *
   * @param base where paths start, if not where the manifest says
   * @param given logs that stand for those that cannot be read again
   */
  public ExitCode run(Optional<Path> base, List<String> given) {
    RecordedInputs inputs = new RecordedInputs(manifest.inputs(), base(base), given);
    refuseUnreadable(inputs);
    List<String> differences = new ArrayList<>(inputs.differences());
    if (differences.isEmpty()) {
      differences.addAll(replay(inputs));
    }
    if (differences.isEmpty()) {
      if (!otherVersion().isEmpty()) {
        console.say("note: " + otherVersion());
      }
      say(
          "verified: "
              + Wording.count(manifest.policies().size(), "policy", "policies")
              + ", "
              + Wording.count(manifest.rules(), "rule", "rules")
              + " from "
              + Wording.count(manifest.inputs().count(), "input", "inputs"));
      return ExitCode.DONE;
    }
    say("not verified:");
    if (!otherVersion().isEmpty()) {
      say("- version: " + otherVersion());
    }
    differences.forEach(difference -> say("- " + difference));
    return ExitCode.FINDING;
  }

  private void say(String line) {
    session.out().println(Escape.terminal(line));
  }

  private String otherVersion() {
    return manifest.version().equals(Version.sluice())
        ? ""
        : "made by Sluice " + manifest.version() + ", and this is " + Version.sluice();
  }

  private PathBase base(Optional<Path> given) {
    Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    try {
      return PathBase.of(given.orElse(folder.toRealPath().resolve(manifest.base())));
    } catch (IOException e) {
      throw new UsageException(
          "the paths of "
              + file
              + " start at "
              + given.orElse(folder.resolve(manifest.base()))
              + ", which cannot be read ("
              + FileTrouble.reason(e)
              + "); say where they start with --base");
    }
  }

  private void refuseUnreadable(RecordedInputs inputs) {
    if (inputs.needsLogs()) {
      throw new UsageException(
          file
              + ": logs came from standard input, which cannot be read again; give the same content"
              + " as LOGS, such as: sluice recommend --verify "
              + file
              + " saved.json");
    }
  }

  private List<String> replay(RecordedInputs inputs) {
    ClusterOptions cluster = new ClusterOptions();
    cluster.clusters = named(inputs, manifest.inputs().clusters());
    cluster.snapshotTime = manifest.options().snapshotTime();
    ClusterOptions.WithPolicies policies = new ClusterOptions.WithPolicies();
    policies.policies = named(inputs, manifest.inputs().policies());
    policies.engine = manifest.options().engine();
    Settings settings = settings(inputs);
    List<String> differences = new ArrayList<>();
    if (!ManifestFile.settings(settings).equals(manifest.settings())) {
      differences.add("settings: the same files mean other settings to this version of Sluice");
    }
    ClusterState state = Proposing.state(cluster, policies);
    EngineChoice engine = policies.choose(state);
    RecommendOptions options =
        manifest.options().proposals().change().engine(engine.profile()).build();
    Proposing again =
        Grounds.of(
                state,
                engine,
                settings,
                decisions(inputs).load(),
                options,
                (read, choice) ->
                    Analysis.ofEvidence(read, Optional.of(choice), logs(inputs), session, console))
            .propose();
    differences.addAll(
        PolicyComparison.differences(
            manifest.policies(), RecordedPolicy.of(again.recommendation())));
    return differences;
  }

  private static List<NamedPath> named(RecordedInputs inputs, List<RunInputs.Objects> all) {
    return all.stream()
        .map(objects -> new NamedPath(objects.cluster(), inputs.path(objects.path())))
        .toList();
  }

  private Settings settings(RecordedInputs inputs) {
    RunInputs recorded = manifest.inputs();
    return ConfigOption.of(
            recorded.config().map(one -> inputs.path(one.path())),
            new RangeSources(
                recorded.serviceTags().map(one -> inputs.path(one.path())),
                recorded.azureResources().stream().map(one -> inputs.path(one.path())).toList()))
        .settings()
        .withTightness(manifest.options().tightness());
  }

  private DecisionsOption decisions(RecordedInputs inputs) {
    DecisionsOption option = new DecisionsOption();
    option.decisions = manifest.inputs().decisions().map(one -> inputs.path(one.path()));
    return option;
  }

  private LogOptions logs(RecordedInputs inputs) {
    RunOptions options = manifest.options();
    return LogOptions.of(
        inputs.logs().stream().map(Path::toString).toList(),
        options.format().map(this::format),
        options.since(),
        options.until());
  }

  private LogFormat format(String word) {
    return Arrays.stream(LogFormat.values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UnusableInputException(
                    file + ": options.format is \"" + word + "\", which this version cannot read"));
  }
}
