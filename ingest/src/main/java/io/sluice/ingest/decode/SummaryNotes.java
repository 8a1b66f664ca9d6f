package io.sluice.ingest.decode;

import io.sluice.ingest.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the counts of a whole log say to a reader of the result. */
final class SummaryNotes {
  private SummaryNotes() {}

  static List<String> of(PartTally log) {
    List<String> notes = new ArrayList<>();
    if (log.formats().size() > 1) {
      notes.add(
          log.formats().stream()
              .map(LogFormat::word)
              .collect(Collectors.joining(", ", "holds records of several formats: ", "")));
    }
    if (log.nsgV1() && log.nsgV2()) {
      notes.add("holds both NSG v1 and v2 records");
    }
    if (log.formats().contains(LogFormat.GKE_POLICY)) {
      notes.add(
          "shows only connections that a policy in force decided about, and those that went through"
              + " only where logging of allowed connections is on");
    }
    addCalico(log, notes);
    if (log.aggregated()) {
      notes.add(
          "aggregated (ACNS): no pod names, no addresses; what the agent left out when it was throttled"
              + " is not told");
    }
    if (log.timeless() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d records have no time (a field mask?): taken as of the snapshot",
              log.timeless()));
    }
    if (log.unoriented() * 2 > log.hubbleFlows()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "is_reply and traffic_direction are missing in %d of %d records: a field mask?",
              log.unoriented(),
              log.hubbleFlows()));
    }
    return notes;
  }

  private static void addCalico(PartTally log, List<String> notes) {
    if (log.calicoNameless() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "aggregated (Calico): %d of %d records name no pod; workloads stand for them",
              log.calicoNameless(),
              log.calicoFlows()));
    }
    if (log.calicoPortless() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "aggregated (Calico): %d of %d records have no destination port: they hold open, no"
                  + " rule is made of them",
              log.calicoPortless(),
              log.calicoFlows()));
    }
  }
}
