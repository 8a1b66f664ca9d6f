package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Utf16StreamTest {
  private static final List<Charset> ORDERS =
      List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /** What comes out where the stream below gives so many bytes at a time. */
  private static byte[] read(byte[] bytes, int atATime) throws IOException {
    ByteArrayInputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, atATime));
          }
        };
    try (Utf16Stream in = new Utf16Stream(slow)) {
      return in.readAllBytes();
    }
  }

  @Test
  void textWithAMarkBecomesUtf8WithoutIt() throws IOException {
    String text = "{\"pod\":\"wéb-𝒳-漢\"}\n".repeat(3000);
    for (Charset order : ORDERS) {
      byte[] bytes = ("\uFEFF" + text).getBytes(order);
      for (int atATime : new int[] {1, 2, 3, 5, 1 << 20}) {
        assertThat(read(bytes, atATime)).asString(StandardCharsets.UTF_8).isEqualTo(text);
      }
    }
  }

  @Test
  void whatHasNoSuchMarkPassesAsItIs() throws IOException {
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xFE, 'x', 0},
            "\uFEFF{}".getBytes(StandardCharsets.UTF_8),
            "{}".getBytes(StandardCharsets.UTF_16LE))) {
      assertThat(read(bytes, 1)).isEqualTo(bytes);
    }
  }

  @Test
  void textMayEndInsideACharacter() throws IOException {
    for (Charset order : ORDERS) {
      byte[] bytes = "\uFEFFab𝒳".getBytes(order);
      for (int length = 6; length < bytes.length; length++) {
        assertThat(read(Arrays.copyOf(bytes, length), 4))
            .asString(StandardCharsets.UTF_8)
            .startsWith("ab")
            .doesNotContain("𝒳");
      }
    }
  }
}
