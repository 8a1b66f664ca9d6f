package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.JsonBytes;
import io.sluice.ingest.decode.bytes.Names;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the keys stand for that a record of an Azure flow log usually has. */
enum AzureKey {
  TIME("time"),
  MAC("macAddress"),
  RESOURCE("targetResourceID", "resourceId", "targetResourceId", "resourceID"),
  VNET("flowRecords"),
  NSG("properties"),
  PASSED(
      "category",
      "operationName",
      "flowLogVersion",
      "flowLogGUID",
      "flowLogResourceID",
      "systemId");

  private static final AzureKey[] ALL = values();
  private static final Names NAMES =
      new Names(Stream.of(ALL).map(key -> key.names).toArray(String[]::new));

  private final String names;

  AzureKey(String... names) {
    this.names = String.join(" ", names);
  }

  /** What the key that was read last stands for; null for any other. */
  static @Nullable AzureKey of(JsonBytes json) {
    int number = NAMES.of(json.bytes(), json.from(), json.to());
    return number == Names.UNKNOWN ? null : ALL[number];
  }
}
