package io.sluice.analyzer.sighting.read;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of KubePodInventory that are read. In this table {@code Name} is the pod's name.
 *
 * <p>See https://learn.microsoft.com/azure/azure-monitor/reference/tables/kubepodinventory
 */
enum Column {
  TIME("TimeGenerated"),
  CLUSTER_NAME("ClusterName"),
  CLUSTER_ID("ClusterId"),
  NAMESPACE("Namespace"),
  NAME("Name"),
  UID("PodUid"),
  ADDRESS("PodIp"),
  START("PodStartTime"),
  CREATED("PodCreationTimeStamp"),
  STATUS("PodStatus"),
  LABELS("PodLabel"),
  CONTROLLER_NAME("ControllerName"),
  CONTROLLER_KIND("ControllerKind"),
  COMPUTER("Computer"),
  TABLE("Type");

  /** Columns without which a row says nothing. */
  static final Set<Column> NEEDED = EnumSet.of(TIME, NAMESPACE, NAME, UID, ADDRESS);

  /** Columns that hardly any other table has. */
  private static final Set<Column> TELLING =
      EnumSet.of(UID, ADDRESS, START, STATUS, LABELS, CONTROLLER_NAME, CONTROLLER_KIND);

  private final String title;

  Column(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** A column by its title, with or without the time zone that the portal puts behind it. */
  static Optional<Column> titled(String title) {
    String plain = title.strip().replaceFirst("\\s*\\[[^\\]]*\\]$", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(column -> column.title.toLowerCase(Locale.ROOT).equals(plain))
        .findFirst();
  }

  /** Whether these are of KubePodInventory, though perhaps not all that are needed. */
  static boolean tell(Collection<String> titles) {
    Set<Column> columns = EnumSet.noneOf(Column.class);
    titles.forEach(title -> titled(title).ifPresent(columns::add));
    long telling = columns.stream().filter(TELLING::contains).count();
    return telling >= 2 || (telling == 1 && columns.contains(TIME));
  }
}
