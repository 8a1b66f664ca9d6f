package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Observer;
import io.sluice.ingest.Outcome;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Records of more than 16 MiB: a minute of one busy interface can be that large. */
final class LargeRecordTest {
  private static final String TUPLE =
      "\"1786653162636,10.244.1.5,10.244.2.9,59350,8001,6,I,E,NX,1,2,3,4\"";
  private static final String MORE = TUPLE + ",";
  private static final long MANY = 18_000_000 / MORE.length();
  private static final String OWNER =
      "\"time\":\"2026-08-13T20:32:45Z\",\"macAddress\":\"0022487BC205\","
          + "\"targetResourceID\":\"/VM\"";
  private static final String TO_TUPLES =
      "\"flowRecords\":{\"flows\":[{\"flowGroups\":[{\"rule\":\"R\",\"flowTuples\":[";
  private static final String END = "]}]}]}";
  private static final String SMALL = "{" + OWNER + "," + TO_TUPLES + TUPLE + END + "}";
  private static final String HUBBLE =
      "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{}}}\n";

  /** Text with {@link #MANY} tuples, and a comma each, in its middle. */
  private static InputStream tuples(String head, String tail) {
    return new Repeating(head, MORE, MANY * MORE.length(), tail);
  }

  private static InputStream filler(String head, String tail) {
    return new Repeating(head, "z".repeat(1 << 16), 18 << 20, tail);
  }

  @Test
  void everyTupleOfALargeRecordAndEveryRecordAfterItIsRead() {
    Decoding decoding =
        Decoding.of(
            tuples(
                "{\"records\":[{" + OWNER + "," + TO_TUPLES,
                TUPLE + END + "}," + SMALL + "]}\n" + SMALL));

    assertThat(decoding.format()).isEqualTo(LogFormat.VNET);
    assertThat(decoding.account().used()).isEqualTo(MANY + 3);
    assertThat(decoding.account().bad()).isZero();
    assertThat(decoding.summary().notes()).isEmpty();
    assertThat(decoding.flows())
        .allMatch(flow -> flow.observer().get().equals(Observer.nic("0022487BC205", "/vm")));
  }

  @Test
  void aLargeRecordMaySayOnlyAtItsEndWhoseItIs() {
    String nsg =
        "{\"properties\":{\"flows\":[{\"rule\":\"R\",\"flows\":[{\"mac\":\"M\",\"flowTuples\":[";

    Decoding decoding = Decoding.of(tuples(nsg, TUPLE + "]}]}]}," + OWNER + "}"));

    assertThat(decoding.account().used()).isEqualTo(MANY + 1);
    assertThat(decoding.flows())
        .allMatch(flow -> flow.observer().get().equals(Observer.nic("0022487BC205", "/vm")));
  }

  @Test
  void aLogThatBeginsWithALargeRecordIsRecognised() throws IOException {
    assertThat(LogDecoder.recognise(tuples("{" + TO_TUPLES, TUPLE + END + "}")))
        .isEqualTo(LogFormat.VNET);
    assertThat(LogDecoder.recognise(filler("{\"flow\":{\"verdict\":1,\"x\":\"", "\"}}")))
        .isEqualTo(LogFormat.HUBBLE);
    assertThat(LogDecoder.recognise(filler("{\"x\":\"", "\"}\n" + HUBBLE)))
        .isEqualTo(LogFormat.HUBBLE);
    assertThat(LogDecoder.recognise(filler("{\"x\":\"", "\"}\n"))).isEqualTo(LogFormat.UNKNOWN);
  }

  @Test
  void aLargeRecordOfAnotherFormatCostsItselfAndIsNoted() {
    Decoding decoding = Decoding.of(filler("{\"x\":\"", "\"}" + HUBBLE + HUBBLE));

    assertThat(decoding.account().used()).isEqualTo(2);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().addsUp()).isTrue();
    assertThat(decoding.account().samples())
        .hasToString("[test.log:1 (byte 0): the record is larger than 16 MiB]");
    assertThat(decoding.summary().notes())
        .anyMatch(note -> note.contains("larger than 16 MiB") && note.contains("unknown"));
  }

  @Test
  void aLargeRecordThatIsCutGivesWhatCameBefore() {
    Decoding decoding = Decoding.of(tuples("{" + OWNER + "," + TO_TUPLES, "\"17866"));

    assertThat(decoding.account().used()).isEqualTo(MANY);
    assertThat(decoding.account().of(Outcome.TRUNCATED)).isEqualTo(1);
    assertThat(decoding.account().bad()).isEqualTo(1);
    assertThat(decoding.summary().notes()).anyMatch(note -> note.contains("unknown"));
  }

  @Test
  void aLargeRecordThatIsDamagedGivesWhatCameBeforeAndTheNextRecord() {
    String damaged = TUPLE + ",oops," + TUPLE + END + "}";

    Decoding lines =
        Decoding.of(tuples("{" + OWNER + "," + TO_TUPLES, damaged + "\n" + SMALL + "\n"));
    Decoding elements =
        Decoding.of(
            tuples("{\"records\":[{" + OWNER + "," + TO_TUPLES, damaged + "," + SMALL + "]}"));

    for (Decoding decoding : new Decoding[] {lines, elements}) {
      assertThat(decoding.account().used()).isEqualTo(MANY + 2);
      assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
      assertThat(decoding.account().addsUp()).isTrue();
    }
    assertThat(elements.account().samples().get(0).byteOffset()).isEqualTo(12);
  }
}
