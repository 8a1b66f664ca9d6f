package io.sluice.recommender.recommend.schedule;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Counts the runs of CronJobs. */
public final class RunCounter {
  private static final long HOUR_MILLIS = 3_600_000L;

  private final Inventory inventory;
  private final ObservedWindow window;
  private final Map<Workload, RoaringBitmap> hours = new HashMap<>();

  /** A counter over all edges, whatever they count for: a stopped flow was sent by a run too. */
  public RunCounter(Inventory inventory, ObservedWindow window, Collection<JudgedEdge> edges) {
    this.inventory = inventory;
    this.window = window;
    for (JudgedEdge judged : edges) {
      note(judged.edge().key().client(), judged.edge());
      note(judged.edge().key().server(), judged.edge());
    }
  }

  private void note(Party party, Edge edge) {
    if (party instanceof Workload workload) {
      hours.computeIfAbsent(workload, w -> new RoaringBitmap()).or(edge.hours());
    }
  }

  /** The runs of these jobs, in their order. */
  public List<ScheduledRuns> count(Collection<CronJob> jobs) {
    List<ScheduledRuns> all = new ArrayList<>();
    jobs.forEach(job -> all.add(count(job)));
    return all;
  }

  private ScheduledRuns count(CronJob job) {
    RoaringBitmap seenHours = hours.getOrDefault(job.workload(), new RoaringBitmap());
    NavigableSet<Long> begun = begun(job.workload());
    boolean active = !seenHours.isEmpty() || begun.stream().anyMatch(this::inWindow);
    if (Schedule.of(job) instanceof Schedule.ByClock clock) {
      return job.suspended()
          ? new ScheduledRuns(job, 0, 0, 0, active, Optional.empty(), "")
          : count(job, clock, seenHours, begun, active);
    }
    String problem = Schedule.of(job) instanceof Schedule.Unreadable u ? u.problem() : "";
    return new ScheduledRuns(job, 0, 0, 0, active, Optional.empty(), problem);
  }

  private boolean inWindow(long epochMillis) {
    return window.fromMillis() <= epochMillis && epochMillis <= window.toMillis();
  }

  private ScheduledRuns count(
      CronJob job,
      Schedule.ByClock clock,
      RoaringBitmap seenHours,
      NavigableSet<Long> begun,
      boolean active) {
    NavigableSet<Long> due =
        clock.expression().between(clock.zone(), window.fromMillis(), window.toMillis());
    int seen = 0;
    int withoutData = 0;
    for (long at : due) {
      long until = untilNext(due, at);
      boolean found =
          !begun.subSet(at, true, until, false).isEmpty() || anyHour(seenHours, at, until);
      seen += found ? 1 : 0;
      withoutData += anyHour(window.hours(), at, until) ? 0 : 1;
    }
    return new ScheduledRuns(job, due.size(), seen, withoutData, active, next(clock), "");
  }

  private Optional<Long> next(Schedule.ByClock clock) {
    if (window.fromMillis() > window.toMillis()) {
      return Optional.empty();
    }
    OptionalLong next = clock.expression().after(clock.zone(), window.toMillis());
    return next.isPresent() ? Optional.of(next.getAsLong()) : Optional.empty();
  }

  /** A run counts as the one that was due within the hour before it, and not after the next one. */
  private static long untilNext(NavigableSet<Long> due, long at) {
    Long next = due.higher(at);
    return Math.min(at + HOUR_MILLIS, next == null ? Long.MAX_VALUE : next);
  }

  private static boolean anyHour(RoaringBitmap hours, long fromMillis, long untilMillis) {
    long first = fromMillis / HOUR_MILLIS;
    long last = (untilMillis - 1) / HOUR_MILLIS;
    return hours.intersects(first, last + 1);
  }

  /** When the pods of a workload began, as their objects say. */
  private NavigableSet<Long> begun(Workload workload) {
    TreeSet<Long> begun = new TreeSet<>();
    inventory
        .podsOf(workload)
        .forEach(
            (IntConsumer)
                id -> {
                  Pod pod = inventory.pods().get(id);
                  if (pod.origin() == Pod.Origin.OBJECT) {
                    begun.add(pod.startMillis());
                  }
                });
    return begun;
  }
}
