package io.sluice.ingest;

/** Takes flows one by one; the next stage. Called by one thread. */
@FunctionalInterface
public interface FlowSink {
  /**
   * Takes one flow.
   *
   * @param flow the decoder's cursor; must not be kept
   * @return whether the record was used, or why it was skipped
   */
  Outcome accept(Flow flow);
}
