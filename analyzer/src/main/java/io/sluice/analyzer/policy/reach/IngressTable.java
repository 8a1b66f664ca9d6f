package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.compile.PodClasses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Ingress turned round: for each source, the destinations whose ingress rules admit it. Rules that
 * admit the same sources are joined first, so the usual sets (everybody, all pods, the monitoring
 * namespace) are spread over their sources once, whatever number of policies names them.
 */
final class IngressTable {
  private final List<List<Reached>> ofSourceSet = new ArrayList<>();
  private final List<List<Integer>> sourceSets = new ArrayList<>();

  /**
   * Isolated destinations that one set of sources may reach.
   *
   * @param destinations number of the set of destinations in the pool
   * @param ports port classes
   */
  record Reached(int destinations, RoaringBitmap ports) {}

  private record Admitted(Isolation.Group group, RoaringBitmap ports) {}

  IngressTable(
      Isolation ingress,
      Admissions admissions,
      PodClasses classes,
      int portClasses,
      BitmapPool pool) {
    Map<Integer, List<Admitted>> bySources = new LinkedHashMap<>();
    for (Isolation.Group group : ingress.groups()) {
      admissions
          .of(group, Direction.INGRESS)
          .forEach(
              (sources, ports) ->
                  bySources
                      .computeIfAbsent(sources, added -> new ArrayList<>())
                      .add(new Admitted(group, ports)));
    }
    bySources.remove(BitmapPool.EMPTY);
    IntStream.range(0, classes.size()).forEach(i -> sourceSets.add(new ArrayList<>()));
    PortCells cells = new PortCells(portClasses);
    bySources.forEach(
        (sources, admitted) -> {
          int number = ofSourceSet.size();
          ofSourceSet.add(join(admitted, cells, portClasses, pool));
          pool.get(sources).forEach((int source) -> sourceSets.get(source).add(number));
        });
  }

  /** The destinations of one set of sources, by the port classes at which they are the same. */
  private static List<Reached> join(
      List<Admitted> admitted, PortCells cells, int portClasses, BitmapPool pool) {
    cells.clear();
    for (int i = 0; i < admitted.size(); i++) {
      cells.add(admitted.get(i).ports, i);
    }
    Map<Integer, RoaringBitmap> portsOfCell = new LinkedHashMap<>();
    for (int port = 0; port < portClasses; port++) {
      if (cells.cellOf(port) != 0) {
        portsOfCell.computeIfAbsent(cells.cellOf(port), c -> new RoaringBitmap()).add(port);
      }
    }
    List<Reached> reached = new ArrayList<>();
    portsOfCell.forEach(
        (cell, ports) -> {
          RoaringBitmap destinations = new RoaringBitmap();
          for (int i : cells.terms(cell)) {
            destinations.or(admitted.get(i).group.members());
          }
          reached.add(new Reached(pool.numberOf(destinations), ports));
        });
    return reached;
  }

  /** The sets of sources that a class is in, ascending; classes with equal lists are equals. */
  List<Integer> sourceSets(int source) {
    return sourceSets.get(source);
  }

  /** What a set of sources may reach; each port class at most once. */
  List<Reached> reached(int sourceSet) {
    return ofSourceSet.get(sourceSet);
  }
}
