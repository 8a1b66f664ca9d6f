package io.sluice.recommender.cli.output;

import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.source.azure.AzureBlobs;
import io.sluice.recommender.cli.cluster.ClusterOptions;
import io.sluice.recommender.cli.cluster.NamedPath;
import io.sluice.recommender.cli.read.LogOptions;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.settings.ConfigOption;
import io.sluice.recommender.write.file.OutputFiles;
import io.sluice.recommender.write.policy.PolicyFolder;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Where a run is going to write, held against what it reads before it reads anything: an answer
 * that cannot be written must not cost a run, and none may overwrite the evidence.
 */
public final class Targets {
  private final List<Path> inputs = new ArrayList<>();
  private final List<PathMatcher> patterns = new ArrayList<>();

  private Targets() {}

  /** A run that reads these logs and clusters. */
  public static Targets of(LogOptions logs, ClusterOptions clusters) {
    return of(logs.logs, "LOGS", clusters);
  }

  /**
   * A run that reads these files and clusters.
   *
   * @param title how help calls the files
   */
  public static Targets of(List<String> locations, String title, ClusterOptions clusters) {
    Targets targets = new Targets();
    for (String location : locations) {
      if (location.isEmpty()) {
        throw new UsageException(
            "an empty path among " + title + ": is a variable of the script not set?");
      }
      targets.addLocation(location);
    }
    return targets.and(clusters.clusters);
  }

  /** It reads these as well. */
  public Targets and(List<NamedPath> paths) {
    paths.forEach(named -> inputs.add(real(named.path())));
    return this;
  }

  /** It reads these settings as well. */
  public Targets and(ConfigOption config) {
    config.sources().files().forEach(file -> inputs.add(real(file)));
    return andFile(config.config);
  }

  /** It reads this file as well. */
  public Targets andFile(Optional<Path> file) {
    file.ifPresent(path -> inputs.add(real(path)));
    return this;
  }

  /**
   * Checks every place that will be written.
   *
   * @throws UsageException where one is taken twice or is an input
   * @throws io.sluice.recommender.write.file.OutputException where one cannot be written
   */
  public void check(OutputForms output, Optional<Path> outDir) {
    outDir.ifPresent(PolicyFolder::check);
    Set<Path> taken = new HashSet<>();
    for (OutputSpec spec : output.outputs) {
      if (spec.path().isPresent()) {
        Path path = spec.path().get();
        OutputFiles.check(path, outDir.orElse(null));
        if (!taken.add(real(path))) {
          throw new UsageException("two -o write to " + path + "; give each a path of its own");
        }
        refuseInput("-o", path);
        outDir.ifPresent(folder -> refuseAmongPolicies("-o", path, folder));
      }
    }
  }

  /**
   * Checks a file that is written besides the answers.
   *
   * @param option what names it
   */
  public void check(String option, Path path, OutputForms output, Optional<Path> outDir) {
    OutputFiles.check(path, outDir.orElse(null));
    if (output.paths().stream().anyMatch(other -> real(other).equals(real(path)))) {
      throw new UsageException(
          option + " and -o both write to " + path + "; give each a path of its own");
    }
    refuseInput(option, path);
    outDir.ifPresent(folder -> refuseAmongPolicies(option, path, folder));
  }

  private void refuseInput(String option, Path path) {
    Path target = real(path);
    boolean read =
        inputs.stream().anyMatch(target::startsWith)
            || patterns.stream().anyMatch(pattern -> pattern.matches(target));
    if (read && Files.isRegularFile(target)) {
      throw new UsageException(
          option
              + " would overwrite "
              + path
              + ", which this run reads; write the answer elsewhere");
    }
  }

  /** Every .yaml below it is one policy, and kustomize takes it as such. */
  private static void refuseAmongPolicies(String option, Path path, Path folder) {
    String name = String.valueOf(path.getFileName());
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    if (yaml && real(path).startsWith(real(folder))) {
      throw new UsageException(
          option
              + " would write "
              + path
              + " among the policies of --out-dir "
              + folder
              + ", where every YAML file is one policy; write it elsewhere");
    }
  }

  private void addLocation(String location) {
    if (AzureBlobs.isBlob(location) || TopicLocation.isOne(location)) {
      return;
    }
    Path path = Path.of(location);
    if (Files.exists(path)) {
      inputs.add(real(path));
      return;
    }
    try {
      patterns.add(
          FileSystems.getDefault().getPathMatcher("glob:" + path.toAbsolutePath().normalize()));
    } catch (PatternSyntaxException e) {
      // No such file and no pattern: reading it will say so.
    }
  }

  /** Where a path leads, links followed as far as they exist. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      Path parent = absolute.getParent();
      Path name = absolute.getFileName();
      return parent == null || name == null ? absolute : real(parent).resolve(name);
    }
  }
}
