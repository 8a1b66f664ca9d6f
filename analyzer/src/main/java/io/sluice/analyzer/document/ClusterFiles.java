package io.sluice.analyzer.document;

import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that one {@code --cluster} or {@code --policies} value stands for. */
public final class ClusterFiles {
  private static final Set<String> ENDINGS =
      Set.of("json", "jsonl", "ndjson", "yaml", "yml", "csv");

  private ClusterFiles() {}

  /**
   * A named file whatever it is called; of a folder the JSON, YAML and CSV files, gz too, at any
   * depth, sorted by name, without those in hidden folders.
   */
  public static List<Path> under(Path path) {
    if (path.toString().equals("live") && !Files.exists(path)) {
      throw new UnusableInputException(
          "live: a running cluster is no file; save it with: sluice snapshot take -o cluster.json");
    }
    if (path.toString().equals("-") && !Files.exists(path)) {
      throw new UnusableInputException(
          "-: standard input is read for logs only; a file or folder is needed here");
    }
    if (!Files.exists(path)) {
      throw new UnusableInputException(path + ": no such file or folder");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          walk.filter(file -> !isHidden(path.relativize(file)) && hasEnding(file))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(file -> path.relativize(file).toString()))
              .toList();
      if (files.isEmpty()) {
        throw new UnusableInputException(
            path
                + ": this folder holds no .json, .yaml, .yml or .csv file (or one of these with"
                + " .gz)");
      }
      return files;
    } catch (UncheckedIOException e) {
      throw unusable(path, e.getCause(), e);
    } catch (IOException e) {
      throw unusable(path, e, e);
    }
  }

  /** Names the place inside the folder where the system does. */
  private static UnusableInputException unusable(
      Path path, @Nullable IOException failure, Exception e) {
    String file = failure instanceof FileSystemException of ? of.getFile() : null;
    return new UnusableInputException(
        (file == null ? path : file) + ": " + ReadFailure.describe(failure), e);
  }

  private static boolean isHidden(Path relative) {
    for (Path step : relative) {
      if (step.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasEnding(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return ENDINGS.contains(plain.substring(plain.lastIndexOf('.') + 1));
  }
}
