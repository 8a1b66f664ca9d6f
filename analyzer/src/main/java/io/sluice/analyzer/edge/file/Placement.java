package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Puts the rows of stored tables among the pods of an inventory, which may be another one than when
 * they were written.
 *
 * <p>A pod is the inventory's where cluster, namespace, name and start agree (labels, where a start
 * is not known); else it joins the pods that only logs know, with all that the file says of it. A
 * workload keeps its name where the inventory has it; else it is the one that all of its pods found
 * there are of; else it stays as it is. Who stood behind an address was decided when the table was
 * written, and is not asked again.
 */
public final class Placement {
  private final Inventory inventory;
  private final PodDirectory pods;
  private final Set<Workload> workloads;

  /** Places into the numbers of one directory. */
  public Placement(Inventory inventory, PodDirectory pods) {
    this.inventory = inventory;
    this.pods = pods;
    this.workloads = new HashSet<>(inventory.workloads());
  }

  /**
   * Adds the rows of a stored table to another one.
   *
   * @throws EdgeFileException where it has rows of a cluster that was not given
   */
  public void add(StoredTable stored, EdgeTable target) throws IOException {
    try {
      stored.table().visit(new Mover(stored, target.adder()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A cluster's name among those given, or "" where it is none of them. */
  private String cluster(String name) {
    return isGiven(name) ? name : inventory.clusters().first();
  }

  private boolean isGiven(String name) {
    return inventory.isEmpty() || inventory.clusters().contains(name);
  }

  /** One cluster without a name is any; a row without one is of the only cluster. */
  private boolean isPlaceable(String name) {
    return isGiven(name)
        || (inventory.clusters().size() == 1
            && (name.isEmpty() || inventory.clusters().first().isEmpty()));
  }

  private final class Mover implements TableVisitor {
    private final TableVisitor target;
    private final int[] numbers;
    private final Map<Party, Party> moved = new HashMap<>();
    private final Map<Workload, Set<Workload>> found = new HashMap<>();

    Mover(StoredTable stored, TableVisitor target) {
      this.target = target;
      this.numbers = new int[stored.pods().size()];
      long lastMillis = StoredTable.summary("", stored.logs()).lastMillis();
      for (Pod pod : stored.pods()) {
        numbers[pod.id()] = known(pod, lastMillis);
      }
      for (Pod pod : stored.pods()) {
        if (numbers[pod.id()] < 0) {
          numbers[pod.id()] = pods.stored(pod, (Workload) party(pod.workload())).id();
        }
      }
    }

    /** The inventory's pod, or -1. */
    private int known(Pod pod, long lastMillis) {
      if (!isPlaceable(pod.cluster())) {
        return -1;
      }
      boolean started = pod.startMillis() != Long.MIN_VALUE;
      return inventory
          .pod(
              cluster(pod.cluster()),
              pod.namespace(),
              pod.name(),
              started ? pod.startMillis() : lastMillis)
          .filter(other -> isSame(pod, other))
          .map(
              other -> {
                found.computeIfAbsent(pod.workload(), w -> new HashSet<>()).add(other.workload());
                return other.id();
              })
          .orElse(-1);
    }

    /**
     * Two snapshots may tell one start a little apart. Where one does not tell it, as manifests do
     * not, a StatefulSet's next release has pods of the same names: they are others if they have
     * other labels.
     */
    private boolean isSame(Pod stored, Pod other) {
      if (stored.startMillis() != Long.MIN_VALUE && other.startMillis() != Long.MIN_VALUE) {
        return Math.abs(stored.startMillis() - other.startMillis()) <= Inventory.SLACK_MILLIS;
      }
      return !stored.origin().tellsAllLabels()
          || !other.origin().tellsAllLabels()
          || stored.labels().equals(other.labels());
    }

    private Party party(Party party) {
      return moved.computeIfAbsent(party, this::placed);
    }

    private Party placed(Party party) {
      if (party instanceof Workload workload) {
        return placed(workload);
      }
      if (party instanceof Party.Node node && isPlaceable(node.cluster())) {
        return new Party.Node(cluster(node.cluster()), node.name(), node.own());
      }
      if (party instanceof Party.UnresolvedService service && isPlaceable(service.cluster())) {
        return new Party.UnresolvedService(
            cluster(service.cluster()), service.namespace(), service.name());
      }
      return party;
    }

    private Workload placed(Workload workload) {
      if (!isPlaceable(workload.cluster())) {
        return workload;
      }
      Workload here =
          new Workload(
              cluster(workload.cluster()), workload.namespace(), workload.kind(), workload.name());
      Set<Workload> ofPods = found.getOrDefault(workload, Set.of());
      return workloads.contains(here) || ofPods.size() != 1 ? here : ofPods.iterator().next();
    }

    private EdgeKey key(EdgeKey key) {
      if (!isPlaceable(key.cluster())) {
        throw new UncheckedIOException(foreign(key.cluster()));
      }
      return new EdgeKey(
          cluster(key.cluster()),
          party(key.client()),
          party(key.server()),
          key.protocol(),
          key.port(),
          key.denied());
    }

    private EdgeFileException foreign(String name) {
      String given = "--cluster names " + String.join(", ", inventory.clusters());
      return new EdgeFileException(
          name.isEmpty()
              ? "its edges do not say of which cluster they are, and "
                  + given
                  + "; give one cluster at a time, or write the table again with --cluster NAME=PATH"
              : "it has edges of the cluster "
                  + name
                  + ", and "
                  + given
                  + "; give --cluster "
                  + name
                  + "=PATH too");
    }

    private RowContent row(RowContent row) {
      return row.withPods(this::renumbered);
    }

    private RoaringBitmap renumbered(RoaringBitmap ids) {
      RoaringBitmap bitmap = new RoaringBitmap();
      ids.forEach((int id) -> bitmap.add(numbers[id]));
      return bitmap;
    }

    @Override
    public void forwarded(EdgeKey key, RowContent row) {
      target.forwarded(key(key), row(row));
    }

    @Override
    public void stopped(EdgeKey key, Stopped rows) {
      target.stopped(key(key), rows.map(this::row));
    }

    /** The order of two parties may be another under other names. */
    @Override
    public void undirected(EdgeKey key, Undirected row) {
      EdgeKey here = key(key);
      Undirected content = row.map(this::row);
      if (here.client().compareTo(here.server()) <= 0) {
        target.undirected(here, content);
      } else {
        Party lower = here.server();
        Party upper = here.client();
        target.undirected(
            new EdgeKey(here.cluster(), lower, upper, here.protocol(), here.port(), here.denied()),
            content.turned());
      }
    }
  }
}
