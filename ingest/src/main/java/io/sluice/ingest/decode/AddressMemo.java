package io.sluice.ingest.decode;

import io.sluice.ingest.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what addresses mean by how they are written.
 *
 * <p>HOT PATH: allocates only for what it does not know; forgets all when it is full. One thread's.
 * Oracle: {@code FastAzureOracleTest}.
 */
final class AddressMemo {
  private static final int MOST = 1 << 13;
  private static final int LONGEST = 64;

  private byte[] @Nullable [] texts = new byte[16][];
  private @Nullable IpAddress[] addresses = new @Nullable IpAddress[16];
  private int count;

  /** Whether an address may be written with that byte. */
  private static boolean mayHold(byte b) {
    boolean digit = b >= '0' && b <= '9';
    boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    return digit || letter || b == ':' || b == '.' || b == '%' || b == '/';
  }

  /** The address, or null where it is none. */
  @Nullable IpAddress get(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return null;
    }
    IpAddress known = addresses[slot(bytes, from, to)];
    if (known != null) {
      return known;
    }
    for (int i = from; i < to; i++) {
      if (!mayHold(bytes[i])) {
        return null;
      }
    }
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    IpAddress address = IpAddress.parse(text).orElse(null);
    if (address != null) {
      put(Arrays.copyOfRange(bytes, from, to), address);
    }
    return address;
  }

  private void put(byte[] text, IpAddress address) {
    if (count >= MOST) {
      Arrays.fill(texts, null);
      Arrays.fill(addresses, null);
      count = 0;
    } else if (2 * count >= texts.length) {
      grow();
    }
    int slot = slot(text, 0, text.length);
    texts[slot] = text;
    addresses[slot] = address;
    count++;
  }

  private void grow() {
    byte[] @Nullable [] oldTexts = texts;
    @Nullable IpAddress[] oldAddresses = addresses;
    texts = new byte[2 * oldTexts.length][];
    addresses = new @Nullable IpAddress[2 * oldTexts.length];
    for (int i = 0; i < oldTexts.length; i++) {
      byte[] text = oldTexts[i];
      if (text != null) {
        int slot = slot(text, 0, text.length);
        texts[slot] = text;
        addresses[slot] = oldAddresses[i];
      }
    }
  }

  private int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int mask = texts.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (true) {
      byte[] text = texts[slot];
      if (text == null || Arrays.equals(text, 0, text.length, bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }
}
