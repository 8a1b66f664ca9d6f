package io.sluice.analyzer.stream.inventory;

import java.nio.charset.StandardCharsets;

/**
 * One record of the inventory topic.
 *
 * @param key {@code cluster/kind/namespace/name/uid}, or {@code cluster/watermark}
 * @param value one line of JSON
 */
public record InventoryRecord(String key, String value) {
  /** The key as it is written. */
  public byte[] keyBytes() {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** The value as it is written. */
  public byte[] valueBytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
