package io.sluice.recommender.cli.repeat;

import io.sluice.recommender.cli.output.OutputForms;
import io.sluice.recommender.write.file.ContentDigest;
import io.sluice.recommender.write.file.FileTrouble;
import io.sluice.recommender.write.manifest.RunInputs;
import io.sluice.recommender.write.policy.PolicyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that a run wrote, as a manifest names them: policies by their path below {@code
 * --out-dir}, answers by their file name. A policy that was there already and is right counts; one
 * that somebody edited, and that is kept, does not.
 */
public final class WrittenFiles {
  private WrittenFiles() {}

  public static List<RunInputs.File> of(
      Optional<Path> outDir, Optional<PolicyFolder.Changes> changes, OutputForms output) {
    SortedMap<String, Path> files = new TreeMap<>();
    changes.ifPresent(
        done -> {
          TreeSet<String> policies = new TreeSet<>(done.written());
          policies.addAll(done.unchanged());
          policies.forEach(path -> files.put(path, outDir.orElseThrow().resolve(path)));
        });
    output.paths().stream()
        .filter(Files::isRegularFile)
        .forEach(path -> files.putIfAbsent(String.valueOf(path.getFileName()), path));
    return files.entrySet().stream()
        .map(file -> new RunInputs.File(file.getKey(), digest(file.getValue())))
        .toList();
  }

  private static ContentDigest digest(Path file) {
    try {
      return ContentDigest.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " was written and cannot be read: " + FileTrouble.reason(e), e);
    }
  }
}
