package io.sluice.recommender.recommend.select;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Pods that no policy of a set can tell apart, so that a thousand replicas cost one question: of
 * one workload, with the same values of the labels that selectors look at, the same declared ports
 * and the same ipBlocks around their addresses.
 */
public final class PodClasses {
  private final PodRoster roster;
  private final List<PolicyPeer.IpBlock> wide = new ArrayList<>();
  private final Set<IpAddress> single = new HashSet<>();
  private final Set<String> labels = new HashSet<>();
  private final Map<Integer, Key> keys = new HashMap<>();

  private record Key(
      Workload workload,
      SortedMap<String, String> labels,
      List<ContainerPort> ports,
      boolean hostNetwork,
      Set<Boolean> families,
      List<Integer> blocks,
      List<IpAddress> named) {}

  /**
   * One class among some pods.
   *
   * @param first a pod of it
   * @param second another pod of it, on another node where there is one, and the same pod where
   *     there is no other: a pod always reaches itself, and its own node reaches it, so questions
   *     about a class and itself or a node need two
   * @param pods all of them
   */
  public record PodClass(Pod first, Pod second, RoaringBitmap pods) {
    private boolean lacksAnotherNode() {
      return first.node().equals(second.node());
    }
  }

  public PodClasses(PodRoster roster, PolicySet policies) {
    this.roster = roster;
    for (PolicyPeer.IpBlock block : blocks(policies)) {
      boolean one = block.cidr().prefixLength() == block.cidr().base().bitLength();
      if (one) {
        single.add(block.cidr().base());
      } else {
        wide.add(block);
      }
    }
    policies.policies().forEach(this::addLabels);
  }

  private void addLabels(NetworkPolicy policy) {
    addLabels(policy.podSelector());
    for (List<PolicyRule> rules : List.of(policy.ingress(), policy.egress())) {
      for (PolicyRule rule : rules) {
        for (PolicyPeer peer : rule.peers()) {
          if (peer instanceof PolicyPeer.Pods pods) {
            pods.pods().ifPresent(this::addLabels);
          }
        }
      }
    }
  }

  private void addLabels(LabelSelector selector) {
    selector.requirements().forEach(requirement -> labels.add(requirement.key()));
  }

  private static Collection<PolicyPeer.IpBlock> blocks(PolicySet policies) {
    Set<PolicyPeer.IpBlock> blocks = new TreeSet<>();
    for (NetworkPolicy policy : policies.policies()) {
      for (List<PolicyRule> rules : List.of(policy.ingress(), policy.egress())) {
        for (PolicyRule rule : rules) {
          for (PolicyPeer peer : rule.peers()) {
            if (peer instanceof PolicyPeer.IpBlock block) {
              blocks.add(block);
            }
          }
        }
      }
    }
    return blocks;
  }

  /** The classes of pods, ordered by their first pod's name. */
  public List<PodClass> of(RoaringBitmap ids) {
    Map<Key, PodClass> classes = new LinkedHashMap<>();
    for (Pod pod : roster.sorted(ids)) {
      Key key = keys.computeIfAbsent(pod.id(), id -> key(pod));
      PodClass known = classes.get(key);
      if (known == null) {
        classes.put(key, new PodClass(pod, pod, RoaringBitmap.bitmapOf(pod.id())));
      } else {
        known.pods().add(pod.id());
        boolean elsewhere = known.lacksAnotherNode() && !pod.node().equals(known.first().node());
        if (elsewhere || known.first().id() == known.second().id()) {
          classes.put(key, new PodClass(known.first(), pod, known.pods()));
        }
      }
    }
    return new ArrayList<>(classes.values());
  }

  private Key key(Pod pod) {
    List<Integer> matching = new ArrayList<>();
    for (int i = 0; i < wide.size(); i++) {
      if (pod.addresses().stream().anyMatch(wide.get(i)::holds)) {
        matching.add(i);
      }
    }
    Set<Boolean> families = new TreeSet<>();
    pod.addresses().forEach(address -> families.add(address.v6()));
    return new Key(
        pod.workload(),
        looked(pod.labels()),
        pod.ports(),
        pod.hostNetwork(),
        families,
        matching,
        pod.addresses().stream().filter(single::contains).toList());
  }

  private SortedMap<String, String> looked(Map<String, String> all) {
    SortedMap<String, String> kept = new TreeMap<>(all);
    kept.keySet().retainAll(labels);
    return kept;
  }
}
