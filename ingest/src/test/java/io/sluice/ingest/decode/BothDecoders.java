package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Observer;
import io.sluice.ingest.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the same logs in place and by the reference, which must tell the same of all of them. */
public final class BothDecoders {
  private final Decoding.Keeping fastKept = new Decoding.Keeping();
  private final Decoding.Keeping referenceKept = new Decoding.Keeping();
  private final LogDecoder fast;
  private final LogDecoder reference;

  public BothDecoders(Optional<LogFormat> override) {
    fast = new LogDecoder(fastKept.endpoints, fastKept.observers, override, Decoders.FAST);
    reference =
        new LogDecoder(
            referenceKept.endpoints, referenceKept.observers, override, Decoders.REFERENCE);
  }

  public BothDecoders() {
    this(Optional.empty());
  }

  /** Reads a log, compares all that is told of it, and forgets its flows; gives the account. */
  public Optional<FileSummary> agreeOn(String what, Supplier<InputStream> log) {
    Decoded one = decode(fast, fastKept, log);
    Decoded other = decode(reference, referenceKept, log);

    assertThat(one.format()).as(what).isEqualTo(other.format());
    assertThat(fastKept.flows).as(what).isEqualTo(referenceKept.flows);
    assertThat(told(one)).as(what).isEqualTo(told(other));
    assertThat(endpoints(fastKept)).as(what).isEqualTo(endpoints(referenceKept));
    assertThat(observers(fastKept)).as(what).isEqualTo(observers(referenceKept));
    fastKept.flows.clear();
    referenceKept.flows.clear();
    return one.summary();
  }

  /** How many tuples were read in place so far. */
  public long fastTuples() {
    return fast.fastTuples();
  }

  private static Decoded decode(
      LogDecoder decoder, Decoding.Keeping kept, Supplier<InputStream> log) {
    try (InputStream in = log.get()) {
      return decoder.decode("test.log", in, kept);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Object> told(Decoded decoded) {
    List<Object> told = new ArrayList<>();
    decoded
        .summary()
        .ifPresent(
            summary -> {
              told.add(summary.format());
              told.add(summary.account().records());
              for (Outcome outcome : Outcome.values()) {
                told.add(summary.account().of(outcome));
              }
              told.add(summary.account().samples());
              told.add(summary.firstMillis());
              told.add(summary.lastMillis());
              told.add(summary.notes());
              told.add(summary.clusters());
              told.add(summary.recordsPerHour());
            });
    return told;
  }

  private static List<Endpoint> endpoints(Decoding.Keeping kept) {
    List<Endpoint> all = new ArrayList<>();
    for (int i = 0; i < kept.endpoints.size(); i++) {
      all.add(kept.endpoints.get(i));
    }
    return all;
  }

  private static List<Observer> observers(Decoding.Keeping kept) {
    List<Observer> all = new ArrayList<>();
    for (int i = 0; i < kept.observers.size(); i++) {
      all.add(kept.observers.get(i));
    }
    return all;
  }
}
