package io.sluice.ingest.decode;

import io.sluice.ingest.Account;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes a text and keeps every flow, for tests to look at. */
public final class Decoding {
  /** A flow that can be kept. */
  public record Seen(
      Endpoint source,
      Endpoint destination,
      int sourcePort,
      int destinationPort,
      int protocol,
      long epochMillis,
      Orientation orientation,
      Reporter reporter,
      ObservedVerdict verdict,
      Answer answer,
      Vantage vantage,
      AddressFamily family,
      long connections,
      long bytes,
      Optional<Observer> observer,
      int flags) {}

  /** Keeps what it takes. */
  public static final class Keeping implements FlowSink {
    public final List<Seen> flows = new ArrayList<>();
    public final EndpointDictionary endpoints = new EndpointDictionary();
    public final ObserverDictionary observers = new ObserverDictionary();

    @Override
    public Outcome accept(Flow flow) {
      flows.add(
          new Seen(
              endpoints.get(flow.source),
              endpoints.get(flow.destination),
              flow.sourcePort,
              flow.destinationPort,
              flow.protocol,
              flow.epochMillis,
              flow.orientation,
              flow.reporter,
              flow.verdict,
              flow.answer,
              flow.vantage,
              flow.family,
              flow.connections,
              flow.bytes,
              flow.observer == Flow.ABSENT
                  ? Optional.empty()
                  : Optional.of(observers.get(flow.observer)),
              flow.flags));
      return Outcome.USED;
    }
  }

  private final Keeping kept = new Keeping();
  private final Decoded decoded;

  private Decoding(InputStream in, Optional<LogFormat> override) {
    try {
      decoded =
          new LogDecoder(kept.endpoints, kept.observers, override).decode("test.log", in, kept);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Decoding of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Decoding of(byte[] bytes) {
    return new Decoding(new ByteArrayInputStream(bytes), Optional.empty());
  }

  static Decoding of(InputStream in) {
    return new Decoding(in, Optional.empty());
  }

  static Decoding as(LogFormat format, String text) {
    return new Decoding(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Optional.of(format));
  }

  /** What the log calls an address. */
  List<String> namesOf(String address) {
    return kept.endpoints.hostNames().of(IpAddress.parse(address).orElseThrow());
  }

  List<Seen> flows() {
    return kept.flows;
  }

  /** The only flow. */
  Seen flow() {
    if (kept.flows.size() != 1) {
      throw new AssertionError(kept.flows.size() + " flows, " + account().samples());
    }
    return kept.flows.get(0);
  }

  LogFormat format() {
    return decoded.format();
  }

  boolean read() {
    return decoded.summary().isPresent();
  }

  FileSummary summary() {
    return decoded.summary().orElseThrow(() -> new AssertionError("unread: " + decoded.format()));
  }

  Account account() {
    return summary().account();
  }
}
