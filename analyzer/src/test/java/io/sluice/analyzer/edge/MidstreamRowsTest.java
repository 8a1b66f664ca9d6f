package io.sluice.analyzer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import org.junit.jupiter.api.Test;

final class MidstreamRowsTest {
  private static final Party CART = new Workload("", "shop", "Deployment", "cart");
  private static final Party WEB = new Workload("", "shop", "Deployment", "web");

  /** A record of the middle of a connection; each recorder takes itself for the server's. */
  private static void met(EdgeTable table, Party client, Party server, int from, int to) {
    Flow flow = new Flow();
    flow.protocol = 6;
    flow.epochMillis = 1_700_000_000_000L;
    flow.sourcePort = from;
    flow.destinationPort = to;
    flow.flags = Flow.MIDSTREAM;
    flow.vantage = Vantage.NIC;
    flow.reporter = Reporter.SERVER;
    flow.verdict = ObservedVerdict.FORWARDED;
    flow.bytes = 100;
    table.add(new EdgeKey("", client, server, 6, to, false), flow, 1, 2, null);
  }

  @Test
  void oneConnectionThatTwoInterfacesSawFromEitherEndCountsOnce() {
    EdgeTable table = new EdgeTable();
    for (int i = 0; i < 3; i++) {
      met(table, WEB, CART, 40_001, 50_002);
      met(table, CART, WEB, 50_002, 40_001);
    }

    Edges edges = table.resolve(Listeners.NONE);

    assertThat(edges.directed()).isEmpty();
    assertThat(edges.ambiguous())
        .singleElement()
        .satisfies(
            edge -> {
              assertThat(edge.records()).isEqualTo(3);
              assertThat(edge.bytes()).isEqualTo(300);
              assertThat(edge.recordsByReporter())
                  .containsEntry(Reporter.CLIENT, 3L)
                  .containsEntry(Reporter.SERVER, 3L);
            });
  }
}
