package io.sluice.bench.endtoend;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * A process of its own that has DuckDB group the records of logs by their ends, the server's port,
 * the protocol and the verdict. The columns are typed, so that it need not sniff and reads no field
 * but these.
 *
 * <pre>DuckDbQuery FORM THREADS FILE…</pre>
 *
 * It prints how many records and groups there were, and the time without the start of the process.
 */
final class DuckDbQuery {
  private static final String HUBBLE_COLUMNS =
      "{flow: 'STRUCT(verdict VARCHAR,"
          + " l4 STRUCT(\"TCP\" STRUCT(destination_port INTEGER), \"UDP\" STRUCT(destination_port INTEGER),"
          + " \"SCTP\" STRUCT(destination_port INTEGER)),"
          + " source STRUCT(namespace VARCHAR, pod_name VARCHAR),"
          + " destination STRUCT(namespace VARCHAR, pod_name VARCHAR))'}";
  private static final String HUBBLE_GROUPS =
      "flow.source.namespace, flow.source.pod_name, flow.destination.namespace,"
          + " flow.destination.pod_name,"
          + " coalesce(flow.l4.TCP.destination_port, flow.l4.UDP.destination_port,"
          + " flow.l4.SCTP.destination_port),"
          + " CASE WHEN flow.l4.TCP IS NOT NULL THEN 6 WHEN flow.l4.UDP IS NOT NULL THEN 17"
          + " WHEN flow.l4.SCTP IS NOT NULL THEN 132 END,"
          + " flow.verdict";
  private static final String VNET_COLUMNS =
      "{records: 'STRUCT(flowRecords STRUCT(flows STRUCT(flowGroups"
          + " STRUCT(flowTuples VARCHAR[])[])[]))[]'}";

  private DuckDbQuery() {}

  /** Runs it. */
  public static void main(String[] arguments) throws SQLException {
    LogForm form = LogForm.valueOf(arguments[0]);
    List<String> files = List.of(arguments).subList(2, arguments.length);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads TO " + Integer.parseInt(arguments[1]));
      long start = System.nanoTime();
      double cpu = cpuSeconds();
      String query = "SELECT sum(n), count(*) FROM (" + grouped(form, files) + ")";
      try (ResultSet result = statement.executeQuery(query)) {
        result.next();
        System.out.printf(
            Locale.ROOT,
            "%d %d %.3f %.3f%n",
            result.getLong(1),
            result.getLong(2),
            (System.nanoTime() - start) / 1e9,
            cpuSeconds() - cpu);
      }
    }
  }

  /** The query whose rows are the groups, each with its count {@code n}. */
  static String grouped(LogForm form, List<String> files) {
    StringBuilder list = new StringBuilder();
    for (String file : files) {
      list.append(list.isEmpty() ? "['" : ", '").append(file.replace("'", "''")).append('\'');
    }
    list.append(']');
    return form == LogForm.VNET ? vnet(list.toString()) : hubble(list.toString());
  }

  private static String hubble(String files) {
    return "SELECT "
        + HUBBLE_GROUPS
        + ", count(*) AS n FROM read_json("
        + files
        + ", format = 'newline_delimited', columns = "
        + HUBBLE_COLUMNS
        + ") GROUP BY ALL";
  }

  private static String vnet(String files) {
    return "SELECT t[2], t[3], t[5], t[6], t[8] = 'D', count(*) AS n FROM ("
        + "SELECT string_split(unnest(g.flowTuples), ',') AS t FROM ("
        + "SELECT unnest(f.flowGroups) AS g FROM ("
        + "SELECT unnest(r.flowRecords.flows) AS f FROM ("
        + "SELECT unnest(records) AS r FROM read_json("
        + files
        + ", format = 'unstructured', maximum_object_size = 1000000000, columns = "
        + VNET_COLUMNS
        + "))))) GROUP BY ALL";
  }

  private static double cpuSeconds() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
