package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.compile.Declaration;
import io.sluice.analyzer.policy.compile.PeerSets;
import io.sluice.analyzer.policy.compile.PodClass;
import io.sluice.analyzer.policy.compile.PodClasses;
import io.sluice.analyzer.policy.compile.PortClasses;
import io.sluice.analyzer.policy.compile.Traits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Says whom the rules of an isolated group let through, port class by port class.
 *
 * <p>Families as in {@code Evaluator}: a peer of one family is judged by it alone; one of both by
 * those that the group has too, or by both, and then both must be let through.
 */
final class Admissions {
  private final BitmapPool pool;
  private final PodClasses classes;
  private final PortClasses ports;
  private final PortCells cells;
  private final RoaringBitmap onlyV4;
  private final RoaringBitmap onlyV6;
  private final RoaringBitmap dual;
  private final Map<Declaration, RoaringBitmap> declarers = new LinkedHashMap<>();

  Admissions(PodClasses classes, PortClasses ports, BitmapPool pool) {
    this.pool = pool;
    this.classes = classes;
    this.ports = ports;
    this.cells = new PortCells(ports.size());
    this.onlyV4 = classes.where(traits -> traits.v4() && !traits.v6());
    this.onlyV6 = classes.where(traits -> traits.v6() && !traits.v4());
    this.dual = classes.where(traits -> traits.v4() && traits.v6());
    for (PodClass podClass : classes.all()) {
      for (Declaration declaration : classes.traits(podClass.number()).declared()) {
        declarers.computeIfAbsent(declaration, added -> new RoaringBitmap()).add(podClass.number());
      }
    }
  }

  /**
   * Whom a rule admits at some ports.
   *
   * @param ports port classes
   * @param peers peers
   */
  private record Term(RoaringBitmap ports, PeerSets.PeerSet peers) {}

  /**
   * The classes that a group's rules admit.
   *
   * @return by the number of the admitted set in the pool, the port classes at which it is the one;
   *     together they are all port classes
   */
  Map<Integer, RoaringBitmap> of(Isolation.Group group, Direction direction) {
    List<Term> terms = new ArrayList<>();
    for (Rules.Rule rule : group.rules()) {
      if (direction == Direction.INGRESS) {
        terms.add(new Term(atOwnPorts(rule, group.own()), rule.peers()));
      } else {
        addEgress(rule, terms);
      }
    }
    cells.clear();
    for (int i = 0; i < terms.size(); i++) {
      cells.add(terms.get(i).ports, i);
    }
    return admitted(terms, group.own());
  }

  /** Names of ports are the isolated pods' own. */
  private RoaringBitmap atOwnPorts(Rules.Rule rule, Traits own) {
    if (rule.names().isEmpty()) {
      return rule.fixed();
    }
    RoaringBitmap at = rule.fixed().clone();
    for (Rules.Name name : rule.names()) {
      for (Declaration declaration : own.declared()) {
        if (name.admits(declaration, own.declared())) {
          at.add(portClass(declaration));
        }
      }
    }
    return at;
  }

  /** Names of ports are the peers', so a number that one stands for admits only who says so. */
  private void addEgress(Rules.Rule rule, List<Term> terms) {
    terms.add(new Term(rule.fixed(), rule.peers()));
    for (Rules.Name name : rule.names()) {
      declarers.forEach(
          (declaration, all) -> {
            if (declaration.port().equals(name.port())) {
              terms.add(
                  new Term(
                      RoaringBitmap.bitmapOf(portClass(declaration)),
                      among(rule.peers(), admitting(name, declaration, all))));
            }
          });
    }
  }

  /** Those who declare a name and let themselves be reached by it. */
  private RoaringBitmap admitting(Rules.Name name, Declaration declaration, RoaringBitmap all) {
    if (!name.single()) {
      return all;
    }
    RoaringBitmap admitting = new RoaringBitmap();
    all.forEach(
        (int number) -> {
          if (name.admits(declaration, classes.traits(number).declared())) {
            admitting.add(number);
          }
        });
    return admitting;
  }

  private static PeerSets.PeerSet among(PeerSets.PeerSet peers, RoaringBitmap classes) {
    return new PeerSets.PeerSet(
        RoaringBitmap.and(peers.byLabels(), classes),
        RoaringBitmap.and(peers.v4(), classes),
        RoaringBitmap.and(peers.v6(), classes));
  }

  private int portClass(Declaration declaration) {
    return ports.numberOf(declaration.port().protocol(), declaration.number());
  }

  private Map<Integer, RoaringBitmap> admitted(List<Term> terms, Traits own) {
    Map<Integer, RoaringBitmap> portsBySet = new LinkedHashMap<>();
    int[] setOfCell = new int[cells.size()];
    for (int port = 0; port < ports.size(); port++) {
      int cell = cells.cellOf(port);
      if (cell != 0 && setOfCell[cell] == 0) {
        setOfCell[cell] = 1 + pool.numberOf(union(terms, cells.terms(cell), own));
      }
      int set = cell == 0 ? BitmapPool.EMPTY : setOfCell[cell] - 1;
      portsBySet.computeIfAbsent(set, added -> new RoaringBitmap()).add(port);
    }
    return portsBySet;
  }

  private RoaringBitmap union(List<Term> terms, int[] which, Traits own) {
    RoaringBitmap admitted = new RoaringBitmap();
    RoaringBitmap v4 = new RoaringBitmap();
    RoaringBitmap v6 = new RoaringBitmap();
    for (int i : which) {
      PeerSets.PeerSet peers = terms.get(i).peers;
      admitted.or(peers.byLabels());
      v4.or(peers.v4());
      v6.or(peers.v6());
    }
    if (!v4.isEmpty() || !v6.isEmpty()) {
      admitted.or(RoaringBitmap.and(onlyV4, v4));
      admitted.or(RoaringBitmap.and(onlyV6, v6));
      addDual(admitted, v4, v6, own);
    }
    return admitted;
  }

  /** Labels match in any family, so only who is not matched by them needs a block in each. */
  private void addDual(RoaringBitmap admitted, RoaringBitmap v4, RoaringBitmap v6, Traits own) {
    if (own.v4() == own.v6()) {
      RoaringBitmap both = RoaringBitmap.and(v4, v6);
      both.and(dual);
      admitted.or(both);
    } else {
      admitted.or(RoaringBitmap.and(dual, own.v4() ? v4 : v6));
    }
  }
}
