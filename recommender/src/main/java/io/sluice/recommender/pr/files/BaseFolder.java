package io.sluice.recommender.pr.files;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.recommend.OwnPolicies;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.policy.FileTree;
import io.sluice.recommender.write.policy.GeneratedFile;
import io.sluice.recommender.write.policy.GeneratedFile.Owner;
import io.sluice.recommender.write.policy.PolicyFile;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policies that a folder of the base holds, whoever wrote them. They are what will be in force
 * once the base is applied, so they count beside those of the snapshot.
 */
public final class BaseFolder {
  private static final long MAX_BYTES = 4 << 20;

  /** A line, where a reader tells one, and what is wrong. */
  private static final Pattern PLACE = Pattern.compile("(?:(\\d{1,9}):)?\\s*(.*)", Pattern.DOTALL);

  private final FileTree tree;
  private final SortedMap<NetworkPolicy.Key, NetworkPolicy> policies = new TreeMap<>();
  private final SortedMap<NetworkPolicy.Key, Owner> owners = new TreeMap<>();
  private final SortedSet<NetworkPolicy.Key> own = new TreeSet<>();
  private final List<PolicyProblem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final String top;

  private BaseFolder(FileTree tree, String path) {
    this.tree = tree;
    this.top = path.isEmpty() ? "" : path + "/";
  }

  /**
   * Reads a folder.
   *
   * @param path the folder, from the top of the repository; "" for the top
   * @param cluster the name that the inventory has for the cluster, or ""
   * @param scratch a folder of the run's own
   */
  public static BaseFolder read(FileTree tree, String path, String cluster, Path scratch) {
    BaseFolder folder = new BaseFolder(tree, path);
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
    long size = tree.size(path);
    if (size > MAX_BYTES) {
      problem(
          PolicyProblem.Severity.UNSUPPORTED,
          path,
          1,
          "the file has "
              + Wording.count(size)
              + " bytes, and those of more than "
              + Wording.count(MAX_BYTES)
              + " are not read: policies in it do not count; split it");
      return;
    }
    String content = tree.read(path);
    if (!content.contains("NetworkPolicy")) {
      return;
    }
    Path file = scratch.resolve(path.endsWith(".json") ? "policy.json" : "policy.yaml");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    try {
      ClusterReader.Result read = ClusterReader.read(cluster, file, OptionalLong.empty());
      read.warnings()
          .forEach(warning -> warnings.add(warning.replace(file.toString(), top + path)));
      List<ClusterObject> objects = new ArrayList<>();
      read.objects().forEach(object -> objects.add(inTheRepository(object, path)));
      take(path, GeneratedFile.owner(content), objects);
    } catch (UnusableInputException e) {
      unreadable(path, file, String.valueOf(e.getMessage()));
    }
  }

  /** The copy that was read goes with the run; people know the file by its place. */
  private ClusterObject inTheRepository(ClusterObject read, String path) {
    return new ClusterObject(
        read.cluster(),
        read.kind(),
        read.tree(),
        new ObjectOrigin(top + path, read.origin().line()),
        read.lines(),
        read.event(),
        read.epochMillis());
  }

  /** Says it as of a policy that is refused: whoever applies the base cannot read it either. */
  private void unreadable(String path, Path copy, String message) {
    String rest = message.startsWith(copy + ":") ? message.substring((copy + ":").length()) : "";
    Matcher place = PLACE.matcher(rest.isEmpty() ? message.replace(copy.toString(), path) : rest);
    if (place.matches()) {
      String line = place.group(1);
      problem(
          PolicyProblem.Severity.REFUSED,
          path,
          line == null ? 1 : Integer.parseInt(line),
          "cannot be read, so that what is in it does not count: " + place.group(2));
    }
  }

  private void problem(PolicyProblem.Severity severity, String path, int line, String message) {
    problems.add(new PolicyProblem(severity, "NetworkPolicy", top + path, line, message));
  }

  private void take(String path, Owner owner, List<ClusterObject> objects) {
    PolicyLoader.Result loaded = PolicyLoader.load(objects);
    problems.addAll(loaded.problems());
    SortedSet<NetworkPolicy.Key> labelled = OwnPolicies.among(objects);
    for (NetworkPolicy policy : loaded.policies().policies()) {
      NetworkPolicy.Key key = policy.key();
      if (policies.putIfAbsent(key, policy) != null) {
        warnings.add(
            top + path + " in the base: " + policy.title() + " stands in another file too");
        continue;
      }
      boolean standsWhereOursDo = path.equals(PolicyFile.pathOf(policy.namespace(), policy.name()));
      owners.put(key, standsWhereOursDo ? owner : Owner.FOREIGN);
      if (owner != Owner.FOREIGN || labelled.contains(key)) {
        own.add(key);
      }
    }
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

  /** What is wrong with its policies, sorted; files are named from the top of the repository. */
  public List<PolicyProblem> problems() {
    return problems.stream().sorted().toList();
  }

  /** What else is odd, for people. */
  public List<String> warnings() {
    return warnings;
  }
}
