package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Account;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Observer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The fast decoder beside the reference, each with dictionaries that last from input to input: all
 * that can be seen of the two must be the same.
 */
public final class TwoDecoders {
  /** One of the two. */
  private static final class One {
    final Decoding.Keeping kept = new Decoding.Keeping();
    final LogDecoder decoder;
    Optional<FileSummary> account = Optional.empty();
    private int endpointsBefore;
    private int observersBefore;

    One(Optional<LogFormat> override, Decoders decoders) {
      decoder = new LogDecoder(kept.endpoints, kept.observers, override, decoders);
    }

    Seen read(InputStream in) {
      kept.flows.clear();
      try {
        Decoded decoded = decoder.decode("test.log", in, kept);
        account = decoded.summary();
        return new Seen(
            decoded.format(),
            decoded.summary().map(TwoDecoders::words).orElse("unread"),
            List.copyOf(kept.flows),
            newEndpoints(),
            newObservers(),
            names(kept.endpoints));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private List<Endpoint> newEndpoints() {
      List<Endpoint> more = new ArrayList<>();
      for (; endpointsBefore < kept.endpoints.size(); endpointsBefore++) {
        more.add(kept.endpoints.get(endpointsBefore));
      }
      return more;
    }

    private List<Observer> newObservers() {
      List<Observer> more = new ArrayList<>();
      for (; observersBefore < kept.observers.size(); observersBefore++) {
        more.add(kept.observers.get(observersBefore));
      }
      return more;
    }
  }

  /** What can be seen of one decoder after an input: of its dictionaries what came in by it. */
  private record Seen(
      LogFormat format,
      String summary,
      List<Decoding.Seen> flows,
      List<Endpoint> endpoints,
      List<Observer> observers,
      SortedMap<IpAddress, List<String>> names) {}

  private final One fast;
  private final One reference;

  /** Two decoders of logs whose format is to be recognised, or is given. */
  public TwoDecoders(Optional<LogFormat> override) {
    fast = new One(override, Decoders.FAST);
    reference = new One(override, Decoders.REFERENCE);
  }

  public TwoDecoders() {
    this(Optional.empty());
  }

  /** Reads a text with both, and compares. */
  public void read(byte[] text) {
    read(() -> new ByteArrayInputStream(text));
  }

  /** Reads the same input with both, and compares. */
  public void read(Supplier<InputStream> input) {
    agreeOn("", input);
  }

  /** The same of an input with a name; gives the account. */
  public Optional<FileSummary> agreeOn(String what, Supplier<InputStream> input) {
    Seen expected = reference.read(input.get());
    Seen found = fast.read(input.get());
    assertThat(found.flows()).as(what).isEqualTo(expected.flows());
    assertThat(found).as(what).isEqualTo(expected);
    return fast.account;
  }

  /** Tuples of Azure's logs that were read in place. */
  public long fastTuples() {
    return fast.decoder.fastTuples();
  }

  /** Flows that the fast decoder took. */
  public long fastFlows() {
    return fast.decoder.fastFlows();
  }

  /** Flows that it left to the reference. */
  public long leftFlows() {
    return fast.decoder.referenceFlows();
  }

  private static String words(FileSummary summary) {
    Account account = summary.account();
    return String.join(
        "\n",
        summary.format().word(),
        "records " + account.records() + " used " + account.used(),
        account.skippedByReason().toString(),
        account.samples().toString(),
        summary.firstMillis() + " to " + summary.lastMillis() + " " + summary.recordsPerHour(),
        "lost " + summary.lostEvents() + " replies " + summary.replies(),
        summary.notes() + " " + summary.clusters());
  }

  private static SortedMap<IpAddress, List<String>> names(EndpointDictionary dictionary) {
    SortedMap<IpAddress, List<String>> all = new TreeMap<>();
    for (IpAddress address : dictionary.hostNames().addresses()) {
      all.put(address, dictionary.hostNames().of(address));
    }
    return all;
  }
}
