package io.sluice.ingest.decode;

import io.sluice.ingest.decode.bytes.JsonBytes;
import java.nio.charset.StandardCharsets;
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
  private static final byte[][][] NAMES = new byte[ALL.length][][];

  static {
    for (AzureKey key : ALL) {
      NAMES[key.ordinal()] =
          Stream.of(key.names.split(" ", -1))
              .map(name -> name.getBytes(StandardCharsets.US_ASCII))
              .toArray(byte[][]::new);
    }
  }

  private final String names;

  AzureKey(String... names) {
    this.names = String.join(" ", names);
  }

  /** What the key that was read last stands for; null for any other. */
  static @Nullable AzureKey of(JsonBytes json) {
    for (AzureKey key : ALL) {
      for (byte[] name : NAMES[key.ordinal()]) {
        if (json.is(name)) {
          return key;
        }
      }
    }
    return null;
  }
}
