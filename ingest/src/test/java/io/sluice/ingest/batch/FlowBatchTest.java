package io.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Account;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import io.sluice.ingest.decode.Decoding.Keeping;
import io.sluice.ingest.decode.Decoding.Seen;
import io.sluice.ingest.decode.PartTally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FlowBatchTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/sluice/ingest/batch/version-1.flows");
  private static final BatchPart PART = new BatchPart("logs/a.jsonl", 2, BatchPart.Extent.MORE);
  private static final IpAddress V4 = IpAddress.parse("203.0.113.9").orElseThrow();
  private static final IpAddress V6 = IpAddress.parse("2001:db8::7").orElseThrow();

  private final EndpointDictionary endpoints = new EndpointDictionary();
  private final ObserverDictionary observers = new ObserverDictionary();
  private final List<Seen> given = new ArrayList<>();

  private static PartTally tally(long flows) {
    return new PartTally(
        PART.source(),
        Account.of(
            flows + 3,
            Map.of(Outcome.USED, flows, Outcome.MALFORMED, 2L, Outcome.NETWORK_FAULT, 1L),
            List.of(new BadRecord(PART.source(), 7, 900, "not valid JSON at byte 3"))),
        EnumSet.of(LogFormat.HUBBLE, LogFormat.NSG),
        Optional.of(LogFormat.HUBBLE),
        Optional.of(LogFormat.HUBBLE),
        LogFormat.CALICO,
        true,
        false,
        new TreeSet<>(List.of("a note")),
        new TreeSet<>(List.of("prod")),
        new TreeMap<>(Map.of(-1L, 3L, 480_000L, flows)),
        -5,
        1_728_000_000_123L,
        11,
        0,
        flows + 1,
        4,
        1,
        true,
        9,
        2,
        3);
  }

  /** A batch with every value of every field, in combinations that follow from the place. */
  static byte[] everything() {
    return new FlowBatchTest().written();
  }

  private byte[] written() {
    List<Endpoint> ends =
        List.of(
            Endpoint.of(V4),
            Endpoint.of(V6),
            new Endpoint(
                "prod",
                "shop",
                "cart-1",
                "Deployment",
                "cart",
                List.of("app=cart", "tier=\uD83D\uDE80"),
                V4,
                Endpoint.Identity.NONE),
            new Endpoint(
                "", "half \uD800 pair", "", "", "", List.of(), null, Endpoint.Identity.INIT));
    List<Observer> seers =
        List.of(Observer.node("prod", "node-1"), Observer.nic("0022487BC205", "/subs/a"));
    FlowBatchWriter writer = new FlowBatchWriter(endpoints, observers, BatchLimits.DEFAULTS, "");
    Keeping keeping = new Keeping();
    endpoints.hostNames().add(V4, "api.example.com", HostNames.Origin.DNS_ANSWER);
    endpoints.hostNames().add(V6, "b.example.com", HostNames.Origin.OBSERVER);
    Flow flow = new Flow();
    for (int i = 0; i < 60; i++) {
      fill(flow, i);
      flow.source = endpoints.intern(ends.get(i % ends.size()));
      flow.destination = endpoints.intern(ends.get(i / 3 % ends.size()));
      flow.observer = i % 5 == 0 ? Flow.ABSENT : observers.intern(seers.get(i % seers.size()));
      writer.accept(flow);
      flow.source = keeping.endpoints.intern(endpoints.get(flow.source));
      flow.destination = keeping.endpoints.intern(endpoints.get(flow.destination));
      flow.observer =
          flow.observer == Flow.ABSENT
              ? Flow.ABSENT
              : keeping.observers.intern(observers.get(flow.observer));
      keeping.accept(flow);
    }
    given.addAll(keeping.flows);
    return writer.finish(PART, tally(60));
  }

  private static void fill(Flow flow, int i) {
    long[] longs = {0, 1, 127, 128, Long.MAX_VALUE, 5_000_000_000L};
    long[] times = {0, Flow.NO_TIME, 1_728_000_000_123L, Long.MAX_VALUE, -5};
    int[] ports = {Flow.ABSENT, 0, 443, 65535, 32768};
    flow.sourcePort = ports[i % 5];
    flow.destinationPort = ports[i / 2 % 5];
    flow.protocol = new int[] {Flow.ABSENT, 0, 6, 17, 255}[i / 5 % 5];
    flow.epochMillis = times[i % 5];
    flow.orientation = Orientation.values()[i % 3];
    flow.reporter = Reporter.values()[i / 3 % 3];
    flow.verdict = ObservedVerdict.values()[i % 4];
    flow.answer = Answer.values()[i / 7 % 3];
    flow.vantage = Vantage.values()[i % 2];
    flow.family = AddressFamily.values()[i / 4 % 3];
    flow.connections = longs[i % 6];
    flow.bytes = longs[i / 6 % 6];
    flow.flags = i % 32;
  }

  private void assertHoldsEverything(byte[] value) throws IOException {
    FlowBatch batch = FlowBatch.read(value);
    Keeping kept = new Keeping();
    var logs = new ReplayedLogs();
    logs.take(value, batch, new FlowReplay(kept.endpoints, kept.observers), kept);

    assertThat(kept.flows).isEqualTo(given);
    assertThat(batch.part()).isEqualTo(PART);
    assertThat(batch.tally()).usingRecursiveComparison().isEqualTo(tally(60).undecided());
    assertThat(kept.endpoints.hostNames().of(V4)).containsExactly("api.example.com (DNS answer)");
    assertThat(kept.endpoints.hostNames().of(V6))
        .containsExactly("b.example.com (named by the log)");
    FileSummary summary = logs.summaries().get(0);
    assertThat(summary.account().addsUp()).isTrue();
    assertThat(summary.account().used()).isEqualTo(60);
    assertThat(summary.replies()).isEqualTo(20);
    assertThat(summary.lostEvents()).isEqualTo(11);
  }

  @Test
  void everyFieldComesBackAsItWas() throws IOException {
    assertHoldsEverything(written());
  }

  /** Those of older versions are never rewritten. */
  @Test
  void aBatchOfVersion1HasAllThatWasInIt() throws IOException {
    byte[] value = written();
    if ("write".equals(System.getProperty("golden")) && Frame.VERSION == 1) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, value);
    }

    assertHoldsEverything(Files.readAllBytes(GOLDEN));
  }

  /** Numbers stand for values, so a value may be added behind the others and never between. */
  @Test
  void theNumbersOfTheFormAreFixed() {
    List<Enum<?>[]> enums =
        List.of(
            Orientation.values(),
            Reporter.values(),
            ObservedVerdict.values(),
            Answer.values(),
            Vantage.values(),
            AddressFamily.values(),
            HostNames.Origin.values(),
            BatchPart.Extent.values(),
            Endpoint.Identity.values());

    assertThat(enums.stream().map(Arrays::toString))
        .containsExactly(
            "[CLIENT_TO_SERVER, REPLY, UNKNOWN]",
            "[CLIENT, SERVER, UNKNOWN]",
            "[FORWARDED, AUDIT, DROPPED, FILTERED]",
            "[YES, NO, UNKNOWN]",
            "[POD, NIC, POLICY]",
            "[IPV4, IPV6, UNKNOWN]",
            "[DNS_ANSWER, OBSERVER]",
            "[MORE, LAST, RUN]",
            "[NONE, HOST, REMOTE_NODE, KUBE_APISERVER, HEALTH, WORLD, INGRESS, UNMANAGED, INIT]");
  }

  @Test
  void clusterlessObserversAreOfTheClusterThatIsGiven() throws IOException {
    FlowBatchWriter writer =
        new FlowBatchWriter(endpoints, observers, BatchLimits.DEFAULTS, "prod-west");
    Flow flow = new Flow();
    flow.source = endpoints.intern(V4);
    flow.destination = endpoints.intern(V6);
    for (Observer seer :
        List.of(
            Observer.node("", "n"),
            Observer.node("default", "n"),
            Observer.node("prod", "n"),
            Observer.nic("0022487BC205", ""))) {
      flow.observer = observers.intern(seer);
      writer.accept(flow);
    }
    flow.observer = Flow.ABSENT;
    writer.accept(flow);
    byte[] value = writer.finish(PART, tally(5));
    Keeping kept = new Keeping();
    ReplayedLogs logs = new ReplayedLogs();

    logs.take(value, FlowBatch.read(value), new FlowReplay(kept.endpoints, kept.observers), kept);

    assertThat(kept.flows)
        .extracting(seen -> seen.observer().orElseThrow().cluster())
        .containsExactly("prod-west", "prod-west", "prod", "prod-west", "prod-west");
    assertThat(logs.summaries().get(0).clusters()).containsExactly("prod", "prod-west");
  }

  @Test
  void aRecordWhoseEndIsTooLargeIsCountedAndNoted() throws IOException {
    String label = "a".repeat(FlowBatchWriter.LARGEST_END);
    String line =
        "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
            + "\"10.0.0.1\",\"destination\":\"10.0.0.2\"},\"l4\":{\"TCP\":{\"destination_port\":80}},"
            + "\"source\":{\"namespace\":\"shop\",\"labels\":[\"k8s:x="
            + label
            + "\"]}}}\n";
    String good = line.replace(label, "y");

    Replayed read =
        Replayed.of(
            Replayed.batches(
                (line + good).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Optional.empty(),
                BatchLimits.DEFAULTS));

    FileSummary summary = read.summaries().get(0);
    assertThat(read.flows()).hasSize(1);
    assertThat(summary.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(summary.account().addsUp()).isTrue();
    assertThat(summary.notes())
        .contains(
            "1 records with an end that takes more than 256 KiB to describe could not be put into a"
                + " batch");
  }
}
