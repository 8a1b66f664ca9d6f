package io.sluice.ingest.decode.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrefixMemoTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void put(PrefixMemo<String> memo, String sequence) {
    memo.put(bytes(sequence), 0, sequence.length(), sequence);
  }

  /** A sequence that ends with its only semicolon, so that none begins another one. */
  private static String sequence(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append("abz09Z-\u00FF".charAt(random.nextInt(8)));
    }
    return text.append(';').toString();
  }

  @Test
  void whatItFindsIsWhatAMapOfAllSequencesHolds() {
    long seed = Long.getLong("sluice.seed", new Random().nextInt());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      PrefixMemo<String> memo = new PrefixMemo<>(1 << 20);
      Map<String, String> all = new HashMap<>();
      for (int i = 0; i < 300; i++) {
        String sequence = sequence(random);
        byte[] text = bytes("x" + sequence + sequence(random));

        String found = memo.find(text, 1, text.length);

        assertThat(found).isEqualTo(all.get(sequence));
        assertThat(memo.length()).isEqualTo(found == null ? 0 : sequence.length());
        if (found == null) {
          put(memo, sequence);
          all.put(sequence, sequence);
        }
      }
      assertThat(memo.size()).isEqualTo(all.size());
    }
  }

  @Test
  void aSequenceThatTheWindowDoesNotHoldToItsEndIsNotFound() {
    PrefixMemo<String> memo = new PrefixMemo<>(100);
    put(memo, "{abc}");

    assertThat(memo.find(bytes("{abc}"), 0, 4)).isNull();
    assertThat(memo.find(bytes("{abc}"), 0, 5)).isEqualTo("{abc}");
    assertThat(memo.find(bytes("{abd}"), 0, 5)).isNull();
  }

  @Test
  void whenItIsFullItForgetsAndGoesOn() {
    PrefixMemo<String> memo = new PrefixMemo<>(1_000);
    for (int i = 0; i < 10_000; i++) {
      String sequence = "{" + i + "}";
      put(memo, sequence);
      assertThat(memo.find(bytes(sequence), 0, sequence.length())).isEqualTo(sequence);
    }

    assertThat(memo.size()).isBetween(1, 400);
  }

  @Test
  void aSequenceLongerThanAllThatItMayKnowIsNotRemembered() {
    PrefixMemo<String> memo = new PrefixMemo<>(4);

    put(memo, "{abc}");

    assertThat(memo.size()).isZero();
  }

  @Test
  void aSequenceThatBeginsAKnownOneIsRefused() {
    PrefixMemo<String> memo = new PrefixMemo<>(100);
    put(memo, "ab");

    assertThatThrownBy(() -> put(memo, "abc")).isInstanceOf(IllegalArgumentException.class);
  }
}
