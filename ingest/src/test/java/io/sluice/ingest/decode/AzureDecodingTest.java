package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Observer;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AzureDecodingTest {
  private static final String BEGIN = "1786653162636,198.51.100.4,10.244.1.5,59350,8001,6,I,B,NX";
  private static final String MAC = "\"macAddress\":\"00-22-48-7b-c2-05\"";
  private static final String TARGET =
      "\"targetResourceID\":\"/subscriptions/S/resourceGroups/RG/virtualNetworks/V\"";

  private static String quoted(String... tuples) {
    return "\"" + String.join("\",\"", tuples) + "\"";
  }

  private static String flowRecords(String rule, String... tuples) {
    return "\"flowRecords\":{\"flows\":[{\"aclID\":\"a\",\"flowGroups\":[{\"rule\":\""
        + rule
        + "\",\"flowTuples\":["
        + quoted(tuples)
        + "]}]}]}";
  }

  private static String vnet(String... tuples) {
    return "{\"time\":\"2026-08-13T20:32:45.5625085Z\",\"flowLogVersion\":4,"
        + MAC
        + ",\"category\":\"FlowLogFlowEvent\","
        + TARGET
        + ","
        + flowRecords("UserRule_web", tuples)
        + "}";
  }

  private static String nsg(int version, String... tuples) {
    return "{\"time\":\"2026-08-13T20:32:45Z\",\"systemId\":\"s\","
        + "\"macAddress\":\"000D3A144D1C\",\"category\":\"NetworkSecurityGroupFlowEvent\","
        + "\"resourceId\":\"/SUBSCRIPTIONS/S/NSG\",\"properties\":{\"Version\":"
        + version
        + ",\"flows\":[{\"rule\":\"DefaultRule_AllowVnetInBound\",\"flows\":[{\"mac\":\"X\","
        + "\"flowTuples\":["
        + quoted(tuples)
        + "]}]}]}}";
  }

  @Test
  void aVnetTupleGivesAllItsFields() {
    Decoding decoding =
        Decoding.of(
            "{\"records\":["
                + vnet("1786653162636,198.51.100.4,10.244.1.5,59350,8001,6,I,E,NX,5,700,4,1300")
                + "]}");

    Decoding.Seen flow = decoding.flow();
    assertThat(decoding.format()).isEqualTo(LogFormat.VNET);
    assertThat(flow.source().address()).hasToString("198.51.100.4");
    assertThat(flow.destination().address()).hasToString("10.244.1.5");
    assertThat(flow.sourcePort()).isEqualTo(59350);
    assertThat(flow.destinationPort()).isEqualTo(8001);
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.epochMillis()).isEqualTo(1_786_653_162_636L);
    assertThat(flow.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(flow.reporter()).isEqualTo(Reporter.SERVER);
    assertThat(flow.verdict()).isEqualTo(ObservedVerdict.FORWARDED);
    assertThat(flow.answer()).isEqualTo(Answer.YES);
    assertThat(flow.vantage()).isEqualTo(Vantage.NIC);
    assertThat(flow.connections()).isZero();
    assertThat(flow.bytes()).isEqualTo(2000);
    assertThat(flow.observer())
        .hasValue(
            Observer.nic("0022487BC205", "/subscriptions/s/resourcegroups/rg/virtualnetworks/v"));
    assertThat(flow.flags()).isEqualTo(Flow.MIDSTREAM);
  }

  @ParameterizedTest
  @CsvSource({"B, false", "C, true", "E, true"})
  void onlyTheBeginningOfAConnectionShowsWhoOpenedIt(String state, boolean midstream) {
    String tuple = "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A," + state + ",,,,";

    Decoding.Seen flow = Decoding.of("{\"records\":[" + nsg(2, tuple) + "]}").flow();

    assertThat(flow.flags() == Flow.MIDSTREAM).isEqualTo(midstream);
  }

  @Test
  void nsgLogsOfVersion1ShowNoBeginningAtAll() {
    String tuple = "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A";

    assertThat(Decoding.of("{\"records\":[" + nsg(1, tuple) + "]}").flow().flags())
        .isEqualTo(Flow.MIDSTREAM);
  }

  @ParameterizedTest
  @CsvSource({
    "'B,NX,0,0,0,0', FORWARDED, 1, NO, 0",
    "'E,NX,1,60,1,40', FORWARDED, 0, NO, 100",
    "'E,NX,2,120,1,60', FORWARDED, 0, YES, 180",
    "'B,NX,,,,', FORWARDED, 1, NO, 0",
    "'C,NX,5,700,4,1300', FORWARDED, 0, YES, 2000",
    "'E,NX,5,700,0,0', FORWARDED, 0, NO, 700",
    "'E,NX,5,700,1,0', FORWARDED, 0, YES, 700",
    "'E,X,5,700,4,1300', FORWARDED, 0, YES, 2000",
    "'D,NX,0,0,0,0', FILTERED, 0, NO, 0",
    "'B,NX_SW_NOT_READY,0,0,0,0', FILTERED, 0, NO, 0",
    "'B,NX_NOT_ACCEPTED,0,0,0,0', FILTERED, 0, NO, 0",
    "'B,NX_NOT_SUPPORTED,0,0,0,0', FILTERED, 0, NO, 0",
    "'B,NX_HW_NOT_SUPPORTED,0,0,0,0', FORWARDED, 1, NO, 0",
    "'B,NX_SOMETHING_NEW,0,0,0,0', FORWARDED, 1, NO, 0",
    "'B,NX,0,0,0,0,a,later,field', FORWARDED, 1, NO, 0",
  })
  void theStateOfAVnetTupleSaysWhatHappened(
      String end, ObservedVerdict verdict, long connections, Answer answer, long bytes) {
    Decoding.Seen flow =
        Decoding.of(vnet("1786653162636,10.244.1.5,10.244.2.9,59350,8001,6,O," + end)).flow();

    assertThat(flow.verdict()).isEqualTo(verdict);
    assertThat(flow.connections()).isEqualTo(connections);
    assertThat(flow.answer()).isEqualTo(answer);
    assertThat(flow.bytes()).isEqualTo(bytes);
    assertThat(flow.reporter()).isEqualTo(Reporter.CLIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "'1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A', FORWARDED, 0, UNKNOWN, 6, 0",
    "'1542110377,10.244.1.5,198.51.100.4,44931,53,U,O,D', FILTERED, 0, NO, 17, 0",
    "'1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A,B,,,,', FORWARDED, 1, NO, 6, 0",
    "'1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A,E,9,1599,12,11178', FORWARDED, 0, YES, 6, 12777",
    "'1542110377,10.244.1.5,198.51.100.4,44931,53,U,O,D,B,,,,', FILTERED, 0, NO, 17, 0",
  })
  void anNsgTupleShowsItsVersionByItsLength(
      String tuple,
      ObservedVerdict verdict,
      long connections,
      Answer answer,
      int protocol,
      long bytes) {
    Decoding decoding = Decoding.of(nsg(1, tuple));

    Decoding.Seen flow = decoding.flow();
    assertThat(decoding.format()).isEqualTo(LogFormat.NSG);
    assertThat(flow.epochMillis()).isEqualTo(1_542_110_377_000L);
    assertThat(flow.verdict()).isEqualTo(verdict);
    assertThat(flow.connections()).isEqualTo(connections);
    assertThat(flow.answer()).isEqualTo(answer);
    assertThat(flow.protocol()).isEqualTo(protocol);
    assertThat(flow.bytes()).isEqualTo(bytes);
    assertThat(flow.observer()).hasValue(Observer.nic("000D3A144D1C", "/subscriptions/s/nsg"));
  }

  @Test
  void bothNsgVersionsInOneBlobAreReadAndNoted() {
    Decoding decoding =
        Decoding.of(
            "{\"records\":["
                + nsg(1, "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A")
                + ","
                + nsg(2, "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A,B,,,,")
                + "]}");

    assertThat(decoding.flows()).hasSize(2);
    assertThat(decoding.summary().notes()).containsExactly("holds both NSG v1 and v2 records");
  }

  @Test
  void tuplesThatComeBeforeWhoseTheyAreWaitForIt() {
    String record =
        "{"
            + flowRecords("PlatformRule", BEGIN + ",0,0,0,0", "1786653162636,bad")
            + ","
            + TARGET
            + ",\"time\":\"2026-08-13T20:32:45Z\","
            + MAC
            + "}";

    Decoding decoding = Decoding.of(record);

    assertThat(decoding.flow().observer())
        .hasValue(
            Observer.nic("0022487BC205", "/subscriptions/s/resourcegroups/rg/virtualnetworks/v"));
    assertThat(decoding.flow().flags()).isEqualTo(Flow.PLATFORM_RULE);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @Test
  void aRecordThatNeverSaysWhoseItIsStillCounts() {
    Decoding decoding = Decoding.of("{" + flowRecords("UserRule", BEGIN + ",0,0,0,0") + "}");

    assertThat(decoding.flow().observer()).hasValue(Observer.nic("", ""));
  }

  @Test
  void thePlatformRuleIsFlaggedAndNoOther() {
    String platform =
        "{\"time\":\"2026-08-13T20:32:45Z\","
            + MAC
            + ","
            + TARGET
            + ",\"flowRecords\":{\"flows\":[{\"flowGroups\":[{\"rule\":\"PlatformRule\","
            + "\"flowTuples\":["
            + quoted(BEGIN + ",0,0,0,0")
            + "]},{\"rule\":\"UserRule\",\"flowTuples\":["
            + quoted(BEGIN + ",0,0,0,0")
            + "]}]}]}}";

    assertThat(Decoding.of(platform).flows())
        .extracting(Decoding.Seen::flags)
        .containsExactly(Flow.PLATFORM_RULE, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "1786653162, 1786653162000",
    "1786653162636, 1786653162636",
    "1, 1786653165000",
    "'', 1786653165000",
  })
  void aTupleTimeIsInSecondsOrMillisecondsOrTheRecords(String time, long millis) {
    String record =
        vnet(time + ",10.244.1.5,10.244.2.9,1,2,6,O,B,NX,0,0,0,0")
            .replaceFirst("\"time\":\"[^\"]*\"", "\"time\":\"2026-08-13T20:32:45Z\"");

    assertThat(Decoding.of(record).flow().epochMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1786653162636",
        "1786653162636,10.244.1.5,10.244.2.9,1,2,6,O",
        "1786653162636,10.244.1.5,10.244.2.9,1,2,6,O,B,NX,0,0,0",
        "1786653162636,10.244.1.SECRET,10.244.2.9,1,2,6,O,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,,1,2,6,O,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,10.244.2.9,1,65536,6,O,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,10.244.2.9,70000,2,6,O,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,10.244.2.9,1,18446744073709551615,6,O,B,NX,0,0,0,0",
        "1542110377,10.244.1.5,198.51.100.4,44931,65536,T,O,A",
        "1786653162636,10.244.1.5,10.244.2.9,1,2,SECRET,O,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,10.244.2.9,1,2,256,O,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,10.244.2.9,1,2,6,X,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,10.244.2.9,1,2,6,,B,NX,0,0,0,0",
        "1786653162636,10.244.1.5,10.244.2.9,1,2,6,O,SECRET,NX,0,0,0,0",
        "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,SECRET",
        "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A,SECRET,,,,",
      })
  void aTupleThatMakesNoSenseIsCountedAndMasked(String tuple) {
    Decoding decoding = Decoding.of(vnet(tuple, BEGIN + ",0,0,0,0"));

    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().used()).isEqualTo(1);
    assertThat(decoding.account().addsUp()).isTrue();
    assertThat(decoding.account().samples().toString()).doesNotContain("SECRET");
  }

  @Test
  void theLastPortIsStillOne() {
    Decoding.Seen flow =
        Decoding.of(vnet("1786653162636,10.244.1.5,10.244.2.9,65535,65535,6,O,B,NX,0,0,0,0"))
            .flow();

    assertThat(flow.sourcePort()).isEqualTo(65535);
    assertThat(flow.destinationPort()).isEqualTo(65535);
  }

  @Test
  void oddButPlausibleFieldsAreTaken() {
    Decoding.Seen flow =
        Decoding.of(vnet("1786653162636,2001:db8::5,2001:DB8:0::9/128,,,58,O,B,NX,0,0,0,0")).flow();

    assertThat(flow.source().address()).hasToString("2001:db8::5");
    assertThat(flow.destination().address()).hasToString("2001:db8::9");
    assertThat(flow.sourcePort()).isEqualTo(Flow.ABSENT);
    assertThat(flow.protocol()).isEqualTo(58);
  }

  @Test
  void recordsWithoutTuplesHoldNone() {
    Decoding decoding =
        Decoding.of(
            "{\"records\":[{\"time\":\"2026-08-13T20:32:45Z\",\"properties\":{\"Version\":2,"
                + "\"flows\":[]}},{\"flowRecords\":{\"flows\":[]}}]}");

    assertThat(decoding.format()).isEqualTo(LogFormat.NSG);
    assertThat(decoding.account().records()).isZero();
  }

  @Test
  void aBlobCopiedWhileOpenIsReadAsFarAsItGoes() {
    String open = "{\"records\":[" + vnet(BEGIN + ",0,0,0,0") + "," + vnet(BEGIN + ",0,0,0,0");

    Decoding decoding = Decoding.of(open);

    assertThat(decoding.flows()).hasSize(2);
    assertThat(decoding.account().bad()).isZero();
    assertThat(decoding.summary().notes())
        .containsExactly("the closing brackets are missing: copied while it was being written?");
  }

  @Test
  void aRecordCutInItsTuplesGivesThoseBeforeTheCut() {
    String record = vnet(BEGIN + ",0,0,0,0", BEGIN + ",0,0,0,0", BEGIN + ",1,1,1,1");
    String cut = record.substring(0, record.indexOf(",1,1,1,1"));

    Decoding decoding = Decoding.of("{\"records\":[" + cut);

    assertThat(decoding.flows()).hasSize(2);
    assertThat(decoding.account().of(Outcome.TRUNCATED)).isEqualTo(1);
    assertThat(decoding.account().records()).isEqualTo(3);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @Test
  void aBlockOfABlobWithoutHeadAndTailIsRead() {
    Decoding decoding =
        Decoding.of("," + vnet(BEGIN + ",0,0,0,0") + "," + vnet(BEGIN + ",0,0,0,0") + "]}");

    assertThat(decoding.flows()).hasSize(2);
    assertThat(decoding.account().bad()).isZero();
  }

  @Test
  void aDamagedRecordOnALongLineCostsOnlyItself() {
    String good = vnet(BEGIN + ",0,0,0,0");
    String unclosed = good.substring(0, good.length() - 1);

    Decoding decoding = Decoding.of("{\"records\":[" + good + "," + unclosed + "," + good + "]}");

    assertThat(decoding.account().bad()).isEqualTo(1);
    assertThat(decoding.account().used()).isEqualTo(3);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @Test
  void aMixtureOfFormatsIsDecidedRecordByRecordAndNoted() {
    String hubble =
        "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"is_reply\":false,\"IP\":{}}}";

    Decoding decoding =
        Decoding.of(
            hubble
                + "\n"
                + vnet(BEGIN + ",0,0,0,0")
                + "\n"
                + nsg(1, "1542110377,10.244.1.5,198.51.100.4,44931,443,T,O,A"));

    assertThat(decoding.format()).isEqualTo(LogFormat.HUBBLE);
    assertThat(decoding.flows()).hasSize(3);
    assertThat(decoding.summary().notes())
        .containsExactly("holds records of several formats: hubble, vnet, nsg");
  }

  @Test
  void aFormatThatTheUserForcesMakesOthersMalformed() {
    Decoding decoding = Decoding.as(LogFormat.HUBBLE, vnet(BEGIN + ",0,0,0,0"));

    assertThat(decoding.format()).isEqualTo(LogFormat.HUBBLE);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.flows()).isEmpty();
  }
}
