package io.sluice.recommender.write.policy;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * What writing policies into a tree would do to it, by paths below its top. Nothing is written:
 * whoever has the tree does that.
 *
 * @param writes new content of new and changed files
 * @param removes content of the files that go
 * @param replaced content before of the files that change
 * @param declined what would stand in files that somebody edited, and that are kept
 * @param conflicts paths that are needed and not ours
 * @param warnings for people; not of what was edited, which is told by who has the tree
 */
public record PlannedFiles(
    SortedMap<String, String> writes,
    SortedMap<String, String> removes,
    SortedMap<String, String> replaced,
    SortedMap<String, String> declined,
    SortedSet<String> conflicts,
    List<String> warnings) {
  public PlannedFiles {
    writes = Collections.unmodifiableSortedMap(writes);
    removes = Collections.unmodifiableSortedMap(removes);
    replaced = Collections.unmodifiableSortedMap(replaced);
    declined = Collections.unmodifiableSortedMap(declined);
    conflicts = Collections.unmodifiableSortedSet(conflicts);
    warnings = List.copyOf(warnings);
  }

  /**
   * Plans for a tree of one cluster. Lists of kustomizations that somebody else wrote are extended.
   *
   * @param remove which policies of ours that are not among {@code files} go
   */
  public static PlannedFiles of(
      FileTree tree, Collection<PolicyFile> files, Predicate<String> remove) throws IOException {
    Predicate<String> gone = path -> path.endsWith("/" + Kustomization.FILE) || remove.test(path);
    FolderPlan plan = FolderPlan.of(FolderContents.of(tree, 1), files, gone, true);
    // Of a folder in which nothing was removed, an empty kustomization is not this run's business.
    plan.removes.keySet().removeIf(path -> !remove.test(path) && beside(path, plan) == 0);
    return new PlannedFiles(
        plan.writes, plan.removes, plan.replaced, plan.declined, plan.conflicts, plan.warnings);
  }

  private static long beside(String kustomization, FolderPlan plan) {
    String folder = kustomization.substring(0, kustomization.lastIndexOf('/') + 1);
    return plan.removes.keySet().stream()
        .filter(path -> path.startsWith(folder) && !path.equals(kustomization))
        .count();
  }
}
