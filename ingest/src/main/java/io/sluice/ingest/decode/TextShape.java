package io.sluice.ingest.decode;

import io.sluice.ingest.LogFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the format of a text that is not JSON from its first lines. */
final class TextShape {
  private static final int LINES = 20;
  private static final int ANTREA_COLUMNS = 30;
  private static final int SHORTEST_AWS_LINE = 14;
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern YAML_KEY = Pattern.compile("(apiVersion|kind|metadata|items):.*");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+");
  private static final Set<String> AWS_ACTIONS = Set.of("ACCEPT", "REJECT", "-");
  private static final Set<String> AWS_STATES = Set.of("OK", "NODATA", "SKIPDATA");
  private static final Set<String> SOURCES =
      Set.of("src", "src_ip", "srcip", "source", "source_ip", "srcaddr");
  private static final Set<String> DESTINATIONS =
      Set.of("dst", "dst_ip", "dstip", "destination", "destination_ip", "dest_ip", "dstaddr");

  private TextShape() {}

  /**
   * The format of a text.
   *
   * @param head its first bytes
   */
  static LogFormat format(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    List<String> lines =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(LINES).toList();
    for (String line : lines) {
      LogFormat format = line.startsWith("#") ? LogFormat.UNKNOWN : ofLine(line);
      if (format != LogFormat.UNKNOWN) {
        return format;
      }
    }
    return LogFormat.UNKNOWN;
  }

  private static LogFormat ofLine(String line) {
    if (YAML_KEY.matcher(line).matches() || line.startsWith("- apiVersion:")) {
      return LogFormat.CLUSTER_OBJECTS;
    }
    if (line.contains("calico-packet:") || line.contains("calico-felix")) {
      return LogFormat.CALICO_SYSLOG;
    }
    if (isConntrack(line)) {
      return LogFormat.CONNTRACK;
    }
    if (isAws(line)) {
      return LogFormat.AWS_VPC;
    }
    String[] columns = line.split(",", -1);
    if (isAntrea(columns)) {
      return LogFormat.ANTREA;
    }
    return isHeader(columns) ? LogFormat.CSV : LogFormat.UNKNOWN;
  }

  private static boolean isConntrack(String line) {
    int first = line.indexOf("src=");
    return first >= 0 && line.indexOf("src=", first + 1) > 0 && line.contains("dport=");
  }

  private static boolean isAws(String line) {
    List<String> words = List.of(BLANKS.split(line));
    if (words.contains("srcaddr") && words.contains("dstaddr")) {
      return true;
    }
    return words.size() >= SHORTEST_AWS_LINE
        && isNumber(words.get(0))
        && words.stream().anyMatch(AWS_STATES::contains)
        && words.stream().anyMatch(AWS_ACTIONS::contains);
  }

  /** The flow logger writes 30 columns without a header: seconds, seconds, address, address. */
  private static boolean isAntrea(String[] columns) {
    return columns.length >= ANTREA_COLUMNS
        && isNumber(columns[0])
        && isNumber(columns[1])
        && ADDRESS.matcher(columns[2]).matches()
        && ADDRESS.matcher(columns[3]).matches();
  }

  private static boolean isHeader(String[] columns) {
    boolean source = false;
    boolean destination = false;
    for (String column : columns) {
      String name = column.strip().replace("\"", "").toLowerCase(Locale.ROOT);
      source |= SOURCES.contains(name);
      destination |= DESTINATIONS.contains(name);
    }
    return source && destination;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
