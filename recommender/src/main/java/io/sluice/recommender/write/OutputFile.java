package io.sluice.recommender.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of {@code -o FORMAT=PATH}: there whole or not at all. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Writes it.
   *
   * @throws OutputException where that fails; the old content is then still there
   */
  public static void write(Path path, String text, Scratch scratch) {
    try {
      if (Files.isDirectory(path)) {
        throw new OutputException(
            OutputException.Cause.TARGET, path + " is a folder, but a file is to be written");
      }
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        // A pipe or device, such as /dev/stderr: nothing can be moved in place of it.
        Files.writeString(path, text, StandardCharsets.UTF_8);
        return;
      }
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      Path folder = target.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new OutputException(
            OutputException.Cause.TARGET, "there is no folder " + folder + " to write " + path);
      }
      replace(target, folder, text, scratch);
    } catch (IOException e) {
      throw new OutputException("cannot write " + path + ": " + e, e);
    }
  }

  private static void replace(Path target, Path folder, String text, Scratch scratch)
      throws IOException {
    Path temporary = scratch.folderIn(folder, ".sluice-");
    try {
      Path staged = temporary.resolve("output");
      Files.writeString(staged, text, StandardCharsets.UTF_8);
      scratch.whole(() -> Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE));
    } finally {
      scratch.remove(temporary);
    }
  }
}
