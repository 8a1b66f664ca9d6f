package io.sluice.ingest.kafka;

import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.follow.Checkpoint;
import io.sluice.ingest.follow.LogFollower;
import io.sluice.ingest.follow.LogStep;
import io.sluice.ingest.source.FollowedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows logs that grow, and puts what they have more than before into the topic of flow batches,
 * each record once: the batches and the checkpoint of the log are written in one transaction, which
 * only the owner of the checkpoint's partition can commit.
 *
 * <p>One thread's, but for {@link #stop} and {@link #state}. A source that fails is named in the
 * state and looked into again; the brokers' failing for good stops the loop.
 */
public final class SourceFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * How it goes.
   *
   * @param caughtUp whether all logs that were there at the last look are read
   * @param troubles what sources failed with at the last look, in their order
   * @param flows flows written so far
   * @param unread logs of no format that is read, with the reason
   */
  public record State(
      boolean caughtUp, List<String> troubles, long flows, Map<String, String> unread) {
    public State {
      troubles = List.copyOf(troubles);
      unread = Map.copyOf(unread);
    }
  }

  /** Since when a log is what it is. */
  private record Since(String version, long nanos) {}

  private final OwnedTable checkpoints;
  private final FollowPlan plan;
  private final KafkaTrouble trouble;
  private final LongSupplier nanoTime;
  private final Map<String, LogFollower> followers = new HashMap<>();
  private Map<String, Since> since = new HashMap<>();
  private long flows;
  private volatile boolean stopped;
  private volatile State state = new State(false, List.of(), 0, Map.of());

  SourceFollower(
      OwnedTable checkpoints, FollowPlan plan, KafkaTrouble trouble, LongSupplier nanoTime) {
    this.checkpoints = checkpoints;
    this.plan = plan;
    this.trouble = trouble;
    this.nanoTime = nanoTime;
  }

  /**
   * One of the instances of a group.
   *
   * @param group the group, whose instances share the logs
   * @param instance this instance's name; another one of the same name takes over from it
   */
  public static SourceFollower open(
      KafkaClients clients, FollowPlan plan, String group, String instance) {
    return new SourceFollower(
        OwnedTable.open(clients, plan.checkpoints(), group, instance),
        plan,
        new KafkaTrouble(clients),
        System::nanoTime);
  }

  /**
   * Works until it is stopped; what was read until then is committed.
   *
   * @throws UncheckedIOException where the brokers fail or refuse for good
   */
  public void run() {
    try {
      checkpoints.join();
      long next = nanoTime.getAsLong();
      while (!stopped) {
        checkpoints.poll(POLL);
        if (checkpoints.isReady() && nanoTime.getAsLong() - next >= 0 && !stopped) {
          look();
          next = nanoTime.getAsLong() + plan.interval().toNanos();
        }
      }
    } catch (WakeupException e) {
      // stopped
    } catch (KafkaException e) {
      throw trouble.outside(plan.checkpoints(), e);
    }
  }

  /** Looks into all sources, and reads what is new. */
  private void look() {
    List<String> troubles = new ArrayList<>();
    Map<String, String> unread = new HashMap<>();
    Map<String, Since> seen = new HashMap<>();
    Set<String> met = new HashSet<>();
    boolean all = true;
    for (FollowPlan.Source source : plan.sources()) {
      try {
        for (FollowedLog log : source.place().list()) {
          if (met.add(log.identity()) && !stopped) {
            all &= read(log, source.cluster(), seen, unread);
          }
        }
      } catch (UncheckedIOException | UnusableInputException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        troubles.add(String.valueOf(e.getMessage()));
      }
    }
    since = seen;
    state = new State(all && troubles.isEmpty() && !stopped, troubles, flows, unread);
  }

  /** Reads what a log has more than before; false where some of it is left for the next look. */
  private boolean read(
      FollowedLog log, String cluster, Map<String, Since> seen, Map<String, String> unread) {
    checkpoints.poll(Duration.ZERO);
    String name = log.identity();
    boolean more = true;
    while (more && !stopped && checkpoints.isReady() && checkpoints.owns(name)) {
      Optional<Checkpoint> before = checkpoint(name);
      Optional<LogStep> step = step(log, cluster, before, settled(log, seen));
      if (step.isPresent() && !commit(name, log, step.get())) {
        return false;
      }
      more = step.isPresent() && step.get().more();
      checkpoints.poll(Duration.ZERO);
    }
    Optional<Checkpoint> now = checkpoint(name);
    now.filter(at -> at.standing() == Checkpoint.Standing.UNREAD)
        .ifPresent(at -> unread.put(log.shown(), at.reason()));
    return !checkpoints.owns(name)
        || now.filter(at -> at.version().equals(log.version())).isPresent();
  }

  private Optional<LogStep> step(
      FollowedLog log, String cluster, Optional<Checkpoint> before, boolean settled) {
    try {
      return followers
          .computeIfAbsent(cluster, name -> new LogFollower(plan.limits(), name))
          .step(log, before, settled);
    } catch (IOException e) {
      throw new UncheckedIOException(log.shown() + ": " + e.getMessage(), e);
    }
  }

  private boolean settled(FollowedLog log, Map<String, Since> seen) {
    long now = nanoTime.getAsLong();
    Since known = since.get(log.identity());
    Since here =
        known != null && known.version().equals(log.version())
            ? known
            : new Since(log.version(), now);
    seen.put(log.identity(), here);
    return now - here.nanos() >= plan.settledAfter().toNanos();
  }

  private Optional<Checkpoint> checkpoint(String name) {
    try {
      return checkpoints.value(name).map(Checkpoint::read);
    } catch (UnusableInputException e) {
      throw KafkaTrouble.said(
          new TopicLocation(plan.checkpoints()) + ": " + name + ": " + e.getMessage());
    }
  }

  /** Writes a step; false where that failed, and all is read again from what is committed. */
  private boolean commit(String name, FollowedLog log, LogStep step) {
    byte[] key = log.shown().getBytes(StandardCharsets.UTF_8);
    List<ProducerRecord<byte[], byte[]>> batches = new ArrayList<>();
    for (byte[] batch : step.batches()) {
      batches.add(new ProducerRecord<>(plan.flowBatches(), key, batch));
    }
    boolean written = checkpoints.commit(batches, Map.of(name, Optional.of(step.next().bytes())));
    flows += written ? step.flows() : 0;
    return written;
  }

  /** How it went at the last look. */
  public State state() {
    return state;
  }

  /** Ends {@link #run} soon; any thread's. */
  public void stop() {
    stopped = true;
    checkpoints.wakeup();
  }

  /** Leaves the group. */
  @Override
  public void close() {
    checkpoints.close();
  }
}
