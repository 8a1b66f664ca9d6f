package io.sluice.recommender.write.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A folder on disk; it need not exist. */
final class DiskTree implements FileTree {
  private final Path folder;

  DiskTree(Path folder) {
    this.folder = folder;
  }

  @Override
  public Kind kind(String path) {
    Path at = at(path);
    // The folder itself was resolved by whoever gave it.
    boolean top = path.isEmpty() && Files.isDirectory(at);
    if (top || Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
      return Kind.FOLDER;
    }
    if (Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
      return Kind.FILE;
    }
    return Files.exists(at, LinkOption.NOFOLLOW_LINKS) ? Kind.OTHER : Kind.ABSENT;
  }

  @Override
  public SortedSet<String> names(String path) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> entries = Files.list(at(path))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  @Override
  public long size(String path) throws IOException {
    return Files.size(at(path));
  }

  @Override
  public String read(String path) throws IOException {
    return new String(Files.readAllBytes(at(path)), StandardCharsets.UTF_8);
  }

  private Path at(String path) {
    return path.isEmpty() ? folder : folder.resolve(path);
  }
}
