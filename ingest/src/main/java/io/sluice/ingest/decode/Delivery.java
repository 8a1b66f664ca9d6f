package io.sluice.ingest.decode;

import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands the flows of one file to the next stage, and counts what becomes of each record. */
final class Delivery {
  private final FileTally tally;
  private final Position position;
  private final FlowSink sink;
  private final @Nullable LogFormat override;
  private final @Nullable PartSink parts;

  /**
   * A delivery.
   *
   * @param position where the current record stands
   * @param override the format that the user gave, or null
   */
  Delivery(FileTally tally, Position position, FlowSink sink, @Nullable LogFormat override) {
    this.tally = tally;
    this.position = position;
    this.sink = sink;
    this.override = override;
    this.parts = sink instanceof PartSink inParts ? inParts : null;
  }

  FileTally tally() {
    return tally;
  }

  @Nullable LogFormat override() {
    return override;
  }

  /** A record that was found cannot be read. */
  void unreadable(String problem) {
    tally.bad(Outcome.MALFORMED, position, problem);
  }

  /** A record that was found is a flow. */
  void take(Flow flow) {
    tally.taken(flow, sink.accept(flow));
    if (parts != null && parts.full()) {
      parts.part(tally.cut(Optional.ofNullable(override)));
    }
  }

  /** Whether a record is of the kind that the user asked for; counts it as bad where it is not. */
  boolean wanted(LogFormat format) {
    if (override == null || isKin(override, format)) {
      return true;
    }
    unreadable("looks like " + format.title() + ", but the format was given as " + override.word());
    return false;
  }

  private static boolean isKin(LogFormat one, LogFormat other) {
    return one == other || (isHubble(one) && isHubble(other)) || (isAzure(one) && isAzure(other));
  }

  private static boolean isAzure(LogFormat format) {
    return format == LogFormat.VNET || format == LogFormat.NSG;
  }

  static boolean isHubble(LogFormat format) {
    return format == LogFormat.HUBBLE
        || format == LogFormat.ACNS
        || format == LogFormat.CONTAINER_NETWORK_LOGS
        || format == LogFormat.RETINA;
  }
}
