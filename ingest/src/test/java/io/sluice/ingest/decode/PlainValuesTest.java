package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.IpAddress;
import io.sluice.ingest.decode.bytes.Ipv4Bytes;
import io.sluice.ingest.decode.bytes.LineEnds;
import io.sluice.ingest.decode.bytes.PlainTime;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read in place says the same as what reads texts, where it says anything. */
final class PlainValuesTest {
  private final long seed = Long.getLong("sluice.seed", new Random().nextInt());
  private final Random random = new Random(seed);

  @BeforeEach
  void sayTheSeed() {
    System.out.println("seed " + seed);
  }

  /** The text with some characters changed, left out or doubled. */
  private String changed(String text, String by) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0 && changed.length() > 1; i--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, by.charAt(random.nextInt(by.length())));
        case 1 -> changed.deleteCharAt(at);
        default -> changed.insert(at, changed.charAt(at));
      }
    }
    return changed.toString();
  }

  private static byte[] inside(String text) {
    return ("\"" + text + "\"").getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void timesAreTheSameAsThoseOfTheReference() {
    PlainTime times = new PlainTime();
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      String text =
          changed(
              "20"
                  + (20 + random.nextInt(10))
                  + "-0"
                  + random.nextInt(10)
                  + "-"
                  + random.nextInt(4)
                  + random.nextInt(10)
                  + "T"
                  + random.nextInt(3)
                  + random.nextInt(10)
                  + ":"
                  + random.nextInt(7)
                  + random.nextInt(10)
                  + ":59."
                  + random.nextInt(1_000_000_000)
                  + "Z",
              "0123456789-:.TZtz+ ");
      byte[] bytes = inside(text);

      long millis = times.millis(bytes, 1, bytes.length - 1);

      if (millis != PlainTime.NONE) {
        assertThat(millis).as(text).isEqualTo(Timestamps.parse(text));
        read++;
      }
    }
    assertThat(read).isGreaterThan(10_000);
  }

  @Test
  void addressesAreTheSameAsThoseOfTheReference() {
    for (int i = 0; i < 200_000; i++) {
      String text =
          changed(
              random.nextInt(300)
                  + "."
                  + random.nextInt(300)
                  + "."
                  + random.nextInt(30)
                  + "."
                  + random.nextInt(300),
              "0123456789.:/ ");
      byte[] bytes = inside(text);

      long bits = Ipv4Bytes.parse(bytes, 1, bytes.length - 1);

      boolean plain = text.indexOf('/') < 0 && text.indexOf(':') < 0;
      assertThat(bits)
          .as(text)
          .isEqualTo(plain ? IpAddress.parse(text).map(IpAddress::low).orElse(-1L) : -1L);
    }
  }

  @Test
  void lineEndsAreCountedOneByOne() {
    byte[] bytes = new byte[300];
    for (int i = 0; i < 20_000; i++) {
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextInt(3) == 0 ? '\n' : random.nextInt(256));
      }
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(bytes.length - from);
      long expected = 0;
      for (int j = from; j < to; j++) {
        expected += bytes[j] == '\n' ? 1 : 0;
      }

      assertThat(LineEnds.count(bytes, from, to)).isEqualTo(expected);
      assertThat(LineEnds.any(bytes, from, to)).isEqualTo(expected > 0);
    }
  }
}
