package io.sluice.analyzer.edge.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import io.sluice.ingest.source.LogReader.UnreadFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Files of every version that was ever written can be read. The file of the version that is written
 * now is rewritten with {@code -Dgolden=write}; those of older ones never.
 */
final class OldVersionsTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/sluice/analyzer/edge/file");
  private static final long NOON = 1_700_000_000_000L;
  private static final Party CART = new Workload("", "shop", "Deployment", "cart");

  /** No family was kept then, so all that is known is that there was one. */
  @Test
  void aTableOfVersion1HasAllThatWasInItAndNoFamilies() throws IOException {
    assertHolds(1, table(number -> AddressFamily.UNKNOWN, 0), new HostNames());
  }

  /** What was met midstream was not told apart then. */
  @Test
  void aTableOfVersion2HasAllThatWasInIt() throws IOException {
    assertHolds(2, table(number -> AddressFamily.values()[number % 3], 0), new HostNames());
  }

  /** Nobody stood where policies are enforced then. */
  @Test
  void aTableOfVersion3HasAllThatWasInIt() throws IOException {
    assertHolds(
        3, table(number -> AddressFamily.values()[number % 3], Flow.MIDSTREAM), new HostNames());
  }

  /** The names of hosts were not kept then. */
  @Test
  void aTableOfVersion4HasAllThatWasInIt() throws IOException {
    assertHolds(
        4,
        table(number -> AddressFamily.values()[number % 3], Flow.MIDSTREAM, Vantage.values()),
        new HostNames());
  }

  @Test
  void aTableOfVersion5HasAllThatWasInIt() throws IOException {
    assertHolds(
        5,
        table(number -> AddressFamily.values()[number % 3], Flow.MIDSTREAM, Vantage.values()),
        Stored.names());
  }

  private static void assertHolds(int version, EdgeTable table, HostNames names)
      throws IOException {
    Path file = FOLDER.resolve("version-" + version + ".edges");
    StoredTable expected =
        new StoredTable(
            table,
            Stored.pods(),
            List.of(Stored.log("logs/a.jsonl")),
            List.of(new UnreadFile("logs/notes.txt", LogFormat.UNKNOWN)),
            3,
            names);
    if ("write".equals(System.getProperty("golden")) && EdgeFile.VERSION == version) {
      Files.write(file, EdgeFile.write(expected));
    }

    StoredTable read = EdgeFile.read(new ByteArrayInputStream(Files.readAllBytes(file)));

    assertThat(Rows.of(read)).isEqualTo(Rows.of(expected));
    assertThat(read.logs()).usingRecursiveComparison().isEqualTo(expected.logs());
    assertThat(read.unread()).isEqualTo(expected.unread());
    assertThat(read.disagreements()).isEqualTo(3);
    assertThat(Rows.names(read)).isEqualTo(Rows.names(expected));
  }

  private static EdgeTable table(IntFunction<AddressFamily> families, int thirds) {
    return table(families, thirds, Vantage.POD, Vantage.NIC);
  }

  /** Every kind of row, party and counter. */
  private static EdgeTable table(
      IntFunction<AddressFamily> families, int thirds, Vantage... vantages) {
    EdgeTable table = new EdgeTable();
    int number = 0;
    for (Party party : parties()) {
      for (ObservedVerdict verdict : ObservedVerdict.values()) {
        Flow flow = flow(number++, verdict, vantages);
        flow.family = families.apply(number);
        if (number % 3 == 0) {
          flow.flags |= thirds;
          flow.destinationPort = thirds == 0 ? flow.destinationPort : 40_000;
        }
        IpAddress address =
            number % 2 == 0
                ? IpAddress.ofV4(0xCB007100 + number)
                : IpAddress.ofV6(1L << 60, number);
        EdgeKey key = new EdgeKey("", party, CART, 6, flow.destinationPort, !verdict.forwarded());
        table.row(key).add(flow, ServerAddress.values()[number % 3], number % 20, 1, address);
        table.addUndirected("", CART, party, flow, 2, number % 20, address);
      }
    }
    for (int port = 1; port <= 70; port++) {
      Flow flow = flow(port, ObservedVerdict.DROPPED, vantages);
      flow.sourcePort = port;
      flow.family = families.apply(port);
      table
          .row(new EdgeKey("", CART, CART, 17, port, true))
          .add(flow, ServerAddress.OWN, 3, 4, null);
      table.addUndirected("east", CART, new Party.External(), flow, 5, EdgeTable.NO_POD, null);
    }
    return table;
  }

  private static List<Party> parties() {
    List<Party> parties =
        new ArrayList<>(
            List.of(
                CART,
                new Party.Node("", "aks-1", true),
                new Party.External(),
                new Party.World(),
                new Party.UnresolvedService("", "shop", "gone")));
    for (UnknownReason reason : UnknownReason.values()) {
      parties.add(new Party.Unknown(reason, "somebody"));
    }
    return parties;
  }

  private static Flow flow(int number, ObservedVerdict verdict, Vantage... vantages) {
    Flow flow = new Flow();
    flow.protocol = number % 5 == 0 ? 132 : 6;
    flow.sourcePort = 40_000 + number;
    flow.destinationPort = number % 7 == 0 ? EdgeTable.NO_PORT : 8000 + number % 3;
    flow.epochMillis = NOON + number * 3_600_000L;
    flow.reporter = Reporter.values()[number % Reporter.values().length];
    flow.vantage = vantages[number % vantages.length];
    flow.verdict = verdict;
    flow.answer = Answer.values()[number % Answer.values().length];
    flow.connections = number;
    flow.bytes = number * 1000L;
    flow.flags = number % 2 == 0 ? Flow.PLATFORM_RULE : 0;
    return flow;
  }
}
