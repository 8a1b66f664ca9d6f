package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainJsonTest {
  private static PlainJson at(byte[] bytes) {
    PlainJson json = new PlainJson();
    json.start(bytes, 0, bytes.length);
    return json;
  }

  /** The place matters: eight bytes are looked at together, and the last ones one by one. */
  @Test
  void aTextEndsAtItsQuoteWhateverStandsWhere() {
    for (int length = 0; length < 40; length++) {
      for (int place = 0; place < length; place++) {
        for (int value = 0; value < 256; value++) {
          byte[] bytes =
              ("\"" + "a".repeat(length) + "\"zzzzzzzzzzz").getBytes(StandardCharsets.US_ASCII);
          bytes[1 + place] = (byte) value;
          PlainJson json = at(bytes);

          json.text();

          boolean plain = value >= ' ' && value < 128 && value != '\\';
          assertThat(json.odd()).as("%d at %d of %d", value, place, length).isNotEqualTo(plain);
          if (plain) {
            assertThat(json.to() - json.from()).isEqualTo(value == '"' ? place : length);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,", "7}", "123456789012345678 ", "\"a\""})
  void aPlainScalarIsPassed(String text) {
    PlainJson json = at(text.getBytes(StandardCharsets.US_ASCII));

    json.scalar();

    assertThat(json.odd()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00,", "1", "-1,", "1.5,", "1e5,", "1234567890123456789,", "true", "\"a"})
  void anyOtherIsOdd(String text) {
    PlainJson json = at(text.getBytes(StandardCharsets.US_ASCII));

    json.scalar();

    assertThat(json.odd()).isTrue();
    assertThat(json.more(true, '}')).isFalse();
  }
}
