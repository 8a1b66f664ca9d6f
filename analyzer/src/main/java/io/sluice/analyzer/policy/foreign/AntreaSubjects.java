package io.sluice.analyzer.policy.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.foreign.ForeignReach.Ends;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Reads the subjects of Antrea's policies: entries of {@code appliedTo}. A policy without that list
 * has one in each rule, or groups that stand elsewhere: it may then select every pod.
 *
 * @see <a href="https://antrea.io/docs/main/docs/antrea-network-policy/">documentation</a>
 */
final class AntreaSubjects {
  private static final Set<String> PLAIN = Set.of("podSelector", "namespaceSelector");

  private AntreaSubjects() {}

  static List<ForeignReach> read(JsonNode policy) {
    JsonNode spec = policy.path("spec");
    Set<Direction> directions = Conditions.sections(spec);
    List<ForeignReach> reaches = new ArrayList<>();
    for (JsonNode entry : spec.path("appliedTo")) {
      reaches.add(entry(entry, directions));
    }
    return reaches.isEmpty()
        ? List.of(ForeignReach.everything(Ends.PODS_AND_NODES, directions))
        : reaches;
  }

  private static ForeignReach entry(JsonNode entry, Set<Direction> directions) {
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      if (!PLAIN.contains(names.next())) {
        boolean nodes = entry.size() == 1 && entry.has("nodeSelector");
        return ForeignReach.everything(nodes ? Ends.NODES : Ends.PODS_AND_NODES, directions);
      }
    }
    return new ForeignReach(
        Ends.PODS,
        LabelSelector.of(Conditions.of(entry.path("podSelector"))),
        LabelSelector.of(Conditions.onName(Conditions.of(entry.path("namespaceSelector")))),
        directions);
  }
}
