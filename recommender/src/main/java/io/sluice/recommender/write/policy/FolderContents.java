package io.sluice.recommender.write.policy;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
   * @param content its text; "" where it was not read
   * @param owner whose it is
   * @param isText whether it is a file that was read
   */
  record Existing(String content, GeneratedFile.Owner owner, boolean isText) {}

  private final FileTree tree;
  private final SortedMap<String, Existing> ours = new TreeMap<>();

  private FolderContents(FileTree tree) {
    this.tree = tree;
  }

  /** Looks for files of ours, {@code depth} folders down, and for kustomizations on the way. */
  static FolderContents of(FileTree tree, int depth) throws IOException {
    FolderContents contents = new FolderContents(tree);
    if (tree.kind("") == FileTree.Kind.FOLDER) {
      contents.scan("", depth);
    }
    return contents;
  }

  private void scan(String at, int depth) throws IOException {
    for (String name : tree.names(at)) {
      String path = at.isEmpty() ? name : at + "/" + name;
      if (tree.kind(path) == FileTree.Kind.FOLDER) {
        if (depth > 0 && !name.startsWith(".")) {
          scan(path, depth - 1);
        }
      } else if (depth == 0 ? name.endsWith(".yaml") : name.equals(Kustomization.FILE)) {
        at(path)
            .filter(file -> file.owner() != GeneratedFile.Owner.FOREIGN)
            .ifPresent(file -> ours.put(path, file));
      }
    }
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
    int slash = file.lastIndexOf('/');
    if (slash < 0) {
      return false;
    }
    String parent = file.substring(0, slash);
    for (String name : tree.names(parent)) {
      String path = parent + "/" + name;
      if (!path.equals(file) && !gone.contains(path)) {
        return false;
      }
    }
    return true;
  }

  /** Those of the names beside a file at which nothing stands. */
  SortedSet<String> newBeside(String file, SortedSet<String> names) throws IOException {
    String parent = file.substring(0, file.lastIndexOf('/') + 1);
    TreeSet<String> absent = new TreeSet<>();
    for (String name : names) {
      if (tree.kind(parent + name) == FileTree.Kind.ABSENT) {
        absent.add(name);
      }
    }
    return absent;
  }

  /** What stands at a path; a link, a folder or a device counts as a foreign file. */
  Optional<Existing> at(String relative) throws IOException {
    FileTree.Kind kind = tree.kind(relative);
    if (kind == FileTree.Kind.ABSENT) {
      return Optional.empty();
    }
    if (kind != FileTree.Kind.FILE || tree.size(relative) > MAX_BYTES) {
      return Optional.of(new Existing("", GeneratedFile.Owner.FOREIGN, false));
    }
    String content = tree.read(relative);
    return Optional.of(new Existing(content, GeneratedFile.owner(content), true));
  }

  /** The nearest folder above a path that cannot be one, because something else is there. */
  Optional<String> blockedFolder(String relative) throws IOException {
    for (int slash = relative.indexOf('/'); slash > 0; slash = relative.indexOf('/', slash + 1)) {
      String parent = relative.substring(0, slash);
      FileTree.Kind kind = tree.kind(parent);
      if (kind == FileTree.Kind.FILE || kind == FileTree.Kind.OTHER) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }
}
