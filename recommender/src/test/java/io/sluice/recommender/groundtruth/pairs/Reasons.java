package io.sluice.recommender.groundtruth.pairs;

import io.sluice.analyzer.policy.Direction;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the reason of a difference, from what the input shows. */
final class Reasons {
  private static final int DNS_PORT = 53;

  private final Given given;
  private final Reading ours;
  private final Reading theirs;

  Reasons(Given given, Reading ours, Reading theirs) {
    this.given = given;
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Why ours lets something through that theirs does not. */
  Optional<Difference> ofOurs(Opening opening) {
    if (opening.port() == DNS_PORT && opening.server().startsWith("kube-system/")) {
      return Optional.of(Difference.DNS);
    }
    if (!given.calls().contains(opening.call())) {
      return Optional.empty();
    }
    if (!theirs.closed().contains(opening.direction() + " " + opening.subject())) {
      return Optional.of(Difference.OTHER_END);
    }
    if (given.servicePort() > 0) {
      return Optional.of(Difference.TARGET_PORT);
    }
    boolean across = !namespace(opening.client()).equals(namespace(opening.server()));
    return across ? Optional.of(Difference.NAMESPACE_LABEL) : Optional.empty();
  }

  /** Why theirs lets something through that ours does not. */
  Optional<Difference> ofTheirs(Opening opening) {
    if (given.servicePort() > 0 && opening.port() == given.servicePort()) {
      return Optional.of(Difference.SERVICE_PORT);
    }
    if (!given.calls().contains(opening.call())) {
      return Optional.of(Difference.NEVER_SEEN);
    }
    return outside(opening.server()) ? Optional.of(Difference.NO_DIRECTION) : Optional.empty();
  }

  /** Whether the input shows the workload of a closed end to call, or to be called. */
  boolean hasEvidence(String end) {
    String workload = end.substring(end.indexOf(' ') + 1);
    return given.calls().stream()
        .anyMatch(call -> call.client().equals(workload) || call.server().equals(workload));
  }

  /** Whether all calls of the workload of a closed end are to outside, and none is learnt. */
  boolean isOfCallsWithheld(String end) {
    String workload = end.substring(end.indexOf(' ') + 1);
    Set<Call> withheld = withheld();
    return hasEvidence(end)
        && given.calls().stream()
            .filter(call -> call.client().equals(workload) || call.server().equals(workload))
            .allMatch(call -> outside(call.server()) && withheld.contains(call));
  }

  private static boolean outside(String server) {
    return !server.contains("/");
  }

  /** Calls that ours does not let out. */
  Set<Call> withheld() {
    Set<Call> left = new LinkedHashSet<>(given.calls());
    ours.openings().stream()
        .filter(opening -> opening.direction() == Direction.EGRESS)
        .map(Opening::call)
        .forEach(left::remove);
    return left;
  }

  private static String namespace(String workload) {
    return workload.replaceFirst("/.*", "");
  }
}
