package io.sluice.ingest.decode.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBytesTest {
  private static JsonBytes at(byte[] bytes) {
    JsonBytes json = new JsonBytes();
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
          JsonBytes json = at(bytes);

          json.text();

          boolean plain = value >= ' ' && value < 128 && value != '\\';
          assertThat(json.lost()).as("%d at %d of %d", value, place, length).isNotEqualTo(plain);
          if (plain) {
            assertThat(json.to() - json.from()).isEqualTo(value == '"' ? place : length);
          }
        }
      }
    }
  }

  /** Walks an object with one field of this value. */
  private static JsonBytes walk(String value) {
    JsonBytes json = at(("{\"a\":" + value + "}").getBytes(StandardCharsets.US_ASCII));
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      json.skip();
    }
    return json;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-7",
        "123456789012345678 ",
        "\"a\"",
        "true",
        "null",
        "[{\"b\":[]},\"\\u0041\"]"
      })
  void aValueThatIsWrittenPlainlyIsPassed(String value) {
    JsonBytes json = walk(value);

    assertThat(json.lost()).isFalse();
    assertThat(json.position()).isEqualTo(json.limit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "-",
        "1.5",
        "1e5",
        "1234567890123456789",
        "tru",
        "\"a",
        "[1,]",
        "\"\\x\""
      })
  void atAnyOtherItIsLost(String value) {
    JsonBytes json = walk(value);

    assertThat(json.lost()).isTrue();
    assertThat(json.nextField()).isFalse();
  }
}
