package io.sluice.recommender.topic;

import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The example's logs again and again, each time as logs of other names. */
final class Copies {
  private final Path folder;
  private int count;

  /**
   * None yet.
   *
   * @param folder an empty one, for all of them
   */
  Copies(Path folder) {
    this.folder = folder;
  }

  /** The folder of one more. */
  Path another() throws IOException {
    Path to = Files.createDirectory(folder.resolve("copy-" + count++));
    try (Stream<Path> walk = Files.walk(ExampleFolder.logs())) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(ExampleFolder.logs().relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  /** The folder of all. */
  Path all() {
    return folder;
  }
}
