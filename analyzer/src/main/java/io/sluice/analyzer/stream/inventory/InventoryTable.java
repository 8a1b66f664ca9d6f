package io.sluice.analyzer.stream.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.analyzer.snapshot.Timestamps;
import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inventory topic as far as it was read: the last state of every object, and the {@link
 * Inventory} of them, which is made anew whenever a watermark says that it is whole again. Any
 * thread's.
 */
public final class InventoryTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTS = 5;

  private final TreeMap<String, ClusterObject> objects = new TreeMap<>();
  private final TreeMap<String, Watermark> watermarks = new TreeMap<>();
  private Current current = new Current(Inventory.empty(), Map.of(), List.of(), 0, "");
  private long version;
  private long unreadable;

  /**
   * The inventory as of its watermarks.
   *
   * @param inventory who had which address when
   * @param watermarks by the clusters' names
   * @param objects what it was made of, sorted by their keys
   * @param version grows with every other inventory
   * @param problem why objects that came later are not in it; "" where they are
   */
  public record Current(
      Inventory inventory,
      Map<String, Watermark> watermarks,
      List<ClusterObject> objects,
      long version,
      String problem) {
    /**
     * Whether it says all it ever will of a moment: a snapshot does at once, a watch when it has
     * come so far.
     *
     * @param clusters the clusters that records name; those of them that are known decide, all
     *     where none is
     * @param epochMillis the moment; {@link Long#MIN_VALUE} is always reached
     * @param graceMillis how far behind the moment a watch must be
     */
    public boolean reaches(Collection<String> clusters, long epochMillis, long graceMillis) {
      if (watermarks.isEmpty()) {
        return false;
      }
      boolean named = clusters.stream().anyMatch(watermarks::containsKey);
      return watermarks.values().stream()
          .filter(mark -> !named || clusters.contains(mark.cluster()))
          .allMatch(
              mark ->
                  mark.source() == Watermark.Source.SNAPSHOT
                      || epochMillis == Long.MIN_VALUE
                      || mark.epochMillis() >= epochMillis + graceMillis);
    }

    /**
     * Which watches were not heard of for long, in one line; "" where none.
     *
     * @param nowMillis the time now
     * @param longestMillis how long is too long
     */
    public String stale(long nowMillis, long longestMillis) {
      return new TreeMap<>(watermarks)
          .values().stream()
              .filter(mark -> mark.source() == Watermark.Source.WATCH)
              .filter(mark -> nowMillis - mark.epochMillis() > longestMillis)
              .map(
                  mark ->
                      "the watch of the cluster "
                          + (mark.cluster().isEmpty() ? "" : mark.cluster() + " ")
                          + "was not heard of since "
                          + Instant.ofEpochMilli(mark.epochMillis()))
              .collect(Collectors.joining("; "));
    }
  }

  /** Takes a record; one that cannot be read is counted, and changes nothing. */
  public synchronized void put(byte[] key, byte @Nullable [] value) {
    String name = new String(key, StandardCharsets.UTF_8);
    if (value == null) {
      objects.remove(name);
      return;
    }
    try {
      JsonNode line = JSON.readTree(value);
      String[] parts = name.split("/", -1);
      if (parts.length == PARTS) {
        objects.put(name, object(name, parts, line));
      } else if (parts.length == 2 && parts[1].equals(InventoryRecords.WATERMARK)) {
        mark(InventoryRecords.unescaped(parts[0]), line);
      } else {
        unreadable++;
      }
    } catch (IOException | IllegalArgumentException e) {
      unreadable++; // others have written it; what it meant is not known
    }
  }

  private static ClusterObject object(String key, String[] parts, JsonNode line) {
    String kind = InventoryRecords.unescaped(parts[1]);
    return new ClusterObject(
        InventoryRecords.unescaped(parts[0]),
        kind,
        line.path("object"),
        new ObjectOrigin("inventory:" + key, 1),
        Map.of(),
        ClusterObject.Event.valueOf(line.path("type").asText("")),
        Timestamps.millis(line.path("time"), Long.MIN_VALUE));
  }

  private void mark(String cluster, JsonNode line) {
    Watermark.Source source =
        Watermark.Source.valueOf(line.path("source").asText("").toUpperCase(Locale.ROOT));
    long time = Timestamps.millis(line.path("time"), Long.MIN_VALUE);
    watermarks.put(cluster, new Watermark(cluster, time, source));
    version++;
  }

  /** The last state of every object, watermark or not, sorted by their keys. */
  public synchronized List<ClusterObject> objects() {
    return List.copyOf(objects.values());
  }

  /** The inventory now; the same object as long as it is the same. */
  public synchronized Current current() {
    if (current.version() != version) {
      current = made();
    }
    return current;
  }

  private Current made() {
    List<ClusterObject> whole =
        objects.values().stream()
            .filter(object -> watermarks.containsKey(object.cluster()))
            .toList();
    Map<String, Watermark> marks = Map.copyOf(watermarks);
    try {
      return new Current(Inventory.of(whole), marks, whole, version, "");
    } catch (UnusableInputException e) {
      return new Current(
          current.inventory(),
          current.watermarks(),
          current.objects(),
          version,
          String.valueOf(e.getMessage()));
    }
  }

  /** How many records could not be read. */
  public synchronized long unreadable() {
    return unreadable;
  }
}
