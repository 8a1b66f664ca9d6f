package io.sluice.ingest.batch;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoded;
import io.sluice.ingest.decode.Decoding.Keeping;
import io.sluice.ingest.decode.Decoding.Seen;
import io.sluice.ingest.decode.LogDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the next stage gets of a log: its flows, its account, and what it calls addresses. */
public record Replayed(
    List<Seen> flows, List<FileSummary> summaries, SortedMap<String, Object> names) {
  /** Keeps flows, and skips some for reasons that depend on the flow alone. */
  private static final class Choosy implements FlowSink {
    final Keeping kept = new Keeping();

    @Override
    public Outcome accept(Flow flow) {
      kept.accept(flow);
      Outcome[] outcomes = {
        Outcome.USED, Outcome.USED, Outcome.USED, Outcome.MULTICAST, Outcome.OUTSIDE_WINDOW
      };
      return outcomes[Math.floorMod(flow.sourcePort * 31 + flow.destinationPort, outcomes.length)];
    }
  }

  private static Replayed of(Choosy sink, List<FileSummary> summaries) {
    HostNames names = sink.kept.endpoints.hostNames();
    SortedMap<String, Object> known = new TreeMap<>();
    names.addresses().forEach(address -> known.put(address.toString(), names.of(address)));
    return new Replayed(sink.kept.flows, summaries, known);
  }

  /** As decoding gives it. */
  public static Replayed directly(byte[] log, Optional<LogFormat> override) throws IOException {
    Choosy sink = new Choosy();
    Decoded decoded =
        new LogDecoder(sink.kept.endpoints, sink.kept.observers, override)
            .decode("a.log", new ByteArrayInputStream(log), sink);
    return of(sink, decoded.summary().map(List::of).orElse(List.of()));
  }

  /** The log as batches. */
  public static List<byte[]> batches(byte[] log, Optional<LogFormat> override, BatchLimits limits)
      throws IOException {
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    List<byte[]> values = new ArrayList<>();
    LogBatches sink =
        new LogBatches(
            new FlowBatchWriter(endpoints, observers, limits, ""),
            finished -> values.add(finished.value()));
    new LogDecoder(endpoints, observers, override)
        .decode("a.log", new ByteArrayInputStream(log), sink);
    return values;
  }

  /** As batches give it. */
  public static Replayed of(List<byte[]> values) throws IOException {
    Choosy sink = new Choosy();
    FlowReplay replay = new FlowReplay(sink.kept.endpoints, sink.kept.observers);
    ReplayedLogs logs = new ReplayedLogs();
    for (byte[] value : values) {
      logs.take(value, FlowBatch.read(value), replay, sink);
    }
    return of(sink, logs.summaries());
  }
}
