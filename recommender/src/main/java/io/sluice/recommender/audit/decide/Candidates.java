package io.sluice.recommender.audit.decide;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.audit.AddressClasses;
import io.sluice.recommender.audit.SubjectClass;
import io.sluice.recommender.recommend.decision.EndPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Whom an end of a decision stands for: one for each that no policy tells apart. */
final class Candidates {
  private static final Cidr EVERY_V4 = Cidr.parse("0.0.0.0/0").orElseThrow();
  private static final Cidr EVERY_V6 = Cidr.parse("::/0").orElseThrow();

  private final Inventory inventory;
  private final AddressClasses addresses;

  /** A name for people and the ends that it stands for. */
  record Candidate(String name, List<SubjectClass> ends) {}

  Candidates(Inventory inventory, PolicySet policies) {
    this.inventory = inventory;
    this.addresses = AddressClasses.toldApartBy(List.of(policies));
  }

  /** The candidates of a pattern, sorted by name. */
  List<Candidate> of(EndPattern pattern) {
    List<Candidate> candidates = new ArrayList<>();
    if (pattern instanceof EndPattern.Workloads || pattern instanceof EndPattern.Anyone) {
      for (Workload workload : inventory.workloads()) {
        if (pattern.names(workload)) {
          workload(workload).ifPresent(candidates::add);
        }
      }
    }
    if (pattern instanceof EndPattern.Nodes || pattern instanceof EndPattern.Anyone) {
      inventory
          .nodes()
          .forEach(node -> candidates.add(single("node " + node.name(), new Subject.OfNode(node))));
    }
    if (pattern instanceof EndPattern.Addresses range) {
      outside(range.range())
          .forEach(a -> candidates.add(single(a.toString(), new Subject.OfAddress(a))));
    }
    if (pattern instanceof EndPattern.Outside || pattern instanceof EndPattern.Anyone) {
      candidates.addAll(anywhere());
    }
    return candidates;
  }

  private static Candidate single(String name, Subject subject) {
    return new Candidate(name, List.of(new SubjectClass(List.of(subject))));
  }

  private Optional<Candidate> workload(Workload workload) {
    RoaringBitmap all = inventory.podsOf(workload);
    RoaringBitmap alive = RoaringBitmap.and(all, inventory.livePods());
    Map<Object, List<Subject>> classes = new LinkedHashMap<>();
    TreeMap<String, Pod> sorted = new TreeMap<>();
    alive.forEach(
        (IntConsumer)
            id -> {
              Pod pod = inventory.pods().get(id);
              sorted.put(pod.name() + "\u0000" + pod.startMillis(), pod);
            });
    for (Pod pod : sorted.values()) {
      List<Object> told =
          List.of(
              pod.labels(),
              pod.ports(),
              pod.hostNetwork() ? pod.node() : "",
              addresses.of(pod.addresses()));
      classes.computeIfAbsent(told, c -> new ArrayList<>()).add(new Subject.OfPod(pod));
    }
    return classes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Candidate(
                workload.title(), classes.values().stream().map(SubjectClass::new).toList()));
  }

  private List<Candidate> anywhere() {
    TreeSet<IpAddress> all = new TreeSet<>(addresses.samplesIn(EVERY_V4));
    all.addAll(addresses.samplesIn(EVERY_V6));
    return all.stream()
        .filter(a -> !a.isPrivate() && !a.isLinkLocal() && !a.isLoopback())
        .filter(a -> !a.isUnspecified() && !a.isMulticastOrBroadcast())
        .map(a -> single(a.toString(), new Subject.OfAddress(a)))
        .toList();
  }

  /** A range may hold addresses of pods and nodes; the question is about the others. */
  private List<IpAddress> outside(Cidr range) {
    return addresses.samplesIn(range);
  }
}
