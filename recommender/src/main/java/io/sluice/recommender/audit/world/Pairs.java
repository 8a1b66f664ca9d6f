package io.sluice.recommender.audit.world;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.audit.AddressClasses;
import io.sluice.recommender.audit.Entrances;
import io.sluice.recommender.audit.SubjectClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pairs of pods have to be asked about, so that the answer holds for all pods of two ends. A
 * pod is paired with itself only where there is no other pair: a pod always reaches itself.
 */
final class Pairs {
  private final Inventory inventory;
  private final AddressClasses addresses;
  private final Entrances entrances;

  Pairs(Inventory inventory, AddressClasses addresses, Entrances entrances) {
    this.entrances = entrances;
    this.inventory = inventory;
    this.addresses = addresses;
  }

  /**
   * The pairs.
   *
   * @param clientsByNode whether the node of a client makes a difference
   */
  List<Pair> of(
      List<Subject> clients, List<Subject> servers, int port, Entry entry, boolean clientsByNode) {
    List<SubjectClass> from = classes(clients, clientsByNode || anyOnNode(servers));
    List<SubjectClass> to =
        classes(servers, anyOnNode(clients) || (entry != Entry.DIRECT && anyByNode(servers)));
    List<Pair> pairs = new ArrayList<>(from.size() * to.size());
    for (SubjectClass client : from) {
      for (SubjectClass server : to) {
        pairs.add(new Pair(client, server, port, entry));
      }
    }
    return pairs;
  }

  private List<SubjectClass> classes(List<Subject> subjects, boolean byNode) {
    if (subjects.size() == 1) {
      return List.of(new SubjectClass(subjects));
    }
    Map<Object, List<Subject>> classes = new LinkedHashMap<>();
    for (Subject subject : subjects) {
      Object key = subject instanceof Subject.OfPod of ? classOf(of.pod(), byNode) : subject;
      classes.computeIfAbsent(key, k -> new ArrayList<>()).add(subject);
    }
    return classes.values().stream().map(SubjectClass::new).toList();
  }

  /** A pod's own node is no stranger to it; and engines differ by the node's system. */
  private Object classOf(Pod pod, boolean byNode) {
    String node =
        byNode || pod.hostNetwork()
            ? pod.node()
            : inventory.node(pod.cluster(), pod.node()).map(Node::os).orElse("");
    return List.of(
        pod.cluster(),
        pod.namespace(),
        pod.labels(),
        pod.ports(),
        pod.hostNetwork(),
        node,
        addresses.of(pod.addresses()));
  }

  private boolean anyByNode(List<Subject> servers) {
    return servers.stream()
        .anyMatch(s -> s instanceof Subject.OfPod of && entrances.dependsOnNode(of.pod()));
  }

  private static boolean anyOnNode(List<Subject> subjects) {
    return subjects.stream()
        .anyMatch(
            s ->
                s instanceof Subject.OfNode
                    || (s instanceof Subject.OfPod of && of.pod().hostNetwork()));
  }
}
