package io.sluice.recommender.groundtruth;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.recommender.example.Sluice;
import io.sluice.recommender.groundtruth.made.Conversations;
import io.sluice.recommender.groundtruth.made.Placement;
import io.sluice.recommender.groundtruth.made.SnapshotFile;
import io.sluice.recommender.groundtruth.made.Template;
import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.emit.HubbleLog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One application through the real command.
 *
 * @param command what the command did
 * @param calls stated edges whose ends run pods
 * @param ours the proposed policies over the application's pods
 * @param theirs the maintainers' policies over the same pods
 */
record Trial(
    Application application,
    Sluice.Run command,
    List<StatedEdge> calls,
    Ruling ours,
    Ruling theirs) {
  /** Logs and snapshot end after three quarters of it. */
  private static final WorldOptions OPTIONS =
      WorldOptions.of(1, 1, Duration.ofHours(32)).withEngine("generic");

  private static final int NODES = 3;

  /**
   * Runs {@code recommend}.
   *
   * @param folder an empty folder, which holds the files afterwards
   */
  static Trial of(Application application, Path folder) throws IOException {
    List<WorldNode> nodes = IntStream.range(0, NODES).mapToObj(WorldNode::of).toList();
    List<ClusterObject> objects =
        Stream.concat(application.manifests().stream(), around().stream()).toList();
    List<Template> templates =
        objects.stream().flatMap(object -> Template.of(object).stream()).toList();
    Placement placement = new Placement(nodes, templates);

    Path snapshot = Files.createDirectories(folder.resolve("cluster")).resolve("snapshot.json");
    SnapshotFile file = new SnapshotFile(OPTIONS.split()).nodes(nodes).applied(objects);
    templates.forEach(template -> file.pods(template, placement.of(template.title())));
    Files.writeString(snapshot, file.text());
    Path logs = folder.resolve("logs");
    List<StatedEdge> calls =
        application.statements().edges().stream()
            .filter(e -> placement.runs(e.client()) && placement.runs(e.server()))
            .toList();
    List<Attempt> attempts = attempts(application, calls, placement);
    new HubbleLog().write(world(nodes, placement), attempts, logs);

    Path policies = folder.resolve("policies");
    Sluice.Run command =
        Sluice.run(
            "recommend",
            logs,
            "--cluster",
            snapshot,
            "--engine",
            OPTIONS.engine(),
            "--out-dir",
            policies,
            "-o",
            "json");
    if (command.exit() != 0) {
      throw new AssertionError(application + ": exit " + command.exit() + "\n" + command.err());
    }
    Inventory inventory = Inventory.of(objects(snapshot));
    PolicySet proposed = PolicyLoader.load(objects(policies)).policies();
    return new Trial(
        application,
        command,
        calls,
        new Ruling(inventory, placement, proposed),
        new Ruling(inventory, placement, application.policies()));
  }

  private static List<ClusterObject> around() {
    try {
      Path file = Path.of(Objects.requireNonNull(Trial.class.getResource("around.yaml")).toURI());
      return objects(file);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ClusterObject> objects(Path path) {
    return ClusterReader.read("", path, OptionalLong.empty()).objects();
  }

  private static List<Attempt> attempts(
      Application application, List<StatedEdge> calls, Placement placement) {
    Conversations conversations = new Conversations(placement);
    Set<String> resolving = new TreeSet<>(application.statements().goingOut());
    calls.forEach(edge -> resolving.add(edge.client()));
    resolving.forEach(conversations::resolving);
    calls.forEach(
        edge ->
            conversations.calling(
                edge.client(), edge.server(), edge.protocolNumber(), edge.port()));
    return conversations.all();
  }

  private static World world(List<WorldNode> nodes, Placement placement) {
    return new World(
        OPTIONS,
        nodes,
        new TreeMap<>(),
        List.of(),
        placement.all(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        Set.of());
  }

  /** Stated edges that nobody can make, because an end runs no pods. */
  List<StatedEdge> withoutPods() {
    return application.statements().edges().stream().filter(e -> !calls.contains(e)).toList();
  }

  /** Calls of which the proposal denies a pair of pods. */
  List<StatedEdge> broken() {
    return calls.stream().filter(e -> !ours.allowsAll(e)).toList();
  }

  /** Share of the calls that every pair of their pods may make. */
  double recall() {
    return calls.isEmpty() ? 1 : (double) (calls.size() - broken().size()) / calls.size();
  }

  /** Pairs of workloads that nobody says are needed, and that policies leave open. */
  List<Pair> open(Ruling ruling) {
    return application.unneeded().stream().filter(ruling::opens).toList();
  }

  /** Ports that policies leave open to a pod without labels in another namespace. */
  List<Pair> openToStranger(Ruling ruling) {
    return application.pairs().stream().filter(Pair::ofStranger).filter(ruling::opens).toList();
  }
}
