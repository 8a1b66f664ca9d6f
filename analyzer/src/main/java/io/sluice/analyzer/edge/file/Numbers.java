package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * The parties and pods of a table's rows, numbered in their own order: the numbers of the run
 * follow the order of sight and must not show in a file.
 */
final class Numbers implements Numbering {
  private final Map<Party, Integer> parties = new HashMap<>();
  private final List<Party> partyList;
  private final List<Pod> podList = new ArrayList<>();

  /** The ids that are used, sorted: of all pods a row has few. */
  private final int[] usedPods;

  /** By place among those. */
  private final int[] podNumbers;

  private final int[] rows;

  Numbers(StoredTable stored) {
    Used used = new Used();
    stored.table().visit(used);
    rows = new int[] {used.forwarded, used.stopped, used.undirected};
    usedPods = used.pods.toArray();
    podNumbers = new int[usedPods.length];
    List<Integer> inOrder = new ArrayList<>();
    for (int place = 0; place < usedPods.length; place++) {
      inOrder.add(place);
    }
    inOrder.sort(Comparator.comparing(place -> stored.pods().get(usedPods[place]), PodForm.ORDER));
    for (int place : inOrder) {
      Pod pod = stored.pods().get(usedPods[place]);
      int last = podList.size() - 1;
      if (last < 0 || PodForm.ORDER.compare(podList.get(last), pod) != 0) {
        podList.add(pod);
        used.parties.add(pod.workload());
      }
      podNumbers[place] = podList.size() - 1;
    }
    partyList = used.parties.stream().sorted().toList();
    for (int i = 0; i < partyList.size(); i++) {
      parties.put(partyList.get(i), i);
    }
  }

  private int place(int id) {
    return Arrays.binarySearch(usedPods, id);
  }

  /** All parties, in order. */
  List<Party> parties() {
    return partyList;
  }

  @Override
  public int of(Party party) {
    return Objects.requireNonNull(parties.get(party));
  }

  /** All pods, in order. */
  List<Pod> pods() {
    return podList;
  }

  /** The numbers in the file for ids of the run. */
  @Override
  public RoaringBitmap of(RoaringBitmap ids) {
    RoaringBitmap numbers = new RoaringBitmap();
    ids.forEach((int id) -> numbers.add(podNumbers[place(id)]));
    return numbers;
  }

  /** How many keys have forwarded, stopped and undirected rows. */
  int[] rows() {
    return rows.clone();
  }

  private static final class Used implements TableVisitor {
    private final Set<Party> parties = new HashSet<>();
    private final RoaringBitmap pods = new RoaringBitmap();
    private int forwarded;
    private int stopped;
    private int undirected;

    @Override
    public void forwarded(EdgeKey key, RowContent row) {
      forwarded++;
      note(key);
      note(row);
    }

    @Override
    public void stopped(EdgeKey key, Stopped content) {
      stopped++;
      note(key);
      content.rows().values().forEach(this::note);
      content.folded().ifPresent(this::note);
    }

    /** The total has the pods of all its parts. */
    @Override
    public void undirected(EdgeKey key, Undirected row) {
      undirected++;
      note(key);
      note(row.total());
    }

    private void note(EdgeKey key) {
      parties.add(key.client());
      parties.add(key.server());
    }

    private void note(RowContent row) {
      row.notePods(pods);
    }
  }
}
