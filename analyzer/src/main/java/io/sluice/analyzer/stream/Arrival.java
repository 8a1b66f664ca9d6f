package io.sluice.analyzer.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A record of the topic of flow batches as it came. */
final class Arrival {
  private final long wallMillis;
  private final long timestamp;
  private final String place;
  private final byte[] key;
  private final byte[] value;

  /**
   * A record.
   *
   * @param wallMillis when it came, by the wall clock
   * @param timestamp the record's own time
   * @param place topic, partition and offset
   * @param key its key; empty where it has none
   * @param value its value; empty where it has none
   */
  Arrival(long wallMillis, long timestamp, String place, byte[] key, byte[] value) {
    this.wallMillis = wallMillis;
    this.timestamp = timestamp;
    this.place = place;
    this.key = key;
    this.value = value;
  }

  long wallMillis() {
    return wallMillis;
  }

  long timestamp() {
    return timestamp;
  }

  String place() {
    return place;
  }

  byte[] key() {
    return key;
  }

  byte[] value() {
    return value;
  }

  byte[] toByteArray() {
    byte[] at = place.getBytes(StandardCharsets.UTF_8);
    int head = 2 * (Long.BYTES + Integer.BYTES);
    return ByteBuffer.allocate(head + at.length + key.length + value.length)
        .putLong(wallMillis)
        .putLong(timestamp)
        .putInt(at.length)
        .put(at)
        .putInt(key.length)
        .put(key)
        .put(value)
        .array();
  }

  static Arrival read(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    long wallMillis = from.getLong();
    long timestamp = from.getLong();
    byte[] place = new byte[from.getInt()];
    from.get(place);
    byte[] key = new byte[from.getInt()];
    from.get(key);
    byte[] value = new byte[from.remaining()];
    from.get(value);
    return new Arrival(
        wallMillis, timestamp, new String(place, StandardCharsets.UTF_8), key, value);
  }
}
