package io.sluice.recommender.pr.files;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.recommend.OwnPolicies;
import io.sluice.recommender.write.policy.FileTree;
import io.sluice.recommender.write.policy.GeneratedFile;
import io.sluice.recommender.write.policy.GeneratedFile.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The policies that a folder of the base holds, whoever wrote them. They are what will be in force
 * once the base is applied, so they count beside those of the snapshot.
 */
public final class BaseFolder {
  private static final long MAX_BYTES = 4 << 20;

  private final FileTree tree;
  private final SortedMap<NetworkPolicy.Key, NetworkPolicy> policies = new TreeMap<>();
  private final SortedMap<NetworkPolicy.Key, Owner> owners = new TreeMap<>();
  private final SortedSet<NetworkPolicy.Key> own = new TreeSet<>();
  private final List<String> warnings = new ArrayList<>();

  private BaseFolder(FileTree tree) {
    this.tree = tree;
  }

  /**
   * Reads a folder.
   *
   * @param cluster the name that the inventory has for the cluster, or ""
   * @param scratch a folder of the run's own
   */
  public static BaseFolder read(FileTree tree, String cluster, Path scratch) {
    BaseFolder folder = new BaseFolder(tree);
    try {
      if (tree.kind("") == FileTree.Kind.FOLDER) {
        folder.walk("", cluster, Files.createTempDirectory(scratch, "base"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the policies of the base", e);
    }
    return folder;
  }

  private void walk(String at, String cluster, Path scratch) throws IOException {
    for (String name : tree.names(at)) {
      String path = at.isEmpty() ? name : at + "/" + name;
      switch (tree.kind(path)) {
        case FOLDER -> {
          if (!name.startsWith(".")) {
            walk(path, cluster, scratch);
          }
        }
        case FILE -> {
          if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
            read(path, cluster, scratch);
          }
        }
        default -> {
          // A link or a submodule: what is behind it is not in this tree.
        }
      }
    }
  }

  private void read(String path, String cluster, Path scratch) throws IOException {
    if (tree.size(path) > MAX_BYTES) {
      return;
    }
    String content = tree.read(path);
    if (!content.contains("NetworkPolicy")) {
      return;
    }
    Path file = scratch.resolve(path.endsWith(".json") ? "policy.json" : "policy.yaml");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    try {
      take(
          path,
          GeneratedFile.owner(content),
          ClusterReader.read(cluster, file, OptionalLong.empty()).objects());
    } catch (UnusableInputException e) {
      warnings.add(path + " in the base cannot be read, and what is in it does not count");
    }
  }

  private void take(String path, Owner owner, List<ClusterObject> objects) {
    PolicyLoader.Result loaded = PolicyLoader.load(objects);
    SortedSet<NetworkPolicy.Key> labelled = OwnPolicies.among(objects);
    for (NetworkPolicy policy : loaded.policies().policies()) {
      NetworkPolicy.Key key = policy.key();
      if (policies.putIfAbsent(key, policy) != null) {
        warnings.add(path + " in the base: " + policy.title() + " stands in another file too");
        continue;
      }
      boolean standsWhereOursDo = path.equals(pathOf(policy.namespace(), policy.name()));
      owners.put(key, standsWhereOursDo ? owner : Owner.FOREIGN);
      if (owner != Owner.FOREIGN || labelled.contains(key)) {
        own.add(key);
      }
    }
  }

  /** Where the policy of a workload stands, below the folder. */
  public static String pathOf(String namespace, String name) {
    return namespace + "/" + name + ".yaml";
  }

  public FileTree tree() {
    return tree;
  }

  /** All policies of the folder. */
  public PolicySet policies() {
    return PolicySet.of(policies.values());
  }

  /** Those that an earlier run proposed, edited or not. */
  public SortedSet<NetworkPolicy.Key> own() {
    return own;
  }

  /** A policy of ours that nobody edited. */
  public Optional<NetworkPolicy> ours(NetworkPolicy.Key key) {
    return owners.get(key) == Owner.OURS
        ? Optional.ofNullable(policies.get(key))
        : Optional.empty();
  }

  /** A policy of ours that somebody edited. */
  public Optional<NetworkPolicy> edited(NetworkPolicy.Key key) {
    return owners.get(key) == Owner.OURS_EDITED
        ? Optional.ofNullable(policies.get(key))
        : Optional.empty();
  }

  /** The policies of ours in a namespace, edited or not. */
  public List<NetworkPolicy> oursIn(String namespace) {
    return policies.values().stream()
        .filter(policy -> policy.namespace().equals(namespace))
        .filter(policy -> owners.get(policy.key()) != Owner.FOREIGN)
        .toList();
  }

  /** What could not be read, for people. */
  public List<String> warnings() {
    return warnings;
  }
}
