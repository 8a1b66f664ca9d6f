package io.sluice.ingest.kafka;

import io.sluice.ingest.decode.ValueDecoder;
import io.sluice.ingest.source.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Values of records that are packed by themselves, as some forwarders leave them: gzip, zstd and
 * UTF-16 with a mark, which their first bytes show as those of a file do, and gzip in Base64. The
 * compression of Kafka's own batches is not meant, which its clients undo.
 */
final class PackedValues {
  /** More than that is no record: a few bytes may unpack to gigabytes. */
  static final int MOST_BYTES = 64 << 20;

  /** How the first bytes of every gzip member are in Base64: 1f 8b 08. */
  private static final byte[] GZIP_IN_BASE64 = "H4sI".getBytes(StandardCharsets.US_ASCII);

  private PackedValues() {}

  /** Decodes a value, packed or not; one that cannot be unpacked whole counts as a bad record. */
  static void decode(ValueDecoder decoder, long offset, byte @Nullable [] value) {
    if (value == null) {
      decoder.decode(offset, null);
      return;
    }
    byte[] packed = fromBase64(value);
    if (!Compression.isEncoded(packed)) {
      decoder.decode(offset, value);
      return;
    }
    byte[] plain;
    try (InputStream in = Compression.text(new ByteArrayInputStream(packed), note -> {})) {
      plain = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      decoder.unreadable(offset, "the packed value is damaged: " + e.getMessage());
      return;
    }
    if (plain.length > MOST_BYTES) {
      decoder.unreadable(offset, "the value unpacks to more than " + (MOST_BYTES >> 20) + " MiB");
      return;
    }
    decoder.decode(offset, plain);
  }

  /** What stands behind Base64, where that is packed; else the value as it is. */
  private static byte[] fromBase64(byte[] value) {
    for (int i = 0; i < GZIP_IN_BASE64.length; i++) {
      if (value.length <= i || value[i] != GZIP_IN_BASE64[i]) {
        return value;
      }
    }
    try {
      return Base64.getMimeDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      return value; // no Base64 after all, and no JSON either, which is said of it then
    }
  }
}
