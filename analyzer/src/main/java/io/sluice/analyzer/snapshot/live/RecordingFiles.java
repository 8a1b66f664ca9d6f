package io.sluice.analyzer.snapshot.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Where a recording goes: into one file, or into a folder with a file for each stretch of time,
 * named by its beginning.
 *
 * @param place the file or the folder
 * @param every how long a stretch is, in UTC; zero for one file
 */
public record RecordingFiles(Path place, Duration every) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'watch-'uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /** One file, which must not be there yet. */
  public static RecordingFiles file(Path file) {
    return new RecordingFiles(file, Duration.ZERO);
  }

  /** Files in a folder. */
  public static RecordingFiles folder(Path folder, Duration every) {
    return new RecordingFiles(folder, every);
  }

  /** The stretch of a moment. */
  long period(long epochMillis) {
    return every.isZero() ? 0 : Math.floorDiv(epochMillis, every.toMillis());
  }

  /** The name of a file that begins then; nothing is there yet. */
  Path begin(long epochMillis) {
    if (every.isZero()) {
      return free(place);
    }
    String name = NAME.format(Instant.ofEpochMilli(epochMillis));
    Path file = place.resolve(name + "Z.jsonl");
    for (int i = 2; Files.exists(file); i++) {
      file = place.resolve(name + "Z-" + i + ".jsonl");
    }
    return file;
  }

  private static Path free(Path file) {
    if (Files.exists(file)) {
      throw new ClusterException(
          file + " is there already, and a recording overwrites nothing; name another file");
    }
    return file;
  }

  /** A file that nobody reads, for what is not whole yet. */
  Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }
}
