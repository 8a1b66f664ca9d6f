package io.sluice.recommender.write.policy;

import io.sluice.recommender.write.file.FileTrouble;
import io.sluice.recommender.write.file.OutputException;
import io.sluice.recommender.write.file.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of generated policies: {@code namespace/workload.yaml}, a {@code kustomization.yaml} per
 * namespace and one above; {@code cluster/namespace/…} where there are several clusters.
 *
 * <p>Read {@link FolderPlan} for what is replaced, kept and removed, and {@link FolderCommit} for
 * why nothing is ever half-written.
 */
public final class PolicyFolder {
  /**
   * What a run did to the folder; paths below it, with slashes.
   *
   * @param written new and replaced files
   * @param unchanged files that were right already
   * @param kept files of ours that somebody edited: not replaced
   * @param removed files of ours that nothing wanted any more, where pruning was asked for
   * @param stale policies of ours that nothing wanted any more, kept
   * @param warnings for people
   */
  public record Changes(
      SortedSet<String> written,
      SortedSet<String> unchanged,
      SortedSet<String> kept,
      SortedSet<String> removed,
      SortedSet<String> stale,
      List<String> warnings) {}

  private PolicyFolder() {}

  /**
   * Makes the folder hold these policies.
   *
   * @param prune whether files of ours that are none of them are removed
   * @throws OutputException where something foreign is in the way, or the file system fails; the
   *     folder is then as it was
   */
  public static Changes write(
      Path path, Collection<PolicyFile> files, boolean prune, Scratch scratch) {
    try {
      Path folder = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
      refuse(path, folder);
      refuseNamespaceFolder(path, folder);
      FolderPlan plan =
          FolderPlan.of(
              FolderContents.of(new DiskTree(folder), FolderPlan.depth(files)),
              files,
              file -> prune,
              false);
      plan.refuseConflicts();
      new FolderCommit(folder, plan, scratch).run();
      return new Changes(
          new TreeSet<>(plan.writes.keySet()),
          plan.unchanged,
          new TreeSet<>(plan.keptEdited.keySet()),
          new TreeSet<>(plan.removes.keySet()),
          plan.stale,
          Stream.concat(plan.warnings.stream(), plan.keptEdited.values().stream()).toList());
    } catch (IOException e) {
      throw new OutputException("cannot write into " + path + ": " + FileTrouble.reason(e), e);
    }
  }

  /**
   * Refuses a path that can never be such a folder, so that a run need not end to find out.
   *
   * @throws OutputException saying why
   */
  public static void check(Path path) {
    refuse(path, path.toAbsolutePath().normalize());
    try {
      FileTrouble.refuseUnwritable(path);
    } catch (IOException e) {
      throw new OutputException(
          OutputException.Cause.TARGET,
          "cannot write into --out-dir " + path + ": " + FileTrouble.reason(e));
    }
  }

  /** A folder of one namespace inside an earlier target: its kustomization would be overwritten. */
  private static void refuseNamespaceFolder(Path path, Path folder) throws IOException {
    if (!FolderContents.of(new DiskTree(folder), 0).ours().keySet().stream()
        .allMatch(file -> file.equals(Kustomization.FILE))) {
      throw new OutputException(
          OutputException.Cause.TARGET,
          path
              + " holds the policies of one namespace of another --out-dir; give the folder above"
              + " it");
    }
  }

  private static void refuse(Path path, Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputException(
          OutputException.Cause.TARGET, path + " is a file, but --out-dir needs a folder");
    }
    if (folder.getParent() == null) {
      throw new OutputException(
          OutputException.Cause.TARGET, "--out-dir cannot be the root of the file system");
    }
  }
}
