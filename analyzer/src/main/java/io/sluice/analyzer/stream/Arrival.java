package io.sluice.analyzer.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of flow batches as it came.
 *
 * @param wallMillis when, by the wall clock
 * @param timestamp the record's own time
 * @param place topic, partition and offset
 * @param value its value; null in a tombstone
 */
record Arrival(long wallMillis, long timestamp, String place, byte @Nullable [] value) {
  byte[] toByteArray() {
    byte[] at = place.getBytes(StandardCharsets.UTF_8);
    byte[] content = value == null ? new byte[0] : value;
    return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + at.length + content.length)
        .putLong(wallMillis)
        .putLong(timestamp)
        .putInt(at.length)
        .put(at)
        .put(content)
        .array();
  }

  static Arrival read(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    long wallMillis = from.getLong();
    long timestamp = from.getLong();
    byte[] place = new byte[from.getInt()];
    from.get(place);
    byte[] value = new byte[from.remaining()];
    from.get(value);
    return new Arrival(wallMillis, timestamp, new String(place, StandardCharsets.UTF_8), value);
  }
}
