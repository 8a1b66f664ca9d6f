package io.sluice.recommender.write.policy;

import io.sluice.recommender.write.file.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries a {@link FolderPlan} out: all new files are written beside the target first, then moved
 * in place one by one, and where a move fails every earlier one is taken back. A target that does
 * not exist yet appears by a single move.
 */
final class FolderCommit {
  private final Path folder;
  private final FolderPlan plan;
  private final Scratch scratch;
  private final Deque<Scratch.Step> undo = new ArrayDeque<>();

  FolderCommit(Path folder, FolderPlan plan, Scratch scratch) {
    this.folder = folder;
    this.plan = plan;
    this.scratch = scratch;
  }

  void run() throws IOException {
    if (plan.writes.isEmpty() && plan.removes.isEmpty()) {
      return;
    }
    boolean fresh = !Files.exists(folder);
    if (fresh) {
      Files.createDirectories(parentOf(folder));
    }
    Path temporary = temporaryBeside(fresh);
    try {
      // The temporary folder itself is readable by its owner only; what moves must not be.
      Path staged = temporary.resolve("tree");
      scratch.whole(() -> Files.createDirectory(staged));
      stage(staged);
      if (fresh) {
        scratch.whole(() -> Files.move(staged, folder, StandardCopyOption.ATOMIC_MOVE));
      } else {
        scratch.whole(() -> moveInPlace(staged));
      }
    } finally {
      scratch.remove(temporary);
    }
  }

  /**
   * Beside the folder; inside it where only the folder itself can be written (a mounted volume).
   */
  private Path temporaryBeside(boolean fresh) throws IOException {
    Path parent = parentOf(folder);
    String prefix = "." + folder.getFileName() + ".sluice-";
    if (fresh) {
      return scratch.folderIn(parent, prefix);
    }
    FileStore store = Files.getFileStore(folder);
    boolean beside = Files.isWritable(parent) && Files.getFileStore(parent).equals(store);
    return scratch.folderIn(beside ? parent : folder, prefix);
  }

  private void stage(Path staged) throws IOException {
    for (Map.Entry<String, String> file : plan.writes.entrySet()) {
      Path path = staged.resolve(file.getKey());
      // A file is one step: the clean-up of an interrupted run never meets a writer half-way.
      scratch.whole(
          () -> {
            Files.createDirectories(parentOf(path));
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
          });
    }
  }

  private void moveInPlace(Path staged) throws IOException {
    try {
      for (String path : plan.writes.keySet()) {
        place(staged.resolve(path), path);
      }
      for (String path : plan.removes.keySet()) {
        remove(path);
      }
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
    for (String path : plan.removes.keySet()) {
      removeEmptyFolders(parentOf(folder.resolve(path)));
    }
  }

  private void place(Path from, String path) throws IOException {
    Path target = folder.resolve(path);
    createFolders(parentOf(target));
    Optional<String> before = Optional.ofNullable(plan.replaced.get(path));
    refuseChange(target, path, before);
    Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    undo.push(
        before.isEmpty()
            ? () -> Files.deleteIfExists(target)
            : () -> restore(target, before.get()));
  }

  private void remove(String path) throws IOException {
    Path target = folder.resolve(path);
    String before = plan.removes.getOrDefault(path, "");
    refuseChange(target, path, Optional.of(before));
    Files.delete(target);
    undo.push(() -> restore(target, before));
  }

  /** Somebody else may write into the folder between planning and now. */
  private static void refuseChange(Path target, String path, Optional<String> before)
      throws IOException {
    boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    boolean same = there == before.isPresent();
    if (same && there) {
      String now = new String(Files.readAllBytes(target), StandardCharsets.UTF_8);
      same = now.equals(before.orElse(""));
    }
    if (!same) {
      throw new IOException(path + " was changed by somebody else meanwhile; run again");
    }
  }

  private void createFolders(Path wanted) throws IOException {
    if (Files.isDirectory(wanted)) {
      return;
    }
    createFolders(parentOf(wanted));
    Files.createDirectory(wanted);
    undo.push(() -> Files.deleteIfExists(wanted));
  }

  private static void restore(Path target, String content) throws IOException {
    Path copy = Files.createTempFile(parentOf(target), ".sluice-", null);
    Files.writeString(copy, content, StandardCharsets.UTF_8);
    Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void takeBack(IOException cause) {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private void removeEmptyFolders(Path from) throws IOException {
    for (Path at = from; !at.equals(folder); at = parentOf(at)) {
      try {
        Files.deleteIfExists(at);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static Path parentOf(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path below the target has a parent");
  }
}
