package io.sluice.recommender.audit;

import static io.sluice.recommender.audit.TinyCluster.judged;
import static io.sluice.recommender.audit.TinyCluster.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.recommender.audit.PortClasses.PortClass;
import io.sluice.recommender.recommend.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

final class PortClassesTest {
  private static final int PORTS = 300;

  @TempDir Path folder = Path.of("");

  private TinyCluster cluster = new TinyCluster(folder);

  @BeforeEach
  void aDatabaseThatAdmitsSomePorts() {
    cluster = new TinyCluster(folder).pods("shop", "web", 3).pods("shop", "db", 2);
    cluster.policy(
        "shop",
        "db",
        "ingress: [{ports: [{port: 100, endPort: 199}, {port: 250, protocol: TCP}]}]");
  }

  private static RoaringBitmap ports(int from, int to) {
    return RoaringBitmap.bitmapOfRange(from, to + 1L);
  }

  @Test
  void aClassEndsWhereARuleOrAPortOfAPodBeginsOrEnds() {
    PortClasses classes = new PortClasses(cluster.inventory(), List.of(cluster.policies()));

    assertThat(classes.of(ports(1, PORTS)))
        .containsExactly(
            new PortClass(1, 79),
            new PortClass(80, 1),
            new PortClass(81, 19),
            new PortClass(100, 100),
            new PortClass(200, 50),
            new PortClass(250, 1),
            new PortClass(251, 50));
    assertThat(classes.of(RoaringBitmap.bitmapOf(7, 90, 95, 400)))
        .containsExactly(new PortClass(7, 1), new PortClass(90, 2), new PortClass(400, 1));
  }

  @Test
  void allPortsTakeNoMoreQuestionsThanThereAreClasses() {
    PortClasses classes = new PortClasses(cluster.inventory(), List.of(cluster.policies()));

    assertThat(classes.of(ports(0, 65_535))).hasSize(7 + 1);
    assertThat(classes.of(ports(0, 65_535)).stream().mapToInt(PortClass::count).sum())
        .isEqualTo(65_536);
  }

  /** The oracle asks about each port. */
  @Test
  void aFoldedEdgeIsDeniedForAsManyPairsAsAllItsPortsAreByThemselves() {
    long pairs = 0;
    long denied = 0;
    for (int port = 1; port <= PORTS; port++) {
      Optional<Finding> finding =
          cluster
              .audit(cluster.edge(workload("shop", "web"), workload("shop", "db"), port))
              .findings()
              .stream()
              .findFirst();
      pairs += 6;
      denied += finding.map(Finding::deniedPairs).orElse(0L);
    }
    Edge one = cluster.edge(workload("shop", "web"), workload("shop", "db"), -1, false);
    assertThat(one.key().port()).isEqualTo(EdgeTable.NO_PORT);
    Edge folded = Edge.of(one.key(), one.content(), ports(1, PORTS));

    Finding finding = cluster.audit(judged(folded, false, new Standing.Used())).findings().get(0);

    assertThat(finding.pairs()).isEqualTo(pairs);
    assertThat(finding.deniedPairs()).isEqualTo(denied);
    assertThat(denied).isEqualTo(6L * (PORTS - 101));
    assertThat(finding.portSample()).isEqualTo(1);
  }
}
