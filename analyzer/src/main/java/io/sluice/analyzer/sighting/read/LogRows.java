package io.sluice.analyzer.sighting.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.sighting.ClusterSightings;
import io.sluice.analyzer.sighting.PodKey;
import io.sluice.analyzer.sighting.PodTrace;
import io.sluice.analyzer.sighting.PodTrace.Phase;
import io.sluice.analyzer.sighting.SightingFold;
import io.sluice.ingest.IpAddress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one KubePodInventory export: one row per container and minute, each of which
 * proves where its pod was at {@code TimeGenerated}.
 */
final class LogRows {
  private static final String TABLE = "KubePodInventory";
  private static final int MAX_PARSED = 50_000;

  /** What is wrong with a row, in words. */
  private static final class RowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowException(String problem) {
      super(problem, null, false, false);
    }
  }

  private final String file;
  private final SightingFold fold;

  /** Times that were parsed: they come again in every row of a batch and of a pod. */
  private final Map<String, OptionalLong> parsed = new HashMap<>();

  LogRows(String file, SightingFold fold) {
    this.file = file;
    this.fold = fold;
  }

  void problem(int line, String problem) {
    fold.problem(file, line, problem);
  }

  /** Refuses a file all of whose rows would lack a column. */
  void requireColumns(Collection<Column> columns, int line) {
    Set<Column> missing = EnumSet.copyOf(Column.NEEDED);
    missing.removeAll(columns);
    if (!missing.isEmpty()) {
      throw new BrokenFileException(
          line,
          "this export of KubePodInventory lacks "
              + missing.stream().map(Column::title).collect(Collectors.joining(", "))
              + "; the query must return "
              + Column.NEEDED.stream().map(Column::title).collect(Collectors.joining(", "))
              + ", as config/kql/KubePodInventory.kql does",
          false);
    }
  }

  /** Takes one row; what is wrong with it is named. */
  void add(Map<Column, JsonNode> row, int line) {
    try {
      String table = text(row, Column.TABLE);
      if (!table.isEmpty() && !table.equals(TABLE)) {
        fold.otherTable(table);
        return;
      }
      for (Column column : Column.NEEDED) {
        if (column != Column.ADDRESS && text(row, column).isBlank()) {
          throw new RowException(column.title() + " is missing");
        }
      }
      take(row, line);
    } catch (RowException e) {
      problem(line, e.getMessage() + "; row not used");
    }
  }

  private void take(Map<Column, JsonNode> row, int line) {
    String namespace = text(row, Column.NAMESPACE);
    long time =
        time(row, Column.TIME).orElseThrow(() -> new RowException(noTime(row, Column.TIME)));
    Optional<IpAddress> address = address(row);
    Phase phase = Phase.of(text(row, Column.STATUS));
    ClusterSightings cluster =
        fold.cluster(text(row, Column.CLUSTER_NAME), text(row, Column.CLUSTER_ID));
    cluster.batch(namespace, time);
    PodTrace pod =
        cluster.pod(new PodKey(namespace, text(row, Column.NAME), text(row, Column.UID)));
    pod.node(time, text(row, Column.COMPUTER));
    pod.owner(time, text(row, Column.CONTROLLER_KIND), text(row, Column.CONTROLLER_NAME));
    pod.labels(time, labels(row.get(Column.LABELS)));
    pod.started(start(row, time, line));
    if (address.isEmpty()) {
      fold.withoutAddress();
    } else {
      pod.row(address.get(), time, phase);
    }
  }

  private OptionalLong time(Map<Column, JsonNode> row, Column column) {
    String text = text(row, column);
    OptionalLong known = parsed.get(text);
    if (known == null) {
      known = SightingTimes.millis(text);
      if (parsed.size() > MAX_PARSED) {
        parsed.clear();
      }
      parsed.put(text, known);
    }
    return known;
  }

  private static String noTime(Map<Column, JsonNode> row, Column column) {
    return column.title()
        + " must be a time such as 2025-01-31T12:00:00Z between 2014 and 2100, but is \""
        + text(row, column)
        + "\"";
  }

  /** The pod's start as the node tells it, else its creation, else when it was seen. */
  private long start(Map<Column, JsonNode> row, long seen, int line) {
    for (Column column : List.of(Column.START, Column.CREATED)) {
      if (!text(row, column).isBlank()) {
        OptionalLong time = time(row, column);
        if (time.isPresent()) {
          return Math.min(seen, time.getAsLong());
        }
        problem(line, noTime(row, column) + "; taken as unknown");
      }
    }
    return seen;
  }

  private Optional<IpAddress> address(Map<Column, JsonNode> row) {
    String text = text(row, Column.ADDRESS).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<IpAddress> address = IpAddress.parse(text);
    if (address.isEmpty()) {
      throw new RowException("PodIp must be an IP address, but is \"" + text + "\"");
    }
    return address;
  }

  private static String text(Map<Column, JsonNode> row, Column column) {
    JsonNode value = row.get(column);
    if (value == null || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      String found = value.isContainerNode() ? "a list or map" : value.asText();
      throw new RowException(column.title() + " must be a text, but is " + found);
    }
    return value.textValue();
  }

  /** The labels as their own JSON: a text in the table, but some tools unpack it. */
  private static String labels(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isTextual() ? value.textValue().strip() : value.toString();
  }
}
