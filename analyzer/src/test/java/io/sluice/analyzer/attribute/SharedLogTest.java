package io.sluice.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.Account;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attribution without an inventory, on 400 TCP records that a real cluster logged. */
class SharedLogTest {
  private final RecordFixture records = new RecordFixture(Inventory.empty());
  private final Set<List<Object>> tuples = new HashSet<>();
  private final Set<List<Object>> labelEdges = new HashSet<>();
  private Account account = new Account();

  @BeforeEach
  void readSample() {
    Path file =
        Path.of(
            System.getProperty("sluice.shared", "absent"),
            "samples",
            "hubble",
            "hubble-otel_basic-sample-400-tcp-flows.json");
    assumeTrue(Files.isRegularFile(file), "the sample logs are not on this machine");
    LogReader reader =
        new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE);
    Worker worker = new Worker(records.endpoints, records.observers, this::accept);
    account = reader.read(List.of(file.toString()), worker).files().get(0).account();
  }

  private Outcome accept(Flow flow) {
    boolean reply = flow.orientation == Orientation.REPLY;
    Endpoint client = records.endpoints.get(reply ? flow.destination : flow.source);
    Endpoint server = records.endpoints.get(reply ? flow.source : flow.destination);
    int clientPort = reply ? flow.destinationPort : flow.sourcePort;
    int serverPort = reply ? flow.sourcePort : flow.destinationPort;
    tuples.add(List.of(client.ip(), clientPort, server.ip(), serverPort, flow.protocol));
    labelEdges.add(List.of(labels(client), labels(server), serverPort, flow.protocol));
    return records.attributor.accept(flow);
  }

  private static List<Object> labels(Endpoint end) {
    return List.of(end.identity(), end.labels());
  }

  /**
   * Turning round only what is marked as a reply gives 60 tuples and 17 label edges. One more label
   * edge comes from an unmarked SYN with ACK, which shows where its connection really goes; its
   * other records wait for the listeners of the whole table.
   */
  @Test
  void turningRepliesRoundLeavesTheKnownNumberOfTuplesAndLabelEdges() {
    assertThat(tuples).hasSize(60);
    assertThat(labelEdges).hasSize(17 + 1);
  }

  @Test
  void noEphemeralPortIsLeftAsAServersPort() {
    assertThat(records.edges().directed())
        .extracting(edge -> edge.key().port())
        .containsOnly(9080, 14250, 4244, 14269);
    assertThat(records.ambiguous()).isEmpty();
  }

  @Test
  void everyRecordIsAccountedForAndTheUsedOnesAreInTheEdges() {
    assertThat(account.addsUp()).isTrue();
    assertThat(account.records()).isEqualTo(400);
    assertThat(account.of(Outcome.NODE_TO_NODE)).isEqualTo(1);
    assertThat(
            records.edges().directed().stream()
                .map(Edge::recordsByReporter)
                .flatMap(reporters -> reporters.values().stream())
                .mapToLong(Long::longValue)
                .sum())
        .isEqualTo(account.used());
  }

  @Test
  void versionsOfOneApplicationStayApart() {
    assertThat(records.directed())
        .filteredOn(edge -> edge.contains("/app=productpage"))
        .filteredOn(edge -> edge.contains("-> bookinfo/app=reviews"))
        .hasSize(3);
  }
}
