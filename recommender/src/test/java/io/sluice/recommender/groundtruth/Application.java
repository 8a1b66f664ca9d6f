package io.sluice.recommender.groundtruth;

import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.recommender.groundtruth.made.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * An application as its folder has it: {@code manifests}, {@code policies}, {@code edges.json},
 * {@code allowed.json}, {@code NAMESPACE}.
 *
 * @param namespace where objects belong that name none
 * @param manifests its objects
 * @param policies what its maintainers wrote
 * @param shipsPolicies whether they wrote any
 * @param statements who calls whom
 * @param pairs what may be asked of it: all pairs of its workloads, and two strangers
 */
record Application(
    String name,
    String namespace,
    List<ClusterObject> manifests,
    PolicySet policies,
    boolean shipsPolicies,
    Statements statements,
    List<Pair> pairs) {

  /** All applications of a folder, by name. */
  static List<Application> all(Path folder) throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(path -> Files.exists(path.resolve("edges.json")))
          .sorted()
          .map(Application::read)
          .toList();
    }
  }

  /** The application of one folder. */
  static Application read(Path folder) {
    String namespace = TruthFiles.text(folder.resolve("NAMESPACE")).strip();
    List<Pair> pairs = TruthFiles.pairs(folder.resolve("allowed.json"));
    List<ClusterObject> guards = objects(folder.resolve("policies"), namespace);
    PolicyLoader.Result policies = PolicyLoader.load(guards);
    if (!policies.problems().isEmpty()) {
      throw new AssertionError(folder + ": " + policies.problems());
    }
    return new Application(
        folder.getFileName().toString(),
        namespace,
        objects(folder.resolve("manifests"), namespace),
        policies.policies(),
        !guards.isEmpty(),
        Statements.read(folder.resolve("edges.json"), pairs),
        pairs);
  }

  private static List<ClusterObject> objects(Path folder, String namespace) {
    return ClusterReader.read("", folder, OptionalLong.empty()).objects().stream()
        .map(object -> Trees.inNamespace(object, namespace))
        .toList();
  }

  /** The pairs of its workloads that nobody says are needed. */
  List<Pair> unneeded() {
    return pairs.stream()
        .filter(Pair::within)
        .filter(pair -> statements.edges().stream().noneMatch(edge -> edge.isOf(pair)))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
