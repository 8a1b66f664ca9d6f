package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.pr.FileChange;
import io.sluice.recommender.pr.files.BaseFolder;
import io.sluice.recommender.write.policy.PlannedFiles;
import io.sluice.recommender.write.policy.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a draft. What may not be written is taken out of the draft, and said in it. */
final class DraftFiles {
  private final BaseFolder base;
  private final PlanOptions options;

  /** Edited files by path: what stands there, and what would. */
  final SortedMap<String, FileChange> declined = new TreeMap<>();

  /** For the person who runs Sluice. */
  final List<String> warnings = new ArrayList<>();

  DraftFiles(BaseFolder base, PlanOptions options) {
    this.base = base;
    this.options = options;
  }

  /** The files that change, once the draft holds only what may be written. */
  List<FileChange> of(Draft draft) {
    PlannedFiles planned = planned(draft);
    draft.changes.removeIf(change -> !isWritten(change, planned, draft));
    decline(planned);
    if (draft.changes.isEmpty()) {
      return List.of();
    }
    // Without what was taken out: a kustomization must not list what is not there.
    PlannedFiles last = planned(draft);
    warnings.addAll(last.warnings());
    List<FileChange> files = new ArrayList<>();
    last.writes()
        .forEach(
            (path, content) ->
                files.add(
                    new FileChange(
                        options.fromTheTop(path),
                        Optional.ofNullable(last.replaced().get(path)),
                        Optional.of(content))));
    last.removes()
        .forEach(
            (path, content) ->
                files.add(
                    new FileChange(
                        options.fromTheTop(path), Optional.of(content), Optional.empty())));
    return files.stream().sorted().toList();
  }

  private PlannedFiles planned(Draft draft) {
    Set<String> gone = new TreeSet<>();
    draft.changes.stream()
        .filter(change -> change.after().isEmpty())
        .forEach(change -> gone.add(change.path()));
    List<PolicyFile> files =
        Stream.concat(
                draft.changes.stream().flatMap(change -> change.file().stream()),
                draft.declined.stream().map(WantedPolicy::file))
            .toList();
    try {
      return PlannedFiles.of(base.tree(), oneCluster(files), gone::contains);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the files of the base", e);
    }
  }

  /** Below the folder there is one cluster, whatever it is called in the snapshot. */
  private static List<PolicyFile> oneCluster(List<PolicyFile> files) {
    return files.stream()
        .map(file -> new PolicyFile("", file.namespace(), file.name(), file.yaml()))
        .toList();
  }

  private boolean isWritten(ChangedPolicy change, PlannedFiles planned, Draft draft) {
    String path = change.path();
    if (planned.conflicts().contains(path) || planned.conflicts().contains(parent(path))) {
      draft.remarks.add(
          options.fromTheTop(path) + " is not ours and stays: nothing is proposed in its place");
      return false;
    }
    NetworkPolicy.Key key = change.key();
    boolean same = !planned.writes().containsKey(path) && !planned.removes().containsKey(path);
    if (planned.declined().containsKey(path)) {
      change.wanted().ifPresent(draft.declined::add);
      return false;
    }
    if (same) {
      warnings.add(key.namespace() + "/" + key.name() + " cannot be a file and is left out");
    }
    return !same;
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private void decline(PlannedFiles planned) {
    planned
        .declined()
        .forEach(
            (path, content) -> {
              try {
                declined.put(
                    options.fromTheTop(path),
                    new FileChange(
                        options.fromTheTop(path),
                        Optional.of(base.tree().read(path)),
                        Optional.of(content)));
              } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
              }
            });
  }
}
