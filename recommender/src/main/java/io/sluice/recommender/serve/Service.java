package io.sluice.recommender.serve;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.stream.Delays;
import io.sluice.analyzer.stream.EdgeTopology;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.source.FollowedSource;
import io.sluice.recommender.serve.answer.Answer;
import io.sluice.recommender.serve.failure.Failures;
import io.sluice.recommender.serve.failure.HeapUsedUpException;
import io.sluice.recommender.serve.failure.HeapWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * One instance of the service under way: the topology, the batches of single records beside it, and
 * the reading of its edges. {@link #await} ends when it does.
 */
public final class Service implements Served, AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(25);

  /** So long {@link #close} takes at the most. */
  public static final Duration LONGEST_CLOSE = CLOSING.plus(SideWork.LONGEST_STOP);

  private static final long NEVER = Long.MIN_VALUE;

  private final ServeSettings settings;
  private final Optional<Instant> begunFrom;
  private final EdgeTopology topology;
  private final KafkaStreams streams;
  private final EdgesFollower follower;
  private final SideWork side;
  private final Failures failures;
  private final HeapWatch heap;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger restoring = new AtomicInteger();
  private volatile boolean closing;

  /** The first version at which everything that there was had been read. */
  private volatile long wholeFrom = NEVER;

  private Service(
      ServeSettings settings,
      KafkaSettings kafka,
      Consumer<String> say,
      Optional<Instant> begunFrom) {
    this.settings = settings;
    this.begunFrom = begunFrom;
    this.topology = EdgeTopology.of(settings.stream());
    this.heap = new HeapWatch(this::heapIsUsedUp);
    this.follower =
        new EdgesFollower(new TopicLocation(settings.stream().edges()), kafka, say, heap);
    this.side = new SideWork(settings, kafka, say, heap);
    this.failures = new Failures(say, heap, System::nanoTime);
    this.streams = new KafkaStreams(topology.topology(), StreamProperties.of(settings, kafka));
    streams.setUncaughtExceptionHandler(failures);
    streams.setGlobalStateRestoreListener(new Restoring());
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            ended.countDown();
          }
        });
  }

  /**
   * Starts an instance.
   *
   * @param kafka with the environment's part
   * @param sources the place behind a URL of blobs
   * @param say gets what an operator should see, a line at a time
   * @throws UncheckedIOException where topics are missing, the edges are those of another
   *     application, or the brokers fail or refuse
   */
  public static Service start(
      ServeSettings settings,
      KafkaSettings kafka,
      Function<String, FollowedSource> sources,
      Consumer<String> say) {
    Optional<Instant> from = new Beginning(settings, kafka, say).settle();
    Service service = new Service(settings, kafka, say, from);
    SideWork.thread(service.heap, "sluice-heap").start();
    service.streams.start();
    SideWork.thread(service.follower, "sluice-edges").start();
    service.side.start(sources);
    return service;
  }

  /**
   * Takes part in saying what the service comes to, until it ends.
   *
   * @param answers the latest answer that was made of what {@link Served} gives
   */
  public void announce(Supplier<Optional<Answer>> answers) {
    side.announce(() -> answers.get().filter(this::isWhole));
  }

  /** Whether an answer was made when everything that there was had been read. */
  private boolean isWhole(Answer answer) {
    if (wholeFrom == NEVER && health().ready()) {
      wholeFrom = version();
    }
    return wholeFrom != NEVER && answer.version() >= wholeFrom && health().ready();
  }

  /** How many stores are being filled from their changelogs; not how far that is. */
  private final class Restoring implements StateRestoreListener {
    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
      restoring.incrementAndGet();
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
      restoring.decrementAndGet();
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
      restoring.decrementAndGet();
    }
  }

  /** Makes room for what is to be said at the end. */
  private void heapIsUsedUp() {
    follower.drop();
    ended.countDown();
  }

  /**
   * Waits until the instance has ended.
   *
   * @throws HeapUsedUpException where it had too little memory
   * @throws UncheckedIOException where it ended because it failed otherwise
   */
  public void await() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (heap.isUsedUp()) {
      throw heap.ending();
    }
    if (!closing) {
      String message =
          "the service ended: " + (failures.last().isEmpty() ? "see above" : failures.last());
      throw new UncheckedIOException(message, new IOException(message));
    }
  }

  /** Commits what is under way and ends, within {@link #LONGEST_CLOSE}. */
  @Override
  public void close() {
    closing = true;
    side.stop();
    follower.stop();
    streams.close(CLOSING);
    heap.stop();
    ended.countDown();
  }

  /** From when on it reads what was published, where it is new and begins there. */
  public Optional<Instant> begunFrom() {
    return begunFrom;
  }

  /** What its metrics are read from. */
  public KafkaStreams streams() {
    return streams;
  }

  @Override
  public StoredTable edges() {
    return follower.table();
  }

  @Override
  public Delays delays() {
    return follower.delays();
  }

  @Override
  public List<ClusterObject> clusterObjects() {
    return topology.inventory().current().objects();
  }

  @Override
  public long version() {
    return follower.version() + topology.inventory().current().version();
  }

  @Override
  public Health health() {
    int threads = (int) streams.metadataForLocalThreads().stream().filter(Service::works).count();
    Health.State state = state();
    boolean read = follower.caughtUp();
    String stale = topology.inventory().current().stale(System.currentTimeMillis(), longest());
    boolean caughtUp = read && stale.isEmpty();
    return new Health(state, threads, settings.threads(), caughtUp, reason(state, read, stale));
  }

  /** Past that flows go on without their inventory. */
  private long longest() {
    return settings.stream().grace().plus(settings.stream().maxWait()).toMillis();
  }

  private static boolean works(ThreadMetadata thread) {
    return !thread.threadState().equals("DEAD") && !thread.threadState().equals("PENDING_SHUTDOWN");
  }

  private String reason(Health.State state, boolean read, String stale) {
    String problem = topology.inventory().current().problem();
    if (state == Health.State.FAILED) {
      return heap.isUsedUp() ? "its memory is used up" : failures.last();
    }
    if (state != Health.State.RUNNING) {
      return state.name().toLowerCase(Locale.ROOT);
    }
    if (!read) {
      return "reading the topic of edges";
    }
    return stale.isEmpty() ? problem : stale;
  }

  private Health.State state() {
    if (heap.isUsedUp()) {
      return Health.State.FAILED;
    }
    return switch (streams.state()) {
      case CREATED -> Health.State.STARTING;
      case REBALANCING -> restoring.get() > 0 ? Health.State.RESTORING : Health.State.REBALANCING;
      case RUNNING -> Health.State.RUNNING;
      case PENDING_SHUTDOWN, NOT_RUNNING -> Health.State.STOPPING;
      case PENDING_ERROR, ERROR -> Health.State.FAILED;
    };
  }
}
