package io.sluice.analyzer.stream;

import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchException;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Turns flow batches into a record per row of a table of their own, one for each log, and one per
 * address that they have names for. Batches stand in a store until as many are there as are worth
 * it, or some time has passed, and until the inventory has come far enough; they go on in the order
 * in which they came. A batch that comes again counts once.
 */
final class Attributing implements Work {
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  /** So many bytes are attributed together without waiting for more. */
  private static final long ENOUGH_BYTES = 4 << 20;

  /** So long it may be worked at in one go: the thread has other tasks, and must commit soon. */
  private static final long RELEASE_NANOS = Duration.ofMillis(500).toNanos();

  private final StreamSettings settings;
  private final InventoryTable inventory;
  private final ProcessorContext<byte[], Attributed> context;
  private final Arrivals arrivals;
  private final Gathering gathering;
  private final WaitingMetrics waiting;

  /** Whether the oldest batch waits for the inventory, as far as was seen last. */
  private boolean held;

  Attributing(
      StreamSettings settings,
      InventoryTable inventory,
      ProcessorContext<byte[], Attributed> context) {
    this.settings = settings;
    this.inventory = inventory;
    this.context = context;
    arrivals = new Arrivals(context.getStateStore(EdgeTopology.WAITING));
    gathering = new Gathering(settings, inventory, context);
    waiting = new WaitingMetrics(context.metrics(), context.taskId());
    context.schedule(
        settings.emitEvery(),
        PunctuationType.WALL_CLOCK_TIME,
        now -> {
          release();
          waiting.say(arrivals);
        });
    context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, gathering::forget);
  }

  @Override
  public void accept(Record<byte[], byte[]> record) {
    Arrival arrival =
        new Arrival(
            context.currentSystemTimeMs(),
            record.timestamp(),
            place(),
            record.key() == null ? new byte[0] : record.key(),
            record.value() == null ? new byte[0] : record.value());
    if (!FlowBatch.is(arrival.value())) {
      DeadLetters.put(context, arrival, "no flow batch");
      return;
    }
    arrivals.add(arrival);
    if (!held && arrivals.bytes() > ENOUGH_BYTES) {
      release();
    }
  }

  private String place() {
    return context
        .recordMetadata()
        .map(meta -> meta.topic() + "/" + meta.partition() + "@" + meta.offset())
        .orElse("");
  }

  private boolean waited(Arrival arrival) {
    return context.currentSystemTimeMs() - arrival.wallMillis() >= settings.maxWait().toMillis();
  }

  private boolean inTime(FlowBatch batch) {
    return inventory
        .current()
        .reaches(batch.tally().clusters(), batch.tally().lastMillis(), settings.grace().toMillis());
  }

  private void release() {
    if (arrivals.isEmpty()) {
      return;
    }
    long until = System.nanoTime() + RELEASE_NANOS;
    held = false;
    while (!held && !arrivals.isEmpty() && System.nanoTime() < until) {
      KeyValue<byte[], Arrival> oldest = arrivals.oldest();
      held = !goesOn(oldest.value);
      if (!held) {
        arrivals.remove(oldest.key);
      }
    }
    gathering.handOn();
  }

  /** Whether a batch needs to wait no longer; it is added then, or put aside where it is broken. */
  private boolean goesOn(Arrival arrival) {
    try {
      FlowBatch batch = FlowBatch.read(arrival.value());
      boolean inTime = inTime(batch);
      if (!inTime && !waited(arrival)) {
        return false;
      }
      gathering.add(batch, arrival, inTime);
    } catch (FlowBatchException e) {
      DeadLetters.put(context, arrival, String.valueOf(e.getMessage()));
    }
    return true;
  }

  @Override
  public void close() {
    waiting.close();
  }
}
