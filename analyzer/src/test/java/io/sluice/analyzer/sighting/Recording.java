package io.sluice.analyzer.sighting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Pods' lives as the recorders would write them: in every form that they have. */
public final class Recording {
  /** A pod's life; {@code labels} null where the recorder does not know them. */
  public record Life(
      String namespace,
      String name,
      String uid,
      String address,
      String node,
      String hostAddress,
      String ownerKind,
      String ownerName,
      long start,
      long end,
      Map<String, String> labels) {
    /** A pod of a CronJob's Job, its uid its name. */
    public static Life ofJob(String cronJob, String address, long start, long end) {
      String job = cronJob + "-" + start / 60_000;
      String name = job + "-abcde";
      return new Life(
          "shop",
          name,
          "uid-" + name,
          address,
          "node-1",
          "10.224.0.4",
          "Job",
          job,
          start,
          end,
          new TreeMap<>(Map.of("app", cronJob)));
    }

    public Life owned(String kind, String owner) {
      return new Life(
          namespace, name, uid, address, node, hostAddress, kind, owner, start, end, labels);
    }

    public Life named(String path, String id) {
      String[] parts = path.split("/", -1);
      return new Life(
          parts[0],
          parts[1],
          id,
          address,
          node,
          hostAddress,
          ownerKind,
          ownerName,
          start,
          end,
          labels);
    }

    public Life at(String address, String node) {
      return new Life(
          namespace,
          name,
          uid,
          address,
          node,
          hostAddress,
          ownerKind,
          ownerName,
          start,
          end,
          labels);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final DateTimeFormatter PORTAL =
      DateTimeFormatter.ofPattern("M/d/yyyy, h:mm:ss.SSS a", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final List<Map<String, String>> rows = new ArrayList<>();
  private final ArrayNode series = JSON.createArrayNode();

  /** Rows of the moments {@code from}, {@code from + step} … before {@code until}. */
  public Recording rows(List<Life> lives, long from, long until, long step) {
    for (long time = from; time < until; time += step) {
      for (Life life : lives) {
        if (life.start <= time && time < life.end) {
          row(life, time, "Running");
        }
      }
    }
    return this;
  }

  /** One row. */
  public Recording row(Life life, long time, String status) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("TimeGenerated", Instant.ofEpochMilli(time).toString());
    row.put("Computer", life.node);
    row.put("ClusterName", "blue");
    row.put("Namespace", life.namespace);
    row.put("Name", life.name);
    row.put("PodUid", life.uid);
    row.put("PodIp", life.address);
    row.put("PodStartTime", Instant.ofEpochMilli(life.start).toString());
    row.put("PodStatus", status);
    row.put("ControllerKind", life.ownerKind);
    row.put("ControllerName", life.ownerName);
    row.put("ContainerName", life.uid + "/main");
    row.put("PodLabel", life.labels == null ? "" : "[" + JSON.valueToTree(life.labels) + "]");
    rows.add(row);
    return this;
  }

  /** The last row with another cell. */
  public Recording with(String column, String value) {
    rows.get(rows.size() - 1).put(column, value);
    return this;
  }

  public Recording shuffled(long seed) {
    Collections.shuffle(rows, new Random(seed));
    return this;
  }

  public int size() {
    return rows.size();
  }

  private static ObjectNode object(Map<String, String> row) {
    return JSON.valueToTree(row);
  }

  /** A data export: JSON lines. */
  public String lines() {
    return rows.stream()
        .map(row -> object(row).put("Type", "KubePodInventory").toString())
        .collect(Collectors.joining("\n"));
  }

  /** A data export wrapped in {@code records}. */
  public String records() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode records = root.putArray("records");
    rows.forEach(row -> records.add(object(row).put("Type", "KubePodInventory")));
    return root.toString();
  }

  /** What {@code az monitor log-analytics query -o json} prints. */
  public String azureCli() {
    ArrayNode list = JSON.createArrayNode();
    rows.forEach(row -> list.add(object(row).put("TableName", "PrimaryResult")));
    return list.toPrettyString();
  }

  /** An answer of the query API. */
  public String tables() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode table = root.putArray("tables").addObject().put("name", "PrimaryResult");
    ArrayNode columns = table.putArray("columns");
    rows.get(0)
        .keySet()
        .forEach(name -> columns.addObject().put("name", name).put("type", "string"));
    ArrayNode cells = table.putArray("rows");
    rows.forEach(row -> row.values().forEach(cells.addArray()::add));
    return root.toString();
  }

  /** An export of the portal: a byte order mark, CRLF and times in the portal's form. */
  public String csv() {
    StringBuilder text = new StringBuilder("\ufeff");
    List<String> titles = new ArrayList<>(rows.get(0).keySet());
    titles.replaceAll(title -> title.contains("Time") ? title + " [UTC]" : title);
    text.append(String.join(",", titles)).append("\r\n");
    for (Map<String, String> row : rows) {
      List<String> cells = new ArrayList<>();
      row.forEach((column, value) -> cells.add(cell(column, value)));
      text.append(String.join(",", cells)).append("\r\n");
    }
    return text.toString();
  }

  private static String cell(String column, String value) {
    boolean time = column.contains("Time") && value.endsWith("Z");
    String text = time ? PORTAL.format(Instant.parse(value)) : value;
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** A series of {@code kube_pod_info} for each life, sampled at {@code from + n * step}. */
  public Recording samples(List<Life> lives, long from, long until, long step) {
    for (Life life : lives) {
      TreeSet<Long> times = new TreeSet<>();
      long first = from + Math.max(0, (life.start - from + step - 1) / step) * step;
      for (long time = first; time < Math.min(until, life.end); time += step) {
        times.add(time);
      }
      if (!times.isEmpty()) {
        series("kube_pod_info", life, times)
            .put("pod_ip", life.address)
            .put("host_ip", life.hostAddress)
            .put("node", life.node)
            .put("created_by_kind", life.ownerKind)
            .put("created_by_name", life.ownerName);
      }
    }
    return this;
  }

  /** A series of another metric; the returned map takes its labels. */
  public ObjectNode series(String metric, Life life, Iterable<Long> times) {
    ObjectNode one = series.addObject();
    ObjectNode labels =
        one.putObject("metric")
            .put("__name__", metric)
            .put("namespace", life.namespace)
            .put("pod", life.name)
            .put("uid", life.uid)
            .put("instance", "10.244.0.9:8080");
    ArrayNode values = one.putArray("values");
    times.forEach(time -> values.addArray().add(time / 1000).add("1"));
    return labels;
  }

  /** A range result of Prometheus. */
  public String prometheus() {
    ObjectNode root = JSON.createObjectNode().put("status", "success");
    root.putObject("data").put("resultType", "matrix").set("result", series);
    return root.toString();
  }

  public static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
