package io.sluice.recommender.write.manifest;

import io.sluice.analyzer.document.ClusterFiles;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.source.InputFile;
import io.sluice.ingest.source.Locations;
import io.sluice.recommender.write.file.ContentDigest;
import io.sluice.recommender.write.file.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The inputs of a manifest as they are found again, and how they differ from what was read. */
public final class RecordedInputs {
  private final RunInputs recorded;
  private final PathBase base;
  private final List<String> differences = new ArrayList<>();
  private final Map<Path, ContentDigest> given = new LinkedHashMap<>();
  private final List<Path> logs = new ArrayList<>();

  /**
   * Looks for all of them.
   *
   * @param locations logs that the user gives; one stands for the recorded log of its content
   * @throws UnusableInputException where a path of the manifest leads out of the base
   */
  public RecordedInputs(RunInputs recorded, PathBase base, List<String> locations) {
    this.recorded = recorded;
    this.base = base;
    for (InputFile input : Locations.resolve(locations)) {
      Path path =
          input
              .path()
              .filter(Files::isRegularFile)
              .orElseThrow(
                  () ->
                      new UnusableInputException(
                          input.name() + ": only files can stand for the logs of a manifest"));
      given.put(path, digest(path));
    }
    Set<Path> used = new TreeSet<>();
    recorded.logs().forEach(log -> find(log, used));
    given.keySet().stream()
        .filter(path -> !used.contains(path))
        .forEach(path -> differences.add("log " + path + ": is none of those that were read"));
    recorded.clusters().forEach(this::find);
    recorded.policies().forEach(this::find);
    recorded.others().forEach(file -> check("input", file));
  }

  private void find(RunInputs.Log log, Set<Path> used) {
    Optional<Path> same =
        given.entrySet().stream()
            .filter(one -> one.getValue().equals(log.digest()) && !used.contains(one.getKey()))
            .map(Map.Entry::getKey)
            .findFirst();
    if (same.isPresent()) {
      used.add(same.get());
      logs.add(same.get());
    } else if (log.path().isEmpty()) {
      differences.add(
          "log: what came from standard input is none of the given logs ("
              + log.digest().bytes()
              + " bytes, SHA-256 "
              + log.digest().sha256()
              + ")");
    } else {
      check("log", new RunInputs.File(log.path().get(), log.digest())).ifPresent(logs::add);
    }
  }

  private void find(RunInputs.Objects objects) {
    Optional<Path> path = base.resolve(objects.path());
    if (path.isEmpty()) {
      differences.add("input " + objects.path() + ": is missing");
      return;
    }
    Set<Path> expected = new TreeSet<>();
    for (RunInputs.File file : objects.files()) {
      check("input", file).ifPresent(expected::add);
    }
    if (Files.isDirectory(path.get())) {
      for (Path file : ClusterFiles.under(path.get())) {
        if (!expected.contains(file.normalize()) && !isRecorded(objects, file)) {
          differences.add("input " + objects.path() + ": holds another file now: " + file);
        }
      }
    }
  }

  private boolean isRecorded(RunInputs.Objects objects, Path file) {
    try {
      Optional<String> name = base.name(file);
      return objects.files().stream().anyMatch(one -> name.equals(Optional.of(one.path())));
    } catch (IOException e) {
      return false;
    }
  }

  /** The file, where it is there and what it was. */
  private Optional<Path> check(String what, RunInputs.File file) {
    Optional<Path> path = base.resolve(file.path());
    if (path.isEmpty() || !Files.isRegularFile(path.get())) {
      differences.add(what + " " + file.path() + ": is missing");
      return Optional.empty();
    }
    if (!digest(path.get()).equals(file.digest())) {
      differences.add(what + " " + file.path() + ": its content changed");
    }
    return path;
  }

  private static ContentDigest digest(Path file) {
    try {
      return ContentDigest.of(file);
    } catch (IOException e) {
      throw new UnusableInputException(file + " cannot be read: " + FileTrouble.reason(e), e);
    }
  }

  /** Whether logs came from standard input and the user gives none in their place. */
  public boolean needsLogs() {
    return given.isEmpty() && recorded.logs().stream().anyMatch(log -> log.path().isEmpty());
  }

  /** One line for each that is missing, changed or more than there was. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** The logs, wherever they are now. */
  public List<Path> logs() {
    return List.copyOf(logs);
  }

  /** Where an input is that was found. */
  public Path path(String recordedPath) {
    return base.resolve(recordedPath)
        .orElseThrow(() -> new UnusableInputException(recordedPath + " is missing"));
  }
}
