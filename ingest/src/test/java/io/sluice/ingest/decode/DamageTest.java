package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Account;
import io.sluice.ingest.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever happens to a log on its way, nothing throws and the account adds up. */
final class DamageTest {
  private static final int LINES = 8;

  private static String line(int i) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:0"
        + i
        + "Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"10.244.1.1\","
        + "\"destination\":\"10.244.1.2\"},\"l4\":{\"TCP\":{\"destination_port\":80}},"
        + "\"source\":{\"labels\":[\"k8s:a=b\",\"k8s:c=\\\"d\\\\\"]}},\"node_name\":\"n\"}";
  }

  private static final String HUBBLE =
      IntStream.range(0, LINES).mapToObj(DamageTest::line).collect(Collectors.joining("\n"));

  private static final String PRETTY =
      IntStream.range(0, 3)
          .mapToObj(i -> line(i).replace("{", "{\n  ").replace(",", ",\n  ").replace("}", "\n}"))
          .collect(Collectors.joining("\n"));

  private static final String WRAPPED =
      "{\"schema\":\"x\",\"flows\":["
          + line(1)
          + ","
          + line(2)
          + "],\"log\":\""
          + line(3).replace("\\", "\\\\").replace("\"", "\\\"")
          + "\"}";

  private static final String TUPLES =
      "\"1786653162636,10.244.1.5,10.244.2.9,59350,8001,6,I,B,NX,0,0,0,0\","
          + "\"1786653162636,10.244.1.5,10.244.2.9,59350,8001,6,I,E,NX,1,2,3,4\"";

  private static final String VNET_RECORD =
      "{\"time\":\"2026-08-13T20:32:45Z\",\"macAddress\":\"0022487BC205\","
          + "\"targetResourceID\":\"/v\",\"flowRecords\":{\"flows\":[{\"flowGroups\":"
          + "[{\"rule\":\"R\",\"flowTuples\":["
          + TUPLES
          + "]}]}]}}";

  private static final String VNET =
      "{\"records\":[" + VNET_RECORD + "," + VNET_RECORD + "," + VNET_RECORD + "]}";

  private static final String NSG =
      """
      {"records": [
        {
          "properties": {"Version": 1, "flows": [{"rule": "R",
            "flows": [{"mac": "M", "flowTuples": [
              "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A"]}]}]},
          "time": "2026-08-13T20:32:45Z", "resourceId": "/n"
        }
      ]}
      """;

  private static final List<String> ALL =
      List.of(HUBBLE, PRETTY, WRAPPED, VNET, NSG, HUBBLE + "\r\n" + VNET + "\nnot json\n" + NSG);

  private static Decoding check(byte[] bytes, String what) {
    Decoding decoding = Decoding.of(bytes);
    if (decoding.read()) {
      Account account = decoding.account();
      assertThat(account.addsUp()).as(what).isTrue();
      assertThat(account.used()).as(what).isEqualTo(decoding.flows().size());
    }
    return decoding;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theUndamagedLogsAreReadWhole() {
    assertThat(check(bytes(HUBBLE), "").flows()).hasSize(LINES);
    assertThat(check(bytes(PRETTY), "").flows()).hasSize(3);
    assertThat(check(bytes(WRAPPED), "").flows()).hasSize(2);
    assertThat(check(bytes(VNET), "").flows()).hasSize(6);
    assertThat(check(bytes(NSG), "").flows()).hasSize(1);
    for (String text : ALL.subList(0, 5)) {
      assertThat(check(bytes(text), "").account().bad()).isZero();
    }
  }

  @Test
  void aLogMayEndAtAnyByte() {
    for (String text : ALL) {
      byte[] whole = bytes(text);
      for (int length = 0; length <= whole.length; length++) {
        check(Arrays.copyOf(whole, length), "cut to " + length);
      }
    }
  }

  @Test
  void linesBeforeACutAreReadAndTheCutOneIsCountedOnce() {
    byte[] whole = bytes(HUBBLE);
    for (int length = line(0).length() + 2; length < whole.length; length++) {
      String kept = HUBBLE.substring(0, length);
      long complete = kept.chars().filter(c -> c == '\n').count();
      boolean atLineEnd = kept.endsWith("\n") || kept.endsWith("\"n\"}");

      Decoding decoding = check(bytes(kept), "cut to " + length);

      assertThat(decoding.account().used())
          .as("cut to %d", length)
          .isEqualTo(kept.endsWith("\"n\"}") ? complete + 1 : complete);
      assertThat(decoding.account().of(Outcome.TRUNCATED)).isEqualTo(atLineEnd ? 0 : 1);
      assertThat(decoding.account().of(Outcome.MALFORMED)).isZero();
    }
  }

  @Test
  void tuplesBeforeACutAreReadAndTheCutOneIsCountedOnce() {
    int firstTuple = VNET.indexOf("flowTuples") + 13;
    for (int length = firstTuple + 1; length < VNET.length(); length++) {
      String kept = VNET.substring(0, length);
      long complete = kept.split("\"1786653162636[^\"]*\"", -1).length - 1L;

      Decoding decoding = check(bytes(kept), "cut to " + length);

      assertThat(decoding.account().used()).as("cut to %d", length).isEqualTo(complete);
      assertThat(decoding.account().bad()).as("cut to %d", length).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aDamagedByteCostsAtMostItsLineAndTheNext() {
    long seed = 20260302;
    Random random = new Random(seed);
    byte[] whole = bytes(HUBBLE);
    for (int at = 0; at < whole.length; at++) {
      String what = "at byte " + at + ", seed " + seed;
      byte[] inserted = new byte[whole.length + 1];
      System.arraycopy(whole, 0, inserted, 0, at);
      inserted[at] = (byte) random.nextInt(256);
      System.arraycopy(whole, at, inserted, at + 1, whole.length - at);
      byte[] deleted = new byte[whole.length - 1];
      System.arraycopy(whole, 0, deleted, 0, at);
      System.arraycopy(whole, at + 1, deleted, at, deleted.length - at);
      byte[] replaced = whole.clone();
      replaced[at] = "{}[]\",:\\\n x".getBytes(StandardCharsets.US_ASCII)[random.nextInt(11)];

      for (byte[] damaged : List.of(inserted, deleted, replaced)) {
        Decoding decoding = check(damaged, what);
        assertThat(decoding.account().used()).as(what).isGreaterThanOrEqualTo(LINES - 2);
        assertThat(decoding.account().bad()).as(what).isLessThanOrEqualTo(3);
      }
    }
  }

  @Test
  void anyDamageAtAllIsSurvived() {
    long seed = 77;
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = bytes(ALL.get(random.nextInt(ALL.size())));
      int blows = 1 + random.nextInt(6);
      for (int blow = 0; blow < blows; blow++) {
        bytes = strike(bytes, random);
      }
      check(bytes, "round " + round + ", seed " + seed);
    }
  }

  private static byte[] strike(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(40));
    byte[] before = Arrays.copyOf(bytes, from);
    byte[] after = Arrays.copyOfRange(bytes, random.nextBoolean() ? to : from, bytes.length);
    byte[] middle = new byte[random.nextInt(12)];
    if (random.nextBoolean()) {
      random.nextBytes(middle);
    } else {
      for (int i = 0; i < middle.length; i++) {
        middle[i] = (byte) "{}[]\":,\\\nu0e-.tfn \r\t".charAt(random.nextInt(20));
      }
    }
    byte[] struck = Arrays.copyOf(before, before.length + middle.length + after.length);
    System.arraycopy(middle, 0, struck, before.length, middle.length);
    System.arraycopy(after, 0, struck, before.length + middle.length, after.length);
    return struck;
  }
}
