package io.sluice.analyzer.policy;

import io.sluice.analyzer.cluster.ClusterObject;
import io.sluice.analyzer.cluster.ClusterObject.Event;
import io.sluice.analyzer.policy.PolicyProblem.Severity;
import io.sluice.analyzer.policy.PolicyReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All readings of one policy, in the order of files and lines, and which of them counts. */
final class PolicyHistory {
  private final List<PolicyProblem> duplicates = new ArrayList<>();
  private Optional<Reading> last = Optional.empty();

  /** Adds a reading that the API server would accept. */
  void add(Reading reading, NetworkPolicy policy) {
    if (last.isEmpty() || supersedes(reading.object(), last.get().object())) {
      last = Optional.of(reading);
    } else if (isSameMoment(reading.object(), last.get().object())) {
      duplicates.add(
          PolicyLoader.problem(
              reading.object(),
              Severity.SUSPICIOUS,
              "a policy "
                  + policy.title()
                  + " stands already at "
                  + last.get().object().origin()
                  + ", which counts; this one is left out"));
    }
  }

  /** The policy as it is at the end; empty where it was deleted. */
  Optional<NetworkPolicy> last() {
    return last.filter(reading -> reading.object().event() != Event.DELETED)
        .flatMap(Reading::policy);
  }

  /** What is wrong with the reading that counts, and which others were left out. */
  List<PolicyProblem> problems() {
    List<PolicyProblem> problems = new ArrayList<>(duplicates);
    if (last().isPresent()) {
      last.ifPresent(reading -> problems.addAll(reading.problems()));
    }
    return problems;
  }

  /** A watch tells in its order what happened at one time; a snapshot does not. */
  private static boolean supersedes(ClusterObject later, ClusterObject earlier) {
    return later.epochMillis() > earlier.epochMillis()
        || (later.epochMillis() == earlier.epochMillis() && later.event() != Event.PRESENT);
  }

  private static boolean isSameMoment(ClusterObject a, ClusterObject b) {
    return a.epochMillis() == b.epochMillis()
        && a.event() == Event.PRESENT
        && b.event() == Event.PRESENT;
  }
}
