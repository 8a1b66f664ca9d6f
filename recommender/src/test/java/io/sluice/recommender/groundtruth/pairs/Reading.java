package io.sluice.recommender.groundtruth.pairs;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What policies mean for the pods of a pair, each direction for itself.
 *
 * @param openings what isolated ends let through
 * @param closed {@code direction namespace/deployment} of isolated ends
 */
record Reading(Set<Opening> openings, Set<String> closed) {
  /** Of all pods of the pair, and of the ports and outside addresses of its calls. */
  static Reading of(Given given, Inventory inventory, PolicySet policies) {
    EngineProfile engine = EngineProfile.ofName("generic").orElseThrow();
    Evaluator evaluator = new Evaluator(policies, inventory, engine);
    Map<Subject, String> ends = ends(given, inventory);
    Set<Opening> openings = new java.util.LinkedHashSet<>();
    Set<String> closed = new TreeSet<>();
    for (Map.Entry<Subject, String> subject : ends.entrySet()) {
      for (Direction direction : Direction.values()) {
        if (isolated(evaluator, subject.getKey(), direction)) {
          closed.add(direction + " " + subject.getValue());
          for (Map.Entry<Subject, String> peer : ends.entrySet()) {
            if (!peer.getKey().equals(subject.getKey())) {
              openings.addAll(openings(given, evaluator, direction, subject, peer));
            }
          }
        }
      }
    }
    return new Reading(openings, closed);
  }

  private static boolean isolated(Evaluator evaluator, Subject subject, Direction direction) {
    return subject instanceof Subject.OfPod of
        && !evaluator.isolating(of.pod(), direction).isEmpty();
  }

  private static Map<Subject, String> ends(Given given, Inventory inventory) {
    Map<Subject, String> ends = new LinkedHashMap<>();
    for (PairPod pod : given.pods()) {
      Pod found =
          inventory
              .pod("", pod.namespace(), pod.name(), inventory.takenAtMillis())
              .orElseThrow(() -> new AssertionError(pod + " is not in the inventory"));
      ends.put(new Subject.OfPod(found), pod.workload());
    }
    for (Call call : given.calls()) {
      IpAddress.parse(call.server())
          .ifPresent(address -> ends.put(new Subject.OfAddress(address), call.server()));
    }
    return ends;
  }

  private static List<Opening> openings(
      Given given,
      Evaluator evaluator,
      Direction direction,
      Map.Entry<Subject, String> subject,
      Map.Entry<Subject, String> peer) {
    boolean out = direction == Direction.EGRESS;
    Map.Entry<Subject, String> client = out ? subject : peer;
    Map.Entry<Subject, String> server = out ? peer : subject;
    List<Opening> openings = new ArrayList<>();
    for (String asked : ports(given)) {
      String[] parts = asked.split("/", -1);
      int port = Integer.parseInt(parts[0]);
      int protocol = parts[1].equals("UDP") ? 17 : 6;
      Connection connection = new Connection(client.getKey(), server.getKey(), protocol, port);
      if (evaluator.evaluate(connection, direction).allows()) {
        openings.add(new Opening(direction, client.getValue(), server.getValue(), parts[1], port));
      }
    }
    return openings;
  }

  private static Set<String> ports(Given given) {
    Set<String> ports = PairSnapshot.ports(given.calls());
    ports.addAll(Set.of("53/UDP", "53/TCP"));
    if (given.servicePort() > 0) {
      ports.add(given.servicePort() + "/TCP");
    }
    return ports;
  }
}
