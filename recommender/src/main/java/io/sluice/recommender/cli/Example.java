package io.sluice.recommender.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The example logs and cluster inside the program. */
final class Example {
  /** A file that stands at its top. */
  private static final String TOP = "/example/sluice.yaml";

  private Example() {}

  /** Copies it into a folder. */
  static void unpack(Path folder) throws IOException {
    URL top = Example.class.getResource(TOP);
    if (top == null) {
      throw new IOException("this build has no example inside (" + TOP + ")");
    }
    try {
      URI uri = top.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          copy(jar.getPath(TOP), folder);
        }
      } else {
        copy(Path.of(uri), folder);
      }
    } catch (URISyntaxException e) {
      throw new IOException("the example is in no place that can be read: " + top, e);
    }
  }

  private static void copy(Path top, Path folder) throws IOException {
    Path root = Objects.requireNonNull(top.getParent());
    List<Path> files;
    try (Stream<Path> tree = Files.walk(root)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Path target = folder.resolve(root.relativize(file).toString());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.copy(file, target);
    }
  }
}
