package io.sluice.recommender.write;

import io.sluice.recommender.write.FolderContents.Existing;
import io.sluice.recommender.write.GeneratedFile.Owner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What writing policies into a folder will do, worked out whole before a byte is written.
 *
 * <p>Three questions decide about each path: do we want a file there, does one stand there, and
 * whose is it? Ours are replaced or removed; edited ones of ours and foreign ones never.
 */
final class FolderPlan {
  /** What to write, by path: files that are new or differ. */
  final SortedMap<String, String> writes = new TreeMap<>();

  /** What to remove: files of ours that nothing wants any more. */
  final SortedMap<String, String> removes = new TreeMap<>();

  /** Contents at planning time of the files that will be replaced. */
  final SortedMap<String, String> replaced = new TreeMap<>();

  final SortedSet<String> unchanged = new TreeSet<>();
  final SortedSet<String> keptEdited = new TreeSet<>();
  final List<String> warnings = new ArrayList<>();
  private final SortedSet<String> conflicts = new TreeSet<>();
  private final FolderContents contents;

  private FolderPlan(FolderContents contents) {
    this.contents = contents;
  }

  /**
   * Plans.
   *
   * @throws OutputException where a foreign file stands at a path that a policy needs
   */
  static FolderPlan of(FolderContents contents, Collection<PolicyFile> files) throws IOException {
    FolderPlan plan = new FolderPlan(contents);
    SortedMap<String, String> wanted = plan.wanted(files);
    for (var file : wanted.entrySet()) {
      plan.want(file.getKey(), file.getValue());
    }
    SortedSet<String> listed = new TreeSet<>(wanted.keySet());
    listed.addAll(plan.editedPolicies());
    plan.wantKustomizations(listed);
    plan.refuseConflicts();
    plan.dropStale(wanted.keySet());
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
        String path = file.namespace() + "/" + file.name() + ".yaml";
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
      keptEdited.add(path);
      warnings.add(path + " would have changed, but was edited since we wrote it: kept");
    } else {
      conflicts.add(path);
    }
  }

  /** Edited policies of ours stay in force, so the kustomizations go on listing them. */
  private SortedSet<String> editedPolicies() {
    SortedSet<String> edited = new TreeSet<>();
    contents
        .ours()
        .forEach(
            (path, file) -> {
              if (file.owner() == Owner.OURS_EDITED && !isKustomization(path)) {
                edited.add(path);
              }
            });
    return edited;
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
      if (contents.at(prefix + other).isPresent()) {
        warnings.add(leftAlone(prefix + other, resources));
        return;
      }
    }
    String path = prefix + Kustomization.FILE;
    Optional<Existing> existing = contents.at(path);
    if (existing.isPresent() && existing.get().owner() == Owner.FOREIGN) {
      warnings.add(leftAlone(path, resources));
    } else {
      want(path, GeneratedFile.stamp(Kustomization.of(resources)));
    }
  }

  private static String leftAlone(String path, SortedSet<String> resources) {
    return path + " is not ours and was left alone; it should list " + String.join(", ", resources);
  }

  private void dropStale(java.util.Set<String> wanted) {
    contents
        .ours()
        .forEach(
            (path, file) -> {
              boolean known =
                  wanted.contains(path) || writes.containsKey(path) || unchanged.contains(path);
              if (known || keptEdited.contains(path)) {
                return;
              }
              if (file.owner() == Owner.OURS) {
                removes.put(path, file.content());
              } else {
                keptEdited.add(path);
                warnings.add(path + " would have been removed, but was edited: kept");
              }
            });
  }

  private void refuseConflicts() {
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
