package io.sluice.ingest.decode;

import io.sluice.ingest.FlowSink;

/**
 * A sink that takes a log in parts, each with the account of its own records. Decoding asks behind
 * every flow whether a part ends there; so records and flows are never torn apart.
 */
public interface PartSink extends FlowSink {
  /** Whether a part ends behind the flow that was just taken. */
  boolean full();

  /**
   * A part ends here, and the same log goes on.
   *
   * @param tally what decoding counted since the last part; what the sink answered counts in it
   */
  void part(PartTally tally);

  /** The same, and the log ends here; its last part may hold no flow. */
  void lastPart(PartTally tally);
}
