package io.sluice.recommender.pr.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** Makes commits that are the same, to the last bit, whenever they say the same. */
final class CommitWriter {
  private final Repository repository;
  private final GitAccess access;

  CommitWriter(Repository repository, GitAccess access) {
    this.repository = repository;
    this.access = access;
  }

  /** Makes a commit on another one; nothing refers to it yet. */
  ObjectId write(RevCommit base, NewCommit wanted) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId tree = tree(base, wanted.files(), inserter);
      inserter.flush();
      SortedMap<String, String> trailers = new TreeMap<>(wanted.trailers());
      trailers.put(Trailers.CONTENT, ToolCommit.contentDigest(repository, base, tree));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      commit.setParentId(base);
      PersonIdent bot =
          new PersonIdent(
              access.authorName(),
              access.authorEmail(),
              Instant.ofEpochSecond(wanted.epochSeconds()),
              ZoneOffset.UTC);
      commit.setAuthor(bot);
      commit.setCommitter(bot);
      commit.setEncoding(StandardCharsets.UTF_8);
      commit.setMessage(message(wanted.message(), trailers));
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static String message(String text, SortedMap<String, String> trailers) {
    StringBuilder message = new StringBuilder(text.strip()).append("\n\n");
    trailers.forEach((key, value) -> message.append(key).append(": ").append(value).append('\n'));
    return message.toString();
  }

  private ObjectId tree(
      RevCommit base, SortedMap<String, Optional<String>> files, ObjectInserter inserter)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    try (ObjectReader reader = repository.newObjectReader()) {
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, base.getTree());
    }
    builder.finish();
    DirCacheEditor editor = index.editor();
    for (Map.Entry<String, Optional<String>> file : files.entrySet()) {
      if (file.getValue().isEmpty()) {
        editor.add(new DirCacheEditor.DeletePath(file.getKey()));
      } else {
        byte[] content = file.getValue().get().getBytes(StandardCharsets.UTF_8);
        editor.add(new Put(file.getKey(), inserter.insert(Constants.OBJ_BLOB, content)));
      }
    }
    editor.finish();
    return index.writeTree(inserter);
  }

  /** A file with new content; one that can be executed stays so. */
  private static final class Put extends DirCacheEditor.PathEdit {
    private final ObjectId blob;

    Put(String path, ObjectId blob) {
      super(path);
      this.blob = blob;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      if (entry.getRawMode() != FileMode.EXECUTABLE_FILE.getBits()) {
        entry.setFileMode(FileMode.REGULAR_FILE);
      }
      entry.setObjectId(blob);
    }
  }
}
