package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.compile.PodClasses;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Joins both directions: what a source may reach is what its egress admits, cut with the open
 * destinations and those whose ingress admits it. Sources that both directions treat alike share
 * their rows, and so do port classes with the same terms, and so do equal rows however they came
 * about.
 */
final class RowBuilder {
  /** Marks the term of a source's egress, which sorts it behind the others. */
  private static final int EGRESS = 1 << 30;

  private final Isolation egress;
  private final IngressTable ingress;
  private final RoaringBitmap openDestinations;
  private final BitmapPool pool;
  private final int portClasses;
  private final PortCells cells;
  private final List<Map<Integer, RoaringBitmap>> egressSets = new ArrayList<>();
  private final Map<Source, int[]> ofSource = new HashMap<>();
  private final Map<IntBuffer, Integer> rowOfTerms = new HashMap<>();
  private final BitmapPool rows = new BitmapPool();

  /** What decides over a source's rows. */
  private record Source(int egressGroup, List<Integer> sourceSets) {}

  RowBuilder(
      Isolation egress,
      Isolation ingress,
      Admissions admissions,
      PodClasses classes,
      int portClasses,
      BitmapPool pool) {
    this.egress = egress;
    this.ingress = new IngressTable(ingress, admissions, classes, portClasses, pool);
    this.openDestinations = ingress.open();
    this.pool = pool;
    this.portClasses = portClasses;
    this.cells = new PortCells(portClasses);
    for (Isolation.Group group : egress.groups()) {
      egressSets.add(admissions.of(group, Direction.EGRESS));
    }
  }

  /** The rows of so many classes. */
  Rows build(int podClasses) {
    int[][] rowOf = new int[podClasses][];
    for (int source = 0; source < podClasses; source++) {
      Source key = new Source(egress.groupOf(source), ingress.sourceSets(source));
      rowOf[source] = ofSource.computeIfAbsent(key, this::rowsOf);
    }
    return new Rows(rowOf, rows.all());
  }

  /** By port class. */
  private int[] rowsOf(Source source) {
    cells.clear();
    if (source.egressGroup != Isolation.OPEN) {
      egressSets.get(source.egressGroup).forEach((set, ports) -> cells.add(ports, set | EGRESS));
    }
    for (int set : source.sourceSets) {
      for (IngressTable.Reached reached : ingress.reached(set)) {
        cells.add(reached.ports(), reached.destinations());
      }
    }
    int[] rowOfCell = new int[cells.size()];
    int[] byPort = new int[portClasses];
    for (int port = 0; port < portClasses; port++) {
      int cell = cells.cellOf(port);
      if (rowOfCell[cell] == 0) {
        rowOfCell[cell] = 1 + rowOf(cells.terms(cell));
      }
      byPort[port] = rowOfCell[cell] - 1;
    }
    return byPort;
  }

  private int rowOf(int[] terms) {
    return rowOfTerms.computeIfAbsent(
        IntBuffer.wrap(terms), added -> rows.numberOf(destinations(terms)));
  }

  private RoaringBitmap destinations(int[] terms) {
    int last = terms.length - 1;
    boolean isolated = last >= 0 && (terms[last] & EGRESS) != 0;
    if (isolated && terms[last] == (EGRESS | BitmapPool.EMPTY)) {
      return new RoaringBitmap();
    }
    RoaringBitmap destinations = openDestinations.clone();
    for (int i = 0; i < (isolated ? last : terms.length); i++) {
      destinations.or(pool.get(terms[i]));
    }
    if (isolated) {
      destinations.and(pool.get(terms[last] & ~EGRESS));
    }
    return destinations;
  }
}
