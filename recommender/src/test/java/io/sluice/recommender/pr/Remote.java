package io.sluice.recommender.pr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** A bare repository on disk, and people who commit to it. */
public final class Remote implements AutoCloseable {
  public static final String MAIN = "main";

  private final Path folder;
  private final Repository repository;
  private long clock = 1_700_000_000L;

  private Remote(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /** A repository whose main branch holds these files. */
  public static Remote with(Path folder, Map<String, String> files) {
    try {
      Repository repository =
          new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      repository.create(true);
      repository.getConfig().setInt("gc", null, "auto", 0);
      repository.getConfig().setBoolean("gc", null, "autoDetach", false);
      repository.getConfig().save();
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + MAIN);
      Remote remote = new Remote(folder, repository);
      SortedMap<String, Optional<String>> changes = new TreeMap<>();
      files.forEach((path, content) -> changes.put(path, Optional.of(content)));
      remote.commit(MAIN, changes);
      return remote;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  Repository repository() {
    return repository;
  }

  /** All branches and their commits. */
  public SortedMap<String, String> refs() {
    try {
      SortedMap<String, String> refs = new TreeMap<>();
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        refs.put(ref.getName().substring(Constants.R_HEADS.length()), ref.getObjectId().name());
      }
      return refs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<String> head(String branch) {
    return Optional.ofNullable(refs().get(branch));
  }

  /** How many files git keeps objects in. */
  public long objects() {
    try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RevCommit commitOf(String branch) {
    try {
      return repository.parseCommit(ObjectId.fromString(head(branch).orElseThrow()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a branch's files. */
  public SortedMap<String, String> files(String branch) {
    SortedMap<String, String> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commitOf(branch).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        if (!walk.getFileMode(0).equals(FileMode.GITLINK)) {
          files.put(
              walk.getPathString(),
              new String(repository.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A person writes one file. */
  public String write(String branch, String path, String content) {
    return commit(branch, new TreeMap<>(Map.of(path, Optional.of(content))));
  }

  /** A person adds a line to a file. */
  public String append(String branch, String path, String line) {
    return write(branch, path, files(branch).getOrDefault(path, "") + line + "\n");
  }

  /** GitHub makes a commit on a branch, as somebody asked it to. */
  public Optional<String> commitByGithub(
      String branch,
      String expectedHead,
      String message,
      SortedMap<String, Optional<String>> files) {
    if (!head(branch).equals(Optional.of(expectedHead))) {
      return Optional.empty();
    }
    commit(branch, files);
    RevCommit drafted = commitOf(branch);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(drafted.getTree());
      commit.setParentId(ObjectId.fromString(expectedHead));
      Instant now = Instant.ofEpochSecond(clock++);
      commit.setAuthor(new PersonIdent("contoso-bot", "bot@contoso.example", now, ZoneOffset.UTC));
      commit.setCommitter(new PersonIdent("GitHub", "noreply@github.com", now, ZoneOffset.UTC));
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      move(branch, Optional.of(id));
      return Optional.of(id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who made the commit of a branch, as git says it. */
  public String committer(String branch) {
    return commitOf(branch).getCommitterIdent().getName();
  }

  /** A person commits on top of a branch. */
  String commit(String branch, SortedMap<String, Optional<String>> files) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      Optional<RevCommit> parent = head(branch).map(head -> commitOf(branch));
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      if (parent.isPresent()) {
        try (ObjectReader reader = repository.newObjectReader()) {
          builder.addTree(new byte[0], 0, reader, parent.get().getTree());
        }
      }
      builder.finish();
      DirCacheEditor editor = index.editor();
      for (var file : files.entrySet()) {
        editor.add(
            file.getValue().isEmpty()
                ? new DirCacheEditor.DeletePath(file.getKey())
                : put(file.getKey(), file.getValue().get(), inserter));
      }
      editor.finish();
      ObjectId tree = index.writeTree(inserter);
      return commit(branch, tree, parent.stream().toList(), inserter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DirCacheEditor.PathEdit put(String path, String content, ObjectInserter inserter)
      throws IOException {
    ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
    return new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(blob);
      }
    };
  }

  private String commit(
      String branch, ObjectId tree, java.util.List<RevCommit> parents, ObjectInserter inserter)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    PersonIdent ada =
        new PersonIdent("Ada", "ada@example.org", Instant.ofEpochSecond(clock++), ZoneOffset.UTC);
    commit.setAuthor(ada);
    commit.setCommitter(ada);
    commit.setMessage("by hand");
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    move(branch, Optional.of(id));
    return id.name();
  }

  /** A person merges a branch into the main one, if it can be merged. */
  public boolean merge(String branch) {
    try {
      ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
      RevCommit main = commitOf(MAIN);
      RevCommit other = commitOf(branch);
      if (!merger.merge(main, other)) {
        return false;
      }
      // The merger keeps its trees to itself: they are made again from its result.
      SortedMap<String, Optional<String>> changes = new TreeMap<>();
      try (ObjectReader reader = merger.getObjectInserter().newReader();
          TreeWalk walk = new TreeWalk(reader)) {
        walk.addTree(main.getTree());
        walk.addTree(merger.getResultTreeId());
        walk.setRecursive(true);
        walk.setFilter(TreeFilter.ANY_DIFF);
        while (walk.next()) {
          changes.put(
              walk.getPathString(),
              walk.getFileMode(1).equals(FileMode.MISSING)
                  ? Optional.empty()
                  : Optional.of(
                      new String(
                          reader.open(walk.getObjectId(1)).getBytes(), StandardCharsets.UTF_8)));
        }
      }
      commit(MAIN, changes);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A person deletes a branch, or puts it somewhere. */
  void move(String branch, Optional<ObjectId> to) {
    try {
      RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
      update.setForceUpdate(true);
      if (to.isPresent()) {
        update.setNewObjectId(to.get());
        update.update();
      } else {
        update.delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String branch) {
    move(branch, Optional.empty());
  }

  @Override
  public void close() {
    repository.close();
  }
}
