package io.sluice.analyzer.attribute;

import io.sluice.ingest.Flow;
import io.sluice.ingest.Orientation;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Tells which end of a record is the client where the record does not: nobody opens connections
 * from a Service's address, and an end that declares the port is the server unless the other one
 * declares its own as well. One thread's.
 */
final class Orienter {
  private final InventoryListeners listeners;

  Orienter(InventoryListeners listeners) {
    this.listeners = listeners;
  }

  Orientation of(Flow flow, End source, End destination) {
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

  private boolean declares(End end, int protocol, int port) {
    int index = ServicePorts.index(protocol);
    if (index < 0 || port < 0) {
      return false;
    }
    @Nullable RoaringBitmap declared = end.declared[index];
    if (declared == null) {
      declared = listeners.ports(end.party, protocol);
      end.declared[index] = declared;
    }
    return declared.contains(port);
  }
}
