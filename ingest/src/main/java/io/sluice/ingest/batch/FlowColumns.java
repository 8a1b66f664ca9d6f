package io.sluice.ingest.batch;

import io.sluice.ingest.Flow;
import java.util.List;

/** The numbers of a batch's flows, column by column; one flow after another. */
final class FlowColumns {
  private final FieldBytes source = new FieldBytes();
  private final FieldBytes destination = new FieldBytes();
  private final FieldBytes observer = new FieldBytes();
  private final FieldBytes times = new FieldBytes();
  private final FieldBytes sourcePort = new FieldBytes();
  private final FieldBytes destinationPort = new FieldBytes();
  private final FieldBytes kind = new FieldBytes();
  private final FieldBytes connections = new FieldBytes();
  private final FieldBytes bytes = new FieldBytes();
  private final List<FieldBytes> all =
      List.of(
          source,
          destination,
          observer,
          times,
          sourcePort,
          destinationPort,
          kind,
          connections,
          bytes);
  private long lastMillis;
  private int flows;

  /** Adds a flow, whose ends, observer and kind have these numbers in the batch. */
  void add(Flow flow, int sourceEnd, int destinationEnd, int seenBy, int ofKind) {
    source.number(sourceEnd);
    destination.number(destinationEnd);
    observer.number(seenBy);
    times.signed(flow.epochMillis - lastMillis);
    lastMillis = flow.epochMillis;
    sourcePort.number(flow.sourcePort + 1L);
    destinationPort.number(flow.destinationPort + 1L);
    kind.number(ofKind);
    connections.number(flow.connections);
    bytes.number(flow.bytes);
    flows++;
  }

  int flows() {
    return flows;
  }

  /** How many bytes they take. */
  int length() {
    int length = 0;
    for (int i = 0; i < all.size(); i++) {
      length += all.get(i).length();
    }
    return length;
  }

  /** How many flows, then each column. */
  void write(FieldBytes to) {
    to.number(flows);
    all.forEach(to::block);
  }

  void clear() {
    all.forEach(FieldBytes::clear);
    lastMillis = 0;
    flows = 0;
  }
}
