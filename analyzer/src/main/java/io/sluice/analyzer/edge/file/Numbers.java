package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The parties and pods of a table's rows, numbered in their own order: the numbers of the run
 * follow the order of sight and must not show in a file.
 */
final class Numbers implements Numbering {
  private final Map<Party, Integer> parties = new HashMap<>();
  private final List<Party> partyList;
  private final List<Pod> podList;
  private final RoaringBitmap usedPods;

  /** By place among the ids that are used: of all pods a row has few. */
  private final int[] podNumbers;

  private final int[] rows;

  Numbers(StoredTable stored) {
    Used used = new Used();
    stored.table().visit(used);
    rows = new int[] {used.forwarded, used.stopped, used.undirected};
    TreeMap<Pod, Integer> pods = new TreeMap<>(PodForm.ORDER);
    used.pods.forEach((int id) -> pods.put(stored.pods().get(id), 0));
    podList = new ArrayList<>(pods.keySet());
    for (int i = 0; i < podList.size(); i++) {
      pods.put(podList.get(i), i);
      used.parties.add(podList.get(i).workload());
    }
    usedPods = used.pods;
    podNumbers = new int[usedPods.getCardinality()];
    usedPods.forEach(
        (int id) ->
            podNumbers[place(id)] = Objects.requireNonNull(pods.get(stored.pods().get(id))));
    partyList = used.parties.stream().sorted().toList();
    for (int i = 0; i < partyList.size(); i++) {
      parties.put(partyList.get(i), i);
    }
  }

  private int place(int id) {
    return usedPods.rank(id) - 1;
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
