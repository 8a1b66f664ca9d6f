package io.sluice.ingest.decode.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private static final long SEED = 20_260_302;

  private final Random random = new Random(SEED);

  private byte[] bytes(String alphabet) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      boolean any = random.nextInt(4) == 0;
      bytes[i] =
          (byte) (any ? random.nextInt(256) : alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return bytes;
  }

  private static int first(byte[] bytes, IntPredicate wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (wanted.test(bytes[i] & 0xFF)) {
        return i;
      }
    }
    return 8;
  }

  private static int found(long mask) {
    return mask == 0 ? 8 : Words.lowest(mask);
  }

  @Test
  void theFirstByteOfAKindIsFoundWhateverStandsAroundIt() {
    for (int i = 0; i < 500_000; i++) {
      byte[] bytes = bytes(i % 2 == 0 ? "0123456789/:" : "az,\"\\\n !~");
      long word = Words.at(bytes, 0);

      assertThat(found(Words.find(word, ','))).isEqualTo(first(bytes, b -> b == ','));
      assertThat(found(Words.nonDigits(word))).isEqualTo(first(bytes, b -> b < '0' || b > '9'));
      assertThat(found(Words.endOfText(word)))
          .isEqualTo(first(bytes, b -> b == '"' || b == '\\' || b == '\n'));
      assertThat(found(Words.notPlain(word)))
          .isEqualTo(first(bytes, b -> b == '"' || b == '\\' || b < ' ' || b > 127));
    }
  }

  @Test
  void digitsGiveTheirNumberWhateverFollowsThem() {
    for (int i = 0; i < 200_000; i++) {
      int count = 1 + random.nextInt(8);
      byte[] text = bytes("0123456789");
      for (int digit = 0; digit < count; digit++) {
        text[digit] = (byte) ('0' + random.nextInt(10));
      }

      long expected = Long.parseLong(new String(text, 0, count, StandardCharsets.US_ASCII));

      assertThat(Words.number(Words.at(text, 0), count)).isEqualTo(expected);
    }
  }
}
