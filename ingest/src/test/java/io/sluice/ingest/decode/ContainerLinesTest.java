package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.BadRecord;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as container runtimes write them: CRI's prefixed lines, and Docker's JSON lines. */
final class ContainerLinesTest {
  private static final String OUT = "2025-06-01T10:00:00.123456789Z stdout ";
  private static final String ERR = "2025-06-01T12:00:00.1+02:00 stderr ";

  private static String flow(int port) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10.244.1.1\",\"destination\":\"10.244.2.1\"},\"l4\":{\"TCP\":{\"destination_port\":"
        + port
        + "}},\"is_reply\":false}}";
  }

  private static List<Integer> ports(Decoding decoding) {
    assertThat(decoding.account().addsUp()).isTrue();
    return decoding.flows().stream().map(Decoding.Seen::destinationPort).toList();
  }

  @Test
  void aPrefixedLineIsItsRecord() throws IOException {
    String log =
        OUT
            + "F "
            + flow(1)
            + "\n"
            + ERR
            + "F "
            + flow(2)
            + "\r\n"
            + flow(3)
            + "\n"
            + OUT
            + "F \n"
            + "2025-06-01T10:00:00Z stdout F {\"flows\":["
            + flow(4)
            + ","
            + flow(5)
            + "]}";

    Decoding decoding = Decoding.of(log);

    assertThat(ports(decoding)).containsExactly(1, 2, 3, 4, 5);
    assertThat(decoding.format()).isEqualTo(LogFormat.HUBBLE);
    assertThat(decoding.account().records()).isEqualTo(5);
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    assertThat(LogDecoder.recognise(new ByteArrayInputStream(bytes))).isEqualTo(LogFormat.HUBBLE);
  }

  @Test
  void aBrokenPrefixedLineCostsThatLineAndItsPlaceIsTheFilesOwn() {
    String broken = flow(2).substring(0, 60);

    Decoding decoding =
        Decoding.of(
            OUT
                + "F "
                + flow(1)
                + "\n"
                + OUT
                + "F "
                + broken
                + "\n"
                + OUT
                + "F chatter\n"
                + OUT
                + "F "
                + flow(3)
                + "\n");

    assertThat(ports(decoding)).containsExactly(1, 3);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(2);
    int second = OUT.length() + 2 + flow(1).length() + 1;
    assertThat(decoding.account().samples())
        .extracting(BadRecord::line, BadRecord::byteOffset)
        .startsWith(org.assertj.core.groups.Tuple.tuple(2L, second + OUT.length() + 2L));
  }

  @Test
  void partsOfALineAreJoinedPerStream() {
    String one = flow(1);
    String two = flow(2);

    Decoding decoding =
        Decoding.of(
            String.join(
                "\n",
                OUT + "P " + one.substring(0, 40),
                ERR + "P " + two.substring(0, 7),
                OUT + "P " + one.substring(40, 41),
                ERR + "F " + two.substring(7),
                OUT + "F " + one.substring(41),
                OUT + "F " + flow(3)));

    assertThat(ports(decoding)).containsExactly(2, 1, 3);
    assertThat(decoding.account().records()).isEqualTo(3);
  }

  @Test
  void partsWhoseLinesEndAsOnWindowsAreJoinedToo() {
    String one = flow(1);
    String inKey = one.substring(0, one.indexOf("verdict") + 3);

    Decoding decoding =
        Decoding.of(
            String.join(
                "\r\n",
                OUT + "P " + inKey,
                OUT + "P",
                OUT + "F " + one.substring(inKey.length()),
                OUT + "F " + flow(2),
                ""));

    assertThat(ports(decoding)).containsExactly(1, 2);
    assertThat(decoding.account().bad()).isZero();
  }

  @Test
  void aJoinedLineIsNamedByItsFirstPartAndCostsOnlyItself() {
    Decoding decoding =
        Decoding.of(
            flow(1) + "\n" + OUT + "P {\"flow\":\n" + OUT + "F oops}\n" + OUT + "F " + flow(2));

    assertThat(ports(decoding)).containsExactly(1, 2);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().samples().get(0).line()).isEqualTo(2);
    assertThat(decoding.account().samples().get(0).byteOffset()).isEqualTo(flow(1).length() + 1);
  }

  @Test
  void aLineWhoseLastPartIsMissingOrCutIsTruncated() {
    String begun = flow(1) + "\n" + OUT + "P " + flow(2).substring(0, 50) + "\n";

    for (String log : List.of(begun, begun + OUT + "F " + flow(2).substring(50, 60))) {
      Decoding decoding = Decoding.of(log);

      assertThat(ports(decoding)).containsExactly(1);
      assertThat(decoding.account().of(Outcome.TRUNCATED)).isEqualTo(1);
      assertThat(decoding.account().bad()).isEqualTo(1);
    }
  }

  @Test
  void aJoinedLineMayBeLongButNotEndless() {
    String part = OUT + "P " + "z".repeat(16_384) + "\n";
    String end = OUT + "F \"}\n" + OUT + "F " + flow(2);
    String start = OUT + "P " + flow(1).replaceFirst("}$", ",\"x\":\"") + "\n";

    Decoding fits = Decoding.of(start + part.repeat(100) + end);
    Decoding tooLarge = Decoding.of(start + part.repeat(1100) + end);

    assertThat(ports(fits)).containsExactly(1, 2);
    assertThat(ports(tooLarge)).containsExactly(2);
    assertThat(tooLarge.account().samples().toString()).contains("larger than 16 MiB");
  }

  @Test
  void whatOnlyLooksLikeAPrefixIsNone() {
    Decoding decoding =
        Decoding.of(
            flow(1)
                + "\n2025-06-01T10:00:00.123456789Z stdxxx F "
                + flow(2)
                + "\n2025-06-01 10:00:00 stdout F "
                + flow(3)
                + "\n"
                + OUT
                + "X "
                + flow(4)
                + "\n");

    assertThat(ports(decoding)).containsExactly(1);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void theChunksThatAreReadDoNotMatter(String lineEnd) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      int half = 20 + i % 100;
      log.append(OUT).append("P ").append(flow(i), 0, half).append(lineEnd);
      log.append(OUT).append("F ").append(flow(i).substring(half)).append(lineEnd);
      log.append(ERR).append("F ").append(flow(i)).append(lineEnd);
    }

    Decoding decoding = Decoding.of(log.toString());

    assertThat(ports(decoding)).hasSize(6000);
    assertThat(decoding.account().bad()).isZero();
  }

  @Test
  void dockersLinesAreUnpacked() {
    String line =
        "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2025-06-01T10:00:00.123456789Z\"}\n";
    String first = String.format(line, flow(1).replace("\"", "\\\""));
    String second = String.format(line, flow(2).replace("\"", "\\\""));

    Decoding decoding = Decoding.of(first + second);

    assertThat(ports(decoding)).containsExactly(1, 2);
    assertThat(decoding.account().records()).isEqualTo(2);
    assertThat(decoding.format()).isEqualTo(LogFormat.HUBBLE);
  }
}
