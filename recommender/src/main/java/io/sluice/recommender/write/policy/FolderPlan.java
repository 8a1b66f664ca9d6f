package io.sluice.recommender.write.policy;

import io.sluice.recommender.write.file.OutputException;
import io.sluice.recommender.write.policy.FolderContents.Existing;
import io.sluice.recommender.write.policy.GeneratedFile.Owner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What writing policies into a folder will do, worked out whole before a byte is written.
 *
 * <p>Three questions decide about each path: do we want a file there, does one stand there, and
 * whose is it? Ours are replaced, and removed where the user asks for that; edited ones of ours and
 * foreign ones never. What an earlier run wrote and this one does not want stays by default: a
 * shorter or poorer log must not open what a longer one had closed.
 */
final class FolderPlan {
  /** What to write, by path: files that are new or differ. */
  final SortedMap<String, String> writes = new TreeMap<>();

  /** What to remove: files of ours that nothing wants any more, where pruning was asked for. */
  final SortedMap<String, String> removes = new TreeMap<>();

  /** Policies of ours that nothing wants any more, kept because pruning was not asked for. */
  final SortedSet<String> stale = new TreeSet<>();

  /** Contents at planning time of the files that will be replaced. */
  final SortedMap<String, String> replaced = new TreeMap<>();

  final SortedSet<String> unchanged = new TreeSet<>();

  /** What was edited and is kept, by path, and what is to be said of it. */
  final SortedMap<String, String> keptEdited = new TreeMap<>();

  /** What would stand in files that were edited and are kept. */
  final SortedMap<String, String> declined = new TreeMap<>();

  final List<String> warnings = new ArrayList<>();

  /** Foreign files, and what is no folder, at paths that are needed. */
  final SortedSet<String> conflicts = new TreeSet<>();

  private final FolderContents contents;
  private final boolean extend;

  private FolderPlan(FolderContents contents, boolean extend) {
    this.contents = contents;
    this.extend = extend;
  }

  /**
   * Plans.
   *
   * @param prune which files of ours that nothing wants are removed, and which kustomizations of
   *     folders that hold nothing else any more
   * @param extend whether the lists of kustomizations that somebody else wrote, or edited, are
   *     extended line by line
   */
  static FolderPlan of(
      FolderContents contents,
      Collection<PolicyFile> files,
      Predicate<String> prune,
      boolean extend)
      throws IOException {
    FolderPlan plan = new FolderPlan(contents, extend);
    SortedMap<String, String> wanted = plan.wanted(files);
    for (var file : wanted.entrySet()) {
      plan.want(file.getKey(), file.getValue());
    }
    plan.leftovers(wanted.keySet(), prune);
    TreeSet<String> listed = new TreeSet<>(wanted.keySet());
    listed.removeAll(plan.conflicts);
    listed.addAll(plan.keptEdited.keySet());
    listed.addAll(plan.stale);
    plan.wantKustomizations(listed);
    plan.dropEmptiedKustomizations(prune);
    return plan;
  }

  /** Levels of folders in the layout: the namespace, and the cluster where there are several. */
  static int depth(Collection<PolicyFile> files) {
    return files.stream().map(PolicyFile::cluster).distinct().count() > 1 ? 2 : 1;
  }

  private SortedMap<String, String> wanted(Collection<PolicyFile> files) {
    SortedMap<String, String> wanted = new TreeMap<>();
    boolean clusters = depth(files) > 1;
    for (PolicyFile file : new TreeSet<>(files)) {
      Optional<String> refusal = file.refusal();
      if (refusal.isPresent()) {
        warnings.add("not written: " + refusal.get());
      } else {
        String path = file.path();
        wanted.put(clusters ? file.cluster() + "/" + path : path, GeneratedFile.stamp(file.yaml()));
      }
    }
    return wanted;
  }

  private void want(String path, String content) throws IOException {
    Optional<String> blocked = contents.blockedFolder(path);
    if (blocked.isPresent()) {
      conflicts.add(blocked.get());
      return;
    }
    Optional<Existing> existing = contents.at(path);
    if (existing.isEmpty()) {
      writes.put(path, content);
    } else if (existing.get().content().replace("\r\n", "\n").equals(content)) {
      unchanged.add(path);
    } else if (existing.get().owner() == Owner.OURS) {
      writes.put(path, content);
      replaced.put(path, existing.get().content());
    } else if (existing.get().owner() == Owner.OURS_EDITED) {
      keptEdited.put(path, path + " would have changed, but was edited since we wrote it: kept");
      declined.put(path, content);
    } else {
      conflicts.add(path);
    }
  }

  /** Policies of ours that nothing wants: edited ones and, unless pruned, all others stay. */
  private void leftovers(Set<String> wanted, Predicate<String> prune) {
    contents
        .ours()
        .forEach(
            (path, file) -> {
              if (wanted.contains(path) || isKustomization(path)) {
                return;
              }
              if (file.owner() == Owner.OURS_EDITED) {
                keptEdited.put(path, path + " is wanted no more, but was edited: kept");
              } else if (prune.test(path)) {
                removes.put(path, file.content());
              } else {
                stale.add(path);
              }
            });
  }

  private void wantKustomizations(SortedSet<String> policies) throws IOException {
    SortedMap<String, SortedSet<String>> resources = new TreeMap<>();
    for (String policy : policies) {
      String child = policy;
      while (!child.isEmpty()) {
        int slash = child.lastIndexOf('/');
        String folder = slash < 0 ? "" : child.substring(0, slash);
        resources.computeIfAbsent(folder, f -> new TreeSet<>()).add(child.substring(slash + 1));
        child = folder;
      }
    }
    for (var folder : resources.entrySet()) {
      wantKustomization(folder.getKey().isEmpty() ? "" : folder.getKey() + "/", folder.getValue());
    }
  }

  private void wantKustomization(String prefix, SortedSet<String> resources) throws IOException {
    for (String other : Kustomization.OTHER_NAMES) {
      Optional<Existing> existing = contents.at(prefix + other);
      if (existing.isPresent()) {
        foreign(prefix + other, existing.get(), resources);
        return;
      }
    }
    String path = prefix + Kustomization.FILE;
    Optional<Existing> existing = contents.at(path);
    Owner owner = existing.map(Existing::owner).orElse(Owner.OURS);
    if (owner == Owner.FOREIGN || (extend && owner == Owner.OURS_EDITED)) {
      foreign(path, existing.orElseThrow(), resources);
    } else {
      want(path, GeneratedFile.stamp(Kustomization.of(resources)));
    }
  }

  /**
   * A kustomization of somebody else. Where that is asked for, its list gets what is new; what
   * somebody has taken out of it stays out.
   */
  private void foreign(String path, Existing existing, SortedSet<String> resources)
      throws IOException {
    if (!extend) {
      warnings.add(leftAlone(path, resources));
      return;
    }
    Optional<String> edited =
        existing.isText()
            ? KustomizationEdit.edited(
                existing.content(), contents.newBeside(path, resources), removedBeside(path))
            : Optional.empty();
    if (edited.isEmpty()) {
      warnings.add(leftAlone(path, resources));
    } else if (!edited.get().equals(existing.content())) {
      writes.put(path, edited.get());
      replaced.put(path, existing.content());
    }
  }

  private SortedSet<String> removedBeside(String path) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    TreeSet<String> names = new TreeSet<>();
    removes.keySet().stream()
        .filter(gone -> gone.startsWith(folder) && gone.indexOf('/', folder.length()) < 0)
        .forEach(gone -> names.add(gone.substring(folder.length())));
    return names;
  }

  private static String leftAlone(String path, SortedSet<String> resources) {
    return path + " is not ours and was left alone; it should list " + String.join(", ", resources);
  }

  /** A kustomization whose folder holds nothing else any more; another one may be somebody's. */
  private void dropEmptiedKustomizations(Predicate<String> prune) throws IOException {
    for (var ours : contents.ours().entrySet()) {
      String path = ours.getKey();
      boolean candidate =
          isKustomization(path)
              && prune.test(path)
              && ours.getValue().owner() == Owner.OURS
              && !writes.containsKey(path)
              && !unchanged.contains(path);
      if (candidate && contents.nothingBeside(path, removes.keySet())) {
        removes.put(path, ours.getValue().content());
      }
    }
  }

  /**
   * Refuses to go on.
   *
   * @throws OutputException where a foreign file stands at a path that a policy needs
   */
  void refuseConflicts() {
    if (!conflicts.isEmpty()) {
      throw new OutputException(
          OutputException.Cause.TARGET,
          "nothing was written: "
              + String.join(", ", conflicts)
              + (conflicts.size() == 1 ? " stands in the way and is" : " stand in the way and are")
              + " not ours; move them, or give another --out-dir");
    }
  }

  private static boolean isKustomization(String path) {
    return Kustomization.NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
  }
}
