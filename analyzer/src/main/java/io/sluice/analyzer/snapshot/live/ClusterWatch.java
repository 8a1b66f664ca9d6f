package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a running cluster: tells a listener of every object that is kept, of each change, and how
 * far that is complete. Never silently stale: while any watch is down, completeness stands still;
 * where one stays down, {@link #run} ends with an error.
 *
 * <p>Each kind is watched on a thread of its own. All of them tell through this class, under its
 * lock.
 */
public final class ClusterWatch implements AutoCloseable {
  /** How often the watches are looked after. */
  private static final Duration ROUND = Duration.ofMillis(250);

  /** How long what was sent may still be on its way when something later is there. */
  private static final long UNDER_WAY_MILLIS = 2000;

  /** How one kind stands. */
  private static final class Standing {
    final KindState state = new KindState();
    OptionalLong heardMillis = OptionalLong.empty();
    boolean leftOut;
    boolean lost;
  }

  private final ClusterApi api;
  private final Patience patience;
  private final ServerClock clock;
  private final WatchListener listener;
  private final Map<KindWatch, Standing> standings = new LinkedHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private long stampMillis = Long.MIN_VALUE;
  private long completeMillis = Long.MIN_VALUE;
  private @Nullable RuntimeException failure;

  /**
   * A watch that {@link #run} begins.
   *
   * @param machine the clock of this machine; the server's dates put it right
   */
  public ClusterWatch(
      ClusterApi api,
      Scope scope,
      Patience patience,
      InstantSource machine,
      WatchListener listener) {
    this(LiveKind.all(), api, scope, patience, machine, listener);
  }

  ClusterWatch(
      List<LiveKind> kinds,
      ClusterApi api,
      Scope scope,
      Patience patience,
      InstantSource machine,
      WatchListener listener) {
    this.api = api;
    this.patience = patience;
    this.clock = new ServerClock(machine);
    this.listener = listener;
    for (LiveKind kind : kinds) {
      for (String namespace : scope.parts(kind)) {
        standings.put(new KindWatch(this, kind, namespace), new Standing());
      }
    }
  }

  /**
   * Follows the cluster until {@link #close} is called, or for a time.
   *
   * @param atMost how long; empty for as long as nobody closes it
   * @throws ClusterException where the cluster cannot be followed any longer
   */
  public void run(Optional<Duration> atMost) {
    List<Thread> threads = new ArrayList<>();
    for (KindWatch watch : standings.keySet()) {
      Thread thread = new Thread(watch, "watch of " + watch.title());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    try {
      look(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      threads.forEach(ClusterWatch::join);
    }
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void look(Optional<Duration> atMost) throws InterruptedException {
    long began = System.nanoTime();
    while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
      standings.keySet().forEach(watch -> watch.checkSilence(patience.silence()));
      standings.keySet().stream()
          .filter(watch -> watch.unheard().compareTo(patience.outage()) > 0)
          .findFirst()
          .ifPresent(this::giveUp);
      if (atMost.isPresent() && System.nanoTime() - began >= atMost.get().toNanos()) {
        return;
      }
    }
  }

  private void giveUp(KindWatch watch) {
    fatal(
        new ClusterException(
            api.server()
                + ": the watch of "
                + watch.title()
                + " has been down for more than "
                + patience.outage().toSeconds()
                + " seconds; what happened since "
                + (completeMillis() == Long.MIN_VALUE
                    ? "the start"
                    : LiveText.time(completeMillis()))
                + " is not known. Start again when the API server answers"));
  }

  private static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the watch; {@link #run} returns. */
  @Override
  public void close() {
    closed.countDown();
    standings.keySet().forEach(KindWatch::close);
  }

  /** Every object as last heard of, in the order in which they are written. */
  public synchronized List<ObjectNode> present() {
    return standings.values().stream()
        .map(standing -> standing.state.objects())
        .flatMap(Collection::stream)
        .sorted(LiveText.ORDER)
        .toList();
  }

  /** How far everything was told, or {@link Long#MIN_VALUE}. */
  public synchronized long completeMillis() {
    return completeMillis;
  }

  ClusterApi api() {
    return api;
  }

  Patience patience() {
    return patience;
  }

  ServerClock clock() {
    return clock;
  }

  /** Ends everything because of an error; the first one counts. */
  synchronized void fatal(RuntimeException e) {
    if (failure == null && closed.getCount() > 0) {
      failure = e;
    }
    closed.countDown();
  }

  synchronized boolean isListed(KindWatch watch) {
    return standing(watch).state.isListed();
  }

  synchronized void listed(KindWatch watch, KindList.Listed listed) {
    tell(standing(watch).state.list(listed.objects()), listed.epochMillis());
    heard(watch, listed.epochMillis());
  }

  /** The cluster has no such kind, or not any longer. */
  synchronized void missing(KindWatch watch) {
    tell(standing(watch).state.list(List.of()), clock.millis());
    heard(watch, Long.MAX_VALUE);
  }

  synchronized void leftOut(KindWatch watch, String reason) {
    Standing standing = standing(watch);
    if (!standing.leftOut) {
      standing.leftOut = true;
      listener.leftOut(reason);
    }
    heard(watch, Long.MAX_VALUE);
  }

  synchronized void event(KindWatch watch, Event event, ObjectNode object) {
    long now = clock.millis();
    KindState.Change change = standing(watch).state.event(event, object);
    if (change != null) {
      tell(List.of(change), now);
    }
    heard(watch, now);
  }

  /** All that happened to this kind until now was told. */
  synchronized void heard(KindWatch watch) {
    heard(watch, clock.millis());
  }

  synchronized void lost(KindWatch watch, String reason) {
    Standing standing = standing(watch);
    if (!standing.lost && closed.getCount() > 0) {
      standing.lost = true;
      listener.lost("the watch of " + watch.title() + " is down: " + reason);
    }
  }

  private Standing standing(KindWatch watch) {
    return Objects.requireNonNull(standings.get(watch));
  }

  private void tell(List<KindState.Change> changes, long epochMillis) {
    if (closed.getCount() == 0) {
      return;
    }
    stampMillis = Math.max(stampMillis, epochMillis);
    changes.forEach(change -> listener.object(change.event(), stampMillis, change.object()));
  }

  /** The same until a moment. */
  synchronized void heard(KindWatch watch, long untilMillis) {
    Standing standing = standing(watch);
    standing.heardMillis = OptionalLong.of(untilMillis);
    standing.lost = false;
    long all = Long.MAX_VALUE;
    for (Standing each : standings.values()) {
      all = Math.min(all, each.heardMillis.orElse(Long.MIN_VALUE));
    }
    boolean known = all != Long.MIN_VALUE && all != Long.MAX_VALUE;
    if (known && all - UNDER_WAY_MILLIS > completeMillis && closed.getCount() > 0) {
      completeMillis = all - UNDER_WAY_MILLIS;
      listener.completeUntil(completeMillis);
    }
  }
}
