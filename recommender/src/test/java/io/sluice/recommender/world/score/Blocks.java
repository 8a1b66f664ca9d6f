package io.sluice.recommender.world.score;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.world.TrueEdge;
import io.sluice.recommender.world.TrueParty;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at what proposed policies open by address: to the cluster's own, and to the unseen. */
final class Blocks {
  /** Nobody ever had it, and every rule without peers would let it in. */
  private static final String NOBODY = "198.18.250.250";

  private static final PolicyPort HTTPS = PolicyPort.Range.of(Protocol.TCP, 443);

  private final Scene scene;
  private final Set<TrueEdge> seen;
  private final List<Case> cases = new ArrayList<>();

  Blocks(Scene scene, Set<TrueEdge> seen) {
    this.scene = scene;
    this.seen = seen;
  }

  List<Case> cases() {
    for (NetworkPolicy policy : scene.proposed.policies()) {
      Selected selected = selected(policy);
      for (Direction direction : policy.isolates()) {
        for (PolicyRule rule : policy.rules(direction)) {
          look(selected, direction, rule);
        }
      }
    }
    return cases;
  }

  /** A policy, the workloads whose pods it is for, and those of their pods that run. */
  private record Selected(NetworkPolicy policy, List<WorldWorkload> workloads, List<Pod> pods) {}

  private Selected selected(NetworkPolicy policy) {
    List<WorldWorkload> workloads = new ArrayList<>();
    List<Pod> pods = new ArrayList<>();
    for (WorldWorkload workload : scene.world.workloads()) {
      if (workload.namespace().equals(policy.namespace()) && !workload.hostNetwork()) {
        List<Pod> live =
            scene.live(workload).stream()
                .filter(p -> policy.podSelector().matches(p.labels()))
                .toList();
        pods.addAll(live);
        if (!live.isEmpty() || policy.podSelector().matches(workload.labels())) {
          workloads.add(workload);
        }
      }
    }
    return new Selected(policy, workloads, pods);
  }

  private void look(Selected selected, Direction direction, PolicyRule rule) {
    if (rule.peers().isEmpty()) {
      outside(selected, direction, rule, NOBODY);
    }
    for (PolicyPeer peer : rule.peers()) {
      if (peer instanceof PolicyPeer.IpBlock block) {
        inCluster(selected, direction, block);
        samples(block.cidr()).stream()
            .filter(ip -> block.holds(ip))
            .forEach(ip -> outside(selected, direction, rule, ip.toString()));
      }
    }
  }

  /** The block's own first address and others inside it. */
  private static List<IpAddress> samples(Cidr cidr) {
    List<IpAddress> samples = new ArrayList<>(List.of(cidr.base()));
    if (cidr.base().v6()) {
      return samples;
    }
    long size = 1L << (32 - cidr.prefixLength());
    for (long step : new long[] {1, size / 2, size - 2, size - 1}) {
      samples.add(IpAddress.ofV4((int) (cidr.base().low() + step)));
    }
    samples.add(IpAddress.parse(NOBODY).orElseThrow());
    return samples;
  }

  private void inCluster(Selected selected, Direction direction, PolicyPeer.IpBlock block) {
    for (WorldPod pod : scene.world.pods()) {
      for (String address : pod.workload().hostNetwork() ? List.<String>of() : pod.addresses()) {
        if (block.holds(IpAddress.parse(address).orElseThrow())) {
          cluster(selected, block, "the address of pod " + pod + ", " + address);
          return;
        }
      }
    }
    // All nodes are one peer: pods of a DaemonSet on each, and no pod stays where it is.
    List<TrueParty> nodes =
        scene.world.nodes().stream().<TrueParty>map(TrueParty.OfNode::new).toList();
    for (WorldNode node : scene.world.nodes()) {
      if (block.cidr().prefixLength() > 0
          && block.holds(IpAddress.parse(node.ip()).orElseThrow())
          && nodes.stream().noneMatch(peer -> meets(selected, direction, peer))) {
        cluster(selected, block, "the address of node " + node);
      }
    }
  }

  private boolean meets(Selected selected, Direction direction, TrueParty peer) {
    return seen.stream()
        .filter(e -> (direction == Direction.EGRESS ? e.server() : e.client()).equals(peer))
        .map(e -> direction == Direction.EGRESS ? e.client() : e.server())
        .anyMatch(
            own ->
                own instanceof TrueParty.OfWorkload of
                    && selected.workloads.contains(of.workload()));
  }

  private void cluster(Selected selected, PolicyPeer.IpBlock block, String what) {
    String text = selected.policy.title() + " has " + block + ", which holds " + what;
    cases.add(new Case(Measure.CLUSTER_ADDRESS_OPENED, 1, text));
  }

  private void outside(Selected selected, Direction direction, PolicyRule rule, String address) {
    IpAddress ip = IpAddress.parse(address).orElseThrow();
    boolean known =
        ip.isPrivate()
            || ip.isMulticastOrBroadcast()
            || ip.isLoopback()
            || ip.isLinkLocal()
            || (!ip.v6() && ip.low() >>> 24 == 0)
            || meets(selected, direction, new TrueParty.OfAddress(address))
            || named().stream().anyMatch(range -> range.contains(ip))
            || (direction == Direction.INGRESS && isDeclared(selected));
    if (known) {
      return;
    }
    long open =
        selected.pods.stream()
            .filter(pod -> allows(pod, direction, rule, Scene.address(address)))
            .count();
    if (open > 0) {
      String text = selected.policy.title() + " " + direction.word() + " is open to " + address;
      cases.add(new Case(Measure.UNSEEN_INTERNET, open, text));
    }
  }

  private Set<Cidr> named() {
    Set<Cidr> ranges = new HashSet<>();
    scene.world.groups().values().forEach(of -> of.forEach(r -> ranges.add(Cidr.parse(r).get())));
    return ranges;
  }

  private boolean isDeclared(Selected selected) {
    return scene.world.services().stream()
        .anyMatch(
            s -> s.publicAddress().isPresent() && selected.workloads.stream().anyMatch(s::selects));
  }

  private boolean allows(Pod pod, Direction direction, PolicyRule rule, Subject other) {
    Subject own = new Subject.OfPod(pod);
    PolicyPort first = rule.ports().isEmpty() ? HTTPS : rule.ports().get(0);
    int port = first instanceof PolicyPort.Range range ? range.from() : 443;
    int protocol = first.protocol().number();
    return direction == Direction.EGRESS
        ? scene.allows(own, other, protocol, port)
        : scene.allows(other, own, protocol, port);
  }
}
