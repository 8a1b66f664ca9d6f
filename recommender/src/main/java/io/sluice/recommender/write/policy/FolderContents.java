package io.sluice.recommender.write.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What stands in the target folder before a run, as far as the layout reaches: {@code
 * namespace/file} or {@code cluster/namespace/file}. Links are never followed.
 */
final class FolderContents {
  /** No manifest of ours is longer; what is longer need not be read to know it is foreign. */
  private static final long MAX_BYTES = 4 << 20;

  /**
   * One file.
   *
   * @param content its text
   * @param owner whose it is
   */
  record Existing(String content, GeneratedFile.Owner owner) {}

  private final Path folder;
  private final SortedMap<String, Existing> ours = new TreeMap<>();

  private FolderContents(Path folder) {
    this.folder = folder;
  }

  /** Looks for files of ours, {@code depth} folders down, and for kustomizations on the way. */
  static FolderContents of(Path folder, int depth) throws IOException {
    FolderContents contents = new FolderContents(folder);
    if (Files.isDirectory(folder)) {
      contents.scan(folder, depth);
    }
    return contents;
  }

  private void scan(Path at, int depth) throws IOException {
    for (Path entry : sorted(at)) {
      String name = entry.getFileName().toString();
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (depth > 0 && !name.startsWith(".")) {
          scan(entry, depth - 1);
        }
      } else if (depth == 0 ? name.endsWith(".yaml") : name.equals(Kustomization.FILE)) {
        String relative = relative(entry);
        at(relative)
            .filter(file -> file.owner() != GeneratedFile.Owner.FOREIGN)
            .ifPresent(file -> ours.put(relative, file));
      }
    }
  }

  private static SortedSet<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
  }

  private String relative(Path entry) {
    return folder.relativize(entry).toString().replace('\\', '/');
  }

  /** The files that we wrote, edited or not, by path with slashes. */
  SortedMap<String, Existing> ours() {
    return ours;
  }

  /**
   * Whether a file's folder will hold nothing beside it once {@code gone} is removed. The folder at
   * the top never counts as empty: a run that wants no file at all does not unmake it.
   */
  boolean nothingBeside(String file, Set<String> gone) throws IOException {
    Path own = folder.resolve(file);
    Path parent = own.getParent();
    if (parent == null || parent.equals(folder)) {
      return false;
    }
    for (Path entry : sorted(parent)) {
      if (!entry.equals(own) && !gone.contains(relative(entry))) {
        return false;
      }
    }
    return true;
  }

  /** What stands at a path; a link, a folder or a device counts as a foreign file. */
  Optional<Existing> at(String relative) throws IOException {
    Path path = folder.resolve(relative);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > MAX_BYTES) {
      return Optional.of(new Existing("", GeneratedFile.Owner.FOREIGN));
    }
    String content = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return Optional.of(new Existing(content, GeneratedFile.owner(content)));
  }

  /** The nearest folder above a path that cannot be one, because something else is there. */
  Optional<String> blockedFolder(String relative) {
    for (int slash = relative.indexOf('/'); slash > 0; slash = relative.indexOf('/', slash + 1)) {
      String parent = relative.substring(0, slash);
      Path path = folder.resolve(parent);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }
}
