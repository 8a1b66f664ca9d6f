package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.policy.load.PolicyReader.Reading;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
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

  /** The reading that holds at the end; empty where the policy was deleted. */
  Optional<Reading> last(PolicySnapshots snapshots) {
    return last.filter(reading -> reading.object().event() != Event.DELETED)
        .filter(
            reading ->
                !snapshots.isGoneAfter(
                    reading.policy().orElseThrow(), reading.object().epochMillis()));
  }

  /** Readings that were left out although they are of the same time as the one that counts. */
  List<PolicyProblem> duplicates() {
    return List.copyOf(duplicates);
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
