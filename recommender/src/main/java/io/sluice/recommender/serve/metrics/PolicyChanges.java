package io.sluice.recommender.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.recommender.serve.answer.WorkloadAnswer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what changes from one answer to the next. */
final class PolicyChanges {
  private final MeterRegistry registry;
  private Map<String, String> digests = Map.of();
  private boolean answered;

  PolicyChanges(MeterRegistry registry) {
    this.registry = registry;
    List.of("proposed", "changed", "withdrawn").forEach(this::counter);
  }

  private Counter counter(String kind) {
    return Counter.builder("sluice.recommendation.changes")
        .description("Policies that were proposed, changed or withdrawn since the start")
        .tag("kind", kind)
        .register(registry);
  }

  /** The first answer changes nothing: what was proposed before is not known. */
  void answered(Collection<WorkloadAnswer> now) {
    Map<String, String> then = digests;
    Map<String, String> next = new TreeMap<>();
    now.forEach(
        workload -> workload.yaml().ifPresent(y -> next.put(workload.key(), workload.digest())));
    if (answered) {
      next.forEach(
          (key, digest) -> {
            String before = then.get(key);
            if (before == null) {
              counter("proposed").increment();
            } else if (!before.equals(digest)) {
              counter("changed").increment();
            }
          });
      then.keySet().stream()
          .filter(key -> !next.containsKey(key))
          .forEach(key -> counter("withdrawn").increment());
    }
    digests = next;
    answered = true;
  }
}
