package io.sluice.recommender.cli;

import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.Outcome;

/**
 * The times from which records count.
 *
 * @param fromMillis first moment
 * @param untilMillis moment behind the last one
 */
record TimeWindow(long fromMillis, long untilMillis) {
  static final TimeWindow ALL = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Refuses a window that nothing can be in. */
  TimeWindow {
    if (fromMillis >= untilMillis) {
      throw new UsageException("--since must be before --until");
    }
  }

  /** A sink that passes on only what is inside. */
  FlowSink before(FlowSink sink) {
    return equals(ALL) ? sink : flow -> holds(flow) ? sink.accept(flow) : Outcome.OUTSIDE_WINDOW;
  }

  private boolean holds(Flow flow) {
    return fromMillis <= flow.epochMillis && flow.epochMillis < untilMillis;
  }
}
