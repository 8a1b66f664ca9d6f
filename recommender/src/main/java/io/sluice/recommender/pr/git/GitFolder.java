package io.sluice.recommender.pr.git;

import io.sluice.recommender.write.policy.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** A folder in the tree of a commit; it need not exist. */
final class GitFolder implements FileTree {
  private record Entry(FileMode mode, ObjectId id) {}

  private final Repository repository;
  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private final SortedSet<String> folders = new TreeSet<>();

  private GitFolder(Repository repository) {
    this.repository = repository;
  }

  /**
   * Reads which files there are.
   *
   * @param path from the top of the repository, "" for the top
   */
  static GitFolder of(Repository repository, RevTree tree, String path) throws IOException {
    GitFolder folder = new GitFolder(repository);
    String prefix = path.isEmpty() ? "" : path + "/";
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      if (!path.isEmpty()) {
        walk.setFilter(PathFilter.create(path));
      }
      while (walk.next()) {
        String at = walk.getPathString();
        if (at.startsWith(prefix)) {
          folder.add(at.substring(prefix.length()), walk);
        }
      }
    }
    return folder;
  }

  private void add(String path, TreeWalk walk) {
    entries.put(path, new Entry(walk.getFileMode(0), walk.getObjectId(0)));
    folders.add("");
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.substring(0, slash));
    }
  }

  @Override
  public Kind kind(String path) {
    if (folders.contains(path)) {
      return Kind.FOLDER;
    }
    Entry entry = entries.get(path);
    if (entry == null) {
      return Kind.ABSENT;
    }
    boolean file =
        entry.mode.equals(FileMode.REGULAR_FILE) || entry.mode.equals(FileMode.EXECUTABLE_FILE);
    return file ? Kind.FILE : Kind.OTHER;
  }

  @Override
  public SortedSet<String> names(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String path : entries.tailMap(prefix).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      names.add(slash < 0 ? rest : rest.substring(0, slash));
    }
    return names;
  }

  @Override
  public long size(String path) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return reader.getObjectSize(entry(path).id, ObjectReader.OBJ_ANY);
    }
  }

  @Override
  public String read(String path) throws IOException {
    byte[] bytes = repository.open(entry(path).id).getBytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Entry entry(String path) throws IOException {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new IOException("there is no file " + path);
    }
    return entry;
  }
}
