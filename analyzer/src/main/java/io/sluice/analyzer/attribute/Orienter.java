package io.sluice.analyzer.attribute;

import io.sluice.analyzer.edge.EphemeralPorts;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Reporter;

/**
 * Tells which end of a record is the client where the record does not: nobody opens connections
 * from a Service's address, and an end that declares the port is the server unless the other one
 * declares its own as well. What a recorder took for a new connection, and is a reply by what both
 * ends declare, is turned. One thread's.
 */
final class Orienter {
  private static final int UDP = 17;

  private final InventoryListeners listeners;

  Orienter(InventoryListeners listeners) {
    this.listeners = listeners;
  }

  Orientation of(Flow flow, End source, End destination) {
    if (isLateReply(flow, source, destination)) {
      turn(flow);
    }
    if (flow.orientation != Orientation.UNKNOWN) {
      return flow.orientation;
    }
    if (flow.has(Flow.SYN)) {
      return Orientation.CLIENT_TO_SERVER;
    }
    boolean sourceListens = source.isService() || declares(source, flow.protocol, flow.sourcePort);
    boolean destinationListens =
        destination.isService() || declares(destination, flow.protocol, flow.destinationPort);
    if (sourceListens == destinationListens) {
      return Orientation.UNKNOWN;
    }
    return destinationListens ? Orientation.CLIENT_TO_SERVER : Orientation.REPLY;
  }

  /**
   * A record that passes for a new connection because its recorder had lost the old one's state: no
   * record of TCP that shows a beginning, any of UDP, from a port that its sender declares to an
   * ephemeral one that its receiver does not.
   */
  private boolean isLateReply(Flow flow, End source, End destination) {
    return flow.orientation == Orientation.CLIENT_TO_SERVER
        && (flow.has(Flow.MIDSTREAM) || flow.protocol == UDP)
        && flow.verdict.forwarded()
        && EphemeralPorts.contains(flow.destinationPort)
        && !destination.isService()
        && declares(source, flow.protocol, flow.sourcePort)
        && !declares(destination, flow.protocol, flow.destinationPort);
  }

  private static void turn(Flow flow) {
    flow.orientation = Orientation.REPLY;
    flow.answer = Answer.YES;
    flow.connections = 0;
    flow.flags &= ~Flow.MIDSTREAM;
    if (flow.reporter != Reporter.UNKNOWN) {
      flow.reporter = flow.reporter == Reporter.CLIENT ? Reporter.SERVER : Reporter.CLIENT;
    }
  }

  private boolean declares(End end, int protocol, int port) {
    return end.declares(listeners, protocol, port);
  }
}
