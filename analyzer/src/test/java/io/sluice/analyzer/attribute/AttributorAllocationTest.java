package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.ClusterFixture.cluster;
import static io.sluice.analyzer.attribute.ClusterFixture.inventory;
import static io.sluice.analyzer.attribute.ClusterFixture.port;
import static io.sluice.analyzer.attribute.RecordFixture.address;
import static io.sluice.analyzer.attribute.RecordFixture.by;
import static io.sluice.analyzer.attribute.RecordFixture.dropped;
import static io.sluice.analyzer.attribute.RecordFixture.identity;
import static io.sluice.analyzer.attribute.RecordFixture.pod;
import static io.sluice.analyzer.attribute.RecordFixture.ports;
import static io.sluice.analyzer.attribute.RecordFixture.reply;
import static io.sluice.analyzer.attribute.RecordFixture.undirected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributorAllocationTest {
  private static final int ROUNDS = 20_000;

  @TempDir private Path folder;

  @Test
  void recordsOfKnownEdgesAllocateNothing() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count a thread's allocations");
    RecordFixture records = world();
    List<Flow> flows = flows(records);
    for (Flow flow : flows) {
      assertThat(records.attributor.accept(flow)).isEqualTo(Outcome.USED);
    }
    run(records.attributor, flows);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    run(records.attributor, flows);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    long handled = (long) ROUNDS * flows.size();
    assertThat(allocated).as("bytes for %d records", handled).isLessThan(handled / 10);
  }

  private static void run(Attributor attributor, List<Flow> flows) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < flows.size(); i++) {
        attributor.accept(flows.get(i));
      }
    }
  }

  private RecordFixture world() {
    return new RecordFixture(
        inventory(
            folder,
            cluster("")
                .node("aks-1", "10.224.0.4", "10.244.1.0/24")
                .pod("shop", "cart", "bbbbb", "10.244.1.10", "aks-1")
                .pod("shop", "database", "c2ccc", "10.244.2.20", "n", port("", "TCP", 5432))
                .pod("shop", "database", "ddddd", "10.244.2.21", "n", port("", "TCP", 5432))
                .service("shop", "database", "database", "10.0.0.20", 80, "5432", 30080)));
  }

  /** Every kind of end and row that a log can bring. */
  private static List<Flow> flows(RecordFixture records) {
    var cart = address("10.244.1.10");
    var database = address("10.244.2.20");
    return List.of(
        records.flow(cart, database, by(Reporter.CLIENT)),
        records.flow(database, cart, reply().andThen(ports(5432, 50_000))),
        records.flow(pod("shop", "cart-7d4b9c8f6d-bbbbb", null), database, dropped()),
        records.flow(cart, address("10.0.0.20"), ports(50_000, 80)),
        records.flow(cart, address("10.224.0.4"), ports(50_000, 30_080)),
        records.flow(cart, address("203.0.113.9"), ports(50_000, 443)),
        records.flow(cart, address("10.9.9.9"), ports(50_000, 443)),
        records.flow(cart, database, undirected().andThen(ports(50_000, 5432))),
        records.flow(cart, database, undirected().andThen(ports(50_000, 9))),
        records.flow(identity(Identity.HOST, null), cart, records.onNode("aks-1")));
  }
}
