package io.sluice.recommender.recommend.replay;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.ReplayFailure;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.peer.PeerAnswer;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.select.PodClasses;
import io.sluice.recommender.recommend.select.Selection;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Asks the evaluator about every edge that a proposal rests on, before anything is written.
 *
 * <p><b>What is asked.</b> Each used edge, on each of its ports, for every pair of a client pod and
 * a server pod that is there at the end of the window, of the whole workloads and not only of the
 * pods that were seen: the proposal is about the workload. Pairs of the same {@link PodClasses
 * class} are asked once. A past pod with the labels of a present one is in the present one's class.
 * Pairs that could talk in both address families are asked in the {@link RecordedFamilies recorded}
 * ones.
 *
 * <p><b>Why a denial is a bug, and when it is not.</b> Policies only add up, and each end that is
 * ours gets a rule for each of its used edges. So where one of our own policies isolates the end
 * that says no, the proposal is wrong: nothing is written. A denial can also come from current
 * policies alone, at an end that we propose nothing for: a system namespace, or a direction that is
 * held open by us and isolated by somebody else. No proposal of ours could mend it, and none makes
 * it worse: it is a warning that names edge and policy. With {@code --replace} there are no other
 * policies, and every denial is ours.
 */
public final class Replay {
  private final Situation situation;
  private final PeerFinder peers;
  private final Evaluator evaluator;
  private final PodClasses classes;
  private final Set<NetworkPolicy.Key> ours = new HashSet<>();
  private final Map<Workload, List<PodClasses.PodClass>> present = new HashMap<>();

  public Replay(Situation situation, PeerFinder peers, PolicySet effective, PolicySet proposed) {
    this.situation = situation;
    this.peers = peers;
    this.evaluator = new Evaluator(effective, situation.inventory(), situation.options().engine());
    this.classes = new PodClasses(situation.roster(), effective);
    proposed.policies().forEach(policy -> ours.add(policy.key()));
  }

  /**
   * Replays edges.
   *
   * @return what current policies deny and we cannot mend, sorted
   * @throws ReplayFailure where a proposed policy denies
   */
  public List<String> run(Collection<JudgedEdge> used) {
    Set<String> warnings = new TreeSet<>();
    for (JudgedEdge judged : used) {
      denial(judged.edge()).ifPresent(warnings::add);
    }
    return new ArrayList<>(warnings);
  }

  /** What is said of the first pair that is denied. */
  private Optional<String> denial(Edge edge) {
    List<Pair> clients = ends(edge, Direction.INGRESS);
    List<Pair> servers = ends(edge, Direction.EGRESS);
    for (int port : EdgeFacts.portNumbers(edge)) {
      for (Pair client : clients) {
        for (Pair server : servers) {
          Connection asked = connection(edge, client, server, port);
          for (RecordedFamilies.Asked one : RecordedFamilies.questions(edge, asked)) {
            if (!evaluator.allows(one.connection())) {
              return Optional.of(explain(edge, one));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Two subjects of one class: the second is asked about where both ends are of that class. */
  private record Pair(Subject first, Subject second) {
    private static Pair of(Subject subject) {
      return new Pair(subject, subject);
    }
  }

  private static Connection connection(Edge edge, Pair client, Pair server, int port) {
    Subject other = client.first().equals(server.first()) ? server.second() : server.first();
    return new Connection(client.first(), other, edge.key().protocol(), port);
  }

  private String explain(Edge edge, RecordedFamilies.Asked asked) {
    String what =
        EdgeFacts.describe(edge, false)
            + asked.family().map(family -> " over " + family.word()).orElse("");
    Verdict answer = evaluator.evaluate(asked.connection());
    if (answer instanceof Verdict.NotEvaluated open) {
      return what + " was seen, but whether policies let it through is open: " + open.reason();
    }
    if (!(answer instanceof Verdict.Denied denied)) {
      throw new ReplayFailure("the evaluator both denies and allows " + what);
    }
    List<String> reasons = new ArrayList<>();
    for (DirectionVerdict verdict : List.of(denied.egress(), denied.ingress())) {
      if (verdict instanceof DirectionVerdict.DeniedBy by) {
        reasons.add(by.because());
        if (by.isolating().stream().anyMatch(policy -> ours.contains(policy.key()))) {
          throw new ReplayFailure(
              "the proposal would deny " + what + ", which it rests on: " + by.because());
        }
      }
    }
    return what
        + " was seen, but current policies deny it and no proposal concerns that end: "
        + String.join("; ", reasons);
  }

  private List<Pair> ends(Edge edge, Direction direction) {
    Party party = EdgeFacts.peer(edge, direction);
    if (party instanceof Workload workload) {
      return pods(workload, EdgeFacts.peerPods(edge, direction));
    }
    if (party instanceof Party.Node node) {
      return situation.inventory().node(node.cluster(), node.name()).stream()
          .map(n -> Pair.of(new Subject.OfNode(n)))
          .toList();
    }
    if (edge.addresses().isEmpty()) {
      return declared(edge, direction);
    }
    return edge.addresses().stream().map(a -> Pair.of(new Subject.OfAddress(a))).toList();
  }

  private List<Pair> pods(Workload workload, RoaringBitmap seen) {
    List<PodClasses.PodClass> here =
        present.computeIfAbsent(
            workload, w -> classes.of(covered(situation.roster().present(List.of(w)), w)));
    Set<Pair> pairs = new LinkedHashSet<>();
    here.forEach(
        c -> pairs.add(new Pair(new Subject.OfPod(c.first()), new Subject.OfPod(c.second()))));
    for (Pod pod : situation.roster().onHost(seen)) {
      situation.nodeOf(pod).ifPresent(node -> pairs.add(Pair.of(new Subject.OfNode(node))));
    }
    return new ArrayList<>(pairs);
  }

  /** Without pods that are gone and that the selector no longer selects; a proof lists them. */
  private RoaringBitmap covered(RoaringBitmap pods, Workload workload) {
    boolean gone = !situation.roster().anyAlive(List.of(workload));
    return gone && situation.groups().group(workload).selection() instanceof Selection.Proven proven
        ? RoaringBitmap.and(pods, proven.selected())
        : pods;
  }

  /**
   * Clients whose addresses the log leaves out: the first address of each block opened to them,
   * unless the block itself excepts it.
   */
  private List<Pair> declared(Edge edge, Direction direction) {
    List<Pair> pairs = new ArrayList<>();
    if (direction == Direction.INGRESS
        && peers.find(edge, direction) instanceof PeerAnswer.Named named) {
      for (Opening opening : named.openings()) {
        if (opening.peer() instanceof PolicyPeer.IpBlock block
            && block.except().stream().noneMatch(cut -> cut.contains(block.cidr().base()))) {
          pairs.add(Pair.of(new Subject.OfAddress(block.cidr().base())));
        }
      }
    }
    return pairs;
  }
}
