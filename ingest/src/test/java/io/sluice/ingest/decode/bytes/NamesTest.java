package io.sluice.ingest.decode.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class NamesTest {
  private static final Names NAMES =
      new Names("a", "node_name nodeName", "drop_reason", "drop_reason_desc", "labels12", "");

  private static int of(String name) {
    byte[] bytes = ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    return NAMES.of(bytes, 1, bytes.length - 2);
  }

  @Test
  void everySpellingOfANameHasItsNumber() {
    assertThat(of("a")).isZero();
    assertThat(of("node_name")).isEqualTo(1);
    assertThat(of("nodeName")).isEqualTo(1);
    assertThat(of("labels12")).isEqualTo(4);
    assertThat(of("")).isEqualTo(5);
  }

  @Test
  void namesThatBeginAlikeAreToldApart() {
    assertThat(of("drop_reason")).isEqualTo(2);
    assertThat(of("drop_reason_desc")).isEqualTo(3);
    assertThat(of("drop_reason_")).isEqualTo(Names.UNKNOWN);
    assertThat(of("drop_rea")).isEqualTo(Names.UNKNOWN);
    assertThat(of("drop_reasoN")).isEqualTo(Names.UNKNOWN);
    assertThat(of("b")).isEqualTo(Names.UNKNOWN);
  }
}
