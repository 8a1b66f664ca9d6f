package io.sluice.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Random Hubble logs: lines as exporters write them, lines in which anything may be otherwise, and
 * bytes that were damaged. Ends, addresses and names repeat, so that what is remembered is used.
 */
public final class RandomHubble extends Draws {
  private final RandomExporterLine usual;
  private final RandomOddLine odd;

  public RandomHubble(long seed) {
    super(new Random(seed));
    usual = new RandomExporterLine(random);
    odd = new RandomOddLine(random);
  }

  /** A log of some records, most of them as they should be, and with damage if that is wanted. */
  public byte[] log(int records, boolean damaged) {
    StringBuilder text = new StringBuilder();
    boolean array = damaged && one(20);
    text.append(array ? one(2) ? "[" : "{\"flows\":[" : "");
    for (int i = 0; i < records; i++) {
      text.append(damaged && one(12) ? "2026-03-02T10:00:01.123456789Z stdout F " : "");
      text.append(damaged && one(3) ? odd.line(1 + random.nextInt(30)) : usual.line());
      text.append(array ? ",\n" : damaged && one(15) ? separator() : "\n");
    }
    text.append(array ? "]" : "");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return damaged && one(3) ? damage(bytes) : bytes;
  }

  private String separator() {
    return pick("", " ", ",", "\r\n", "\n\n", "]\n", "}\n", "{\n", "x\n", "\uFEFF", "\n\0\0\n");
  }

  /** Bytes changed, left out, doubled or cut off. */
  private byte[] damage(byte[] bytes) {
    byte[] damaged = bytes;
    for (int i = random.nextInt(4); i >= 0 && damaged.length > 2; i--) {
      int at = random.nextInt(damaged.length);
      int length = Math.min(damaged.length - at, 1 + random.nextInt(one(3) ? 400 : 3));
      damaged =
          switch (random.nextInt(5)) {
            case 0 -> replaced(damaged, at, 1, randomBytes(1));
            case 1 -> replaced(damaged, at, length, new byte[0]);
            case 2 -> replaced(damaged, at, 0, Arrays.copyOfRange(damaged, at, at + length));
            case 3 -> replaced(damaged, at, 0, randomBytes(1 + random.nextInt(3)));
            default -> one(4) ? Arrays.copyOf(damaged, at) : damaged;
          };
    }
    return damaged;
  }

  private byte[] randomBytes(int count) {
    String likely = "{}[]\",:\\ \n\t0123456789-+.eEtrufalsn\u0001\u007F";
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] =
          (byte) (one(8) ? random.nextInt(256) : likely.charAt(random.nextInt(likely.length())));
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    byte[] result = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(by, 0, result, at, by.length);
    System.arraycopy(bytes, at + length, result, at + by.length, bytes.length - at - length);
    return result;
  }

  /** One line as an exporter writes it. */
  public String exporterLine() {
    return usual.line();
  }
}
