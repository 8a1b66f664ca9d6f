package io.sluice.ingest.decode.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextMemoTest {
  private final List<String> asked = new ArrayList<>();

  private TextMemo<String> memo(int most) {
    return new TextMemo<>(
        most,
        text -> {
          asked.add(text);
          return "<" + text + ">";
        });
  }

  private static String get(TextMemo<String> memo, String text) {
    byte[] bytes = ("..." + text + "...").getBytes(StandardCharsets.US_ASCII);
    return memo.get(bytes, 3, bytes.length - 3);
  }

  @Test
  void whatATextMeansIsAskedOnce() {
    TextMemo<String> memo = memo(100);

    assertThat(get(memo, "FORWARDED")).isEqualTo("<FORWARDED>");
    assertThat(get(memo, "FORWARDED")).isEqualTo("<FORWARDED>");
    assertThat(get(memo, "")).isEqualTo("<>");

    assertThat(asked).containsExactly("FORWARDED", "");
  }

  @Test
  void whatItSaysIsRightHoweverManyTextsItHasForgotten() {
    TextMemo<String> memo = memo(50);
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      String text = Integer.toString(random.nextInt(200), 2).repeat(random.nextInt(4));
      assertThat(get(memo, text)).isEqualTo("<" + text + ">");
      assertThat(memo.size()).isLessThanOrEqualTo(50);
    }
  }

  @Test
  void aVeryLongTextIsNotKept() {
    TextMemo<String> memo = memo(50);
    String text = "a".repeat(1_000);

    assertThat(get(memo, text)).isEqualTo("<" + text + ">");

    assertThat(memo.size()).isZero();
  }
}
