package io.sluice.recommender.pr;

import io.sluice.analyzer.attribute.InventoryListeners;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.source.LogReader;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.pr.files.BaseFolder;
import io.sluice.recommender.pr.git.GitAccess;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.plan.PlanOptions;
import io.sluice.recommender.pr.plan.Planner;
import io.sluice.recommender.pr.plan.Survey;
import io.sluice.recommender.pr.publish.CommitMaker;
import io.sluice.recommender.pr.publish.Publisher;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import io.sluice.recommender.recommend.privilege.Excess;
import io.sluice.recommender.recommend.privilege.LeastPrivilege;
import io.sluice.recommender.write.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a recommendation wants, without logs: which ports of a workload somebody calls. Behind it
 * stand the real planner, git and publisher.
 */
final class Wish {
  static final String PATH = "clusters/prod";
  static final String CLUSTER = "prod";

  /** Ports by workload {@code namespace/name}. */
  final SortedMap<String, SortedSet<Integer>> ports = new TreeMap<>();

  /** How often a recommendation was asked for. */
  int recommended;

  long endMillis = 1_762_000_000_000L;
  int maxOpen = Integer.MAX_VALUE;
  boolean tighten;
  boolean allowWidening;
  long hoursWithData = 31 * 24;
  Stage stage = Stage.INGRESS;
  PlanOptions.Grouping grouping = PlanOptions.Grouping.NAMESPACE;

  /** Somebody calls these ports. */
  Wish calls(String workload, Integer... called) {
    ports.computeIfAbsent(workload, w -> new TreeSet<>()).addAll(List.of(called));
    return this;
  }

  /** What a run plans and does. */
  record Run(List<PullRequestPlan> plans, Map<String, Outcome> outcomes) {
    Outcome of(String group) {
      return Optional.ofNullable(outcomes.get(group)).orElseThrow();
    }

    Outcome.Kind kind(String group) {
      return of(group).kind();
    }

    PullRequestPlan plan(String group) {
      return plans.stream().filter(p -> p.key().group().equals(group)).findFirst().orElseThrow();
    }
  }

  /** Plans and publishes. */
  Run apply(String repository, Optional<PullRequestHost> host, Path scratch) {
    return run(repository, host, scratch, access(), () -> {});
  }

  Run apply(Remote remote, Path scratch) {
    return apply(remote.folder().toString(), Optional.empty(), scratch);
  }

  static GitAccess access() {
    return GitAccess.anonymous("Sluice", "sluice@localhost");
  }

  /**
   * The same.
   *
   * @param meanwhile what happens between reading and writing
   */
  Run run(
      String repository,
      Optional<PullRequestHost> host,
      Path scratch,
      GitAccess access,
      Runnable meanwhile) {
    Path folder = folder(scratch);
    List<String> prefixes =
        List.of(GroupKey.Kind.ADD.branches(CLUSTER), GroupKey.Kind.TIGHTEN.branches(CLUSTER));
    try (GitWorkspace git =
        GitWorkspace.open(repository, Optional.empty(), prefixes, access, folder.resolve("git"))) {
      BaseFolder base = BaseFolder.read(git.folder(PATH), PATH, "", folder);
      List<PullRequestPlan> plans =
          new Planner(survey(base), this::recommendation, base, options(host)).plan();
      meanwhile.run();
      Publisher publisher =
          new Publisher(
              git,
              host,
              base.tree(),
              new Publisher.Target(
                  PATH, "test", maxOpen, host.map(PullRequestHost::limits), CommitMaker.OWN));
      List<GroupKey.Kind> kinds =
          tighten ? List.of(GroupKey.Kind.values()) : List.of(GroupKey.Kind.ADD);
      List<PullRequestPlan> all = publisher.withOrphans(plans, CLUSTER, kinds);
      List<Outcome> preview = publisher.preview(all);
      List<Outcome> outcomes = publisher.publish(all);
      assert preview.size() == outcomes.size();
      Map<String, Outcome> byGroup = new HashMap<>();
      outcomes.forEach(
          outcome ->
              byGroup.put(
                  outcome.key().kind() == GroupKey.Kind.ADD
                      ? outcome.key().group()
                      : "tighten " + outcome.key().group(),
                  outcome));
      return new Run(all, byGroup);
    }
  }

  private static Path folder(Path scratch) {
    try {
      return Files.createTempDirectory(scratch, "run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PlanOptions options(Optional<PullRequestHost> host) {
    PullRequestSettings settings =
        new PullRequestSettings(
            Optional.empty(),
            stage,
            new TreeMap<>(),
            List.of(),
            PullRequestSettings.Draft.AUTO,
            30,
            "Sluice",
            "sluice@localhost",
            HostSettings.DEFAULTS);
    int comment = host.map(h -> h.limits().commentText()).orElse(0);
    return new PlanOptions(
        CLUSTER, PATH, grouping, settings, tighten, allowWidening, new TreeSet<>(), comment);
  }

  private Survey survey(BaseFolder base) {
    Inventory inventory = Inventory.empty();
    Coverage coverage =
        new Coverage(
            endMillis - 3_600_000,
            endMillis,
            hoursWithData,
            hoursWithData,
            List.of(),
            0,
            0,
            new TreeMap<>(),
            0,
            new TreeSet<>());
    return new Survey(
        inventory,
        new PodDirectory(inventory),
        EngineProfile.GENERIC,
        ForeignPolicies.none(),
        base.policies(),
        new RunSummary(
            new LogReader.Result(List.of(), List.of()), coverage, "", List.of(), List.of()),
        List.of(),
        subjects(),
        EdgeText.of(false, List.of()));
  }

  private SortedSet<Workload> subjects() {
    TreeSet<Workload> subjects = new TreeSet<>();
    ports.keySet().forEach(workload -> subjects.add(workload(workload)));
    return subjects;
  }

  private static Workload workload(String title) {
    int slash = title.indexOf('/');
    return new Workload("", title.substring(0, slash), "Deployment", title.substring(slash + 1));
  }

  private Recommendation recommendation(Stage at) {
    recommended++;
    List<WorkloadProposal> proposals = new ArrayList<>();
    ports.forEach((workload, called) -> proposals.add(proposal(workload, called, at)));
    PolicySet policies =
        PolicySet.of(proposals.stream().flatMap(p -> p.policy().stream()).toList());
    EdgeTable empty = new EdgeTable();
    empty.resolve(new InventoryListeners(Inventory.empty()));
    return new Recommendation(
        proposals,
        List.of(),
        policies,
        policies,
        List.of(),
        List.of(),
        new ObservedWindow(endMillis - 3_600_000, endMillis, new RoaringBitmap()),
        new TreeMap<>(),
        new LeastPrivilege(new Excess(0, 0, 0), List.of()),
        List.of(),
        List.of());
  }

  private static WorkloadProposal proposal(String workload, SortedSet<Integer> called, Stage at) {
    String namespace = workload.substring(0, workload.indexOf('/'));
    String name = workload.substring(workload.indexOf('/') + 1);
    List<PolicyRule> rules = new ArrayList<>();
    for (int port : called) {
      rules.add(
          new PolicyRule(
              List.of(
                  new PolicyPeer.Pods(
                      Optional.empty(), Optional.of(LabelSelector.of(Map.of("app", "web"))))),
              List.of(PolicyPort.Range.of(Protocol.TCP, port))));
    }
    NetworkPolicy policy =
        new NetworkPolicy(
            "",
            namespace,
            name,
            LabelSelector.of(Map.of("app", name)),
            at.directions(),
            rules,
            List.of(),
            new ObjectOrigin(namespace + "/" + name + ".yaml", 1));
    return new WorkloadProposal(
        workload(workload),
        List.of(),
        WorkloadProposal.State.PROPOSED,
        "",
        Optional.of(policy),
        Optional.empty(),
        List.of(),
        List.of(),
        Set.<Direction>of(),
        Set.<Direction>of(),
        List.of(),
        Confidence.HIGH,
        List.of());
  }
}
