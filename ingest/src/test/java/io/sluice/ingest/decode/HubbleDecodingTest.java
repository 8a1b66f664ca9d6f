package io.sluice.ingest.decode;

import static io.sluice.ingest.decode.HubbleLines.ACK;
import static io.sluice.ingest.decode.HubbleLines.DB;
import static io.sluice.ingest.decode.HubbleLines.FORWARDED;
import static io.sluice.ingest.decode.HubbleLines.IP;
import static io.sluice.ingest.decode.HubbleLines.MILLIS;
import static io.sluice.ingest.decode.HubbleLines.NO_REPLY;
import static io.sluice.ingest.decode.HubbleLines.REPLY;
import static io.sluice.ingest.decode.HubbleLines.SYN;
import static io.sluice.ingest.decode.HubbleLines.TIME;
import static io.sluice.ingest.decode.HubbleLines.WEB;
import static io.sluice.ingest.decode.HubbleLines.bare;
import static io.sluice.ingest.decode.HubbleLines.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Answer;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Observer;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines, wrappers, times and masks of Hubble logs. */
final class HubbleDecodingTest {
  @Test
  void aFlowLineGivesAllItsFields() {
    Decoding decoding =
        Decoding.of(
            flow(
                FORWARDED,
                SYN,
                NO_REPLY,
                "\"Type\":\"L3_L4\"",
                "\"node_name\":\"prod/aks-nodepool1-0\"",
                "\"traffic_direction\":\"EGRESS\"",
                "\"trace_reason\":\"NEW\"",
                "\"something_new\":{\"a\":[1,{\"b\":null}]}"));

    Decoding.Seen flow = decoding.flow();
    assertThat(flow.source().address()).isEqualTo(IpAddress.parse("10.244.1.13").orElseThrow());
    assertThat(flow.source().cluster()).isEqualTo("prod");
    assertThat(flow.source().namespace()).isEqualTo("shop");
    assertThat(flow.source().pod()).isEqualTo("web-0");
    assertThat(flow.source().workloadKind()).isEqualTo("StatefulSet");
    assertThat(flow.source().workloadName()).isEqualTo("web");
    assertThat(flow.source().labels()).containsExactly("app=web", "tier=front");
    assertThat(flow.source().identity()).isEqualTo(Identity.NONE);
    assertThat(flow.destination().address())
        .isEqualTo(IpAddress.parse("10.244.2.17").orElseThrow());
    assertThat(flow.destination().pod()).isEqualTo("db-7");
    assertThat(flow.destination().workloadName()).isEmpty();
    assertThat(flow.sourcePort()).isEqualTo(41234);
    assertThat(flow.destinationPort()).isEqualTo(5432);
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.epochMillis()).isEqualTo(MILLIS);
    assertThat(flow.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(flow.reporter()).isEqualTo(Reporter.CLIENT);
    assertThat(flow.verdict()).isEqualTo(ObservedVerdict.FORWARDED);
    assertThat(flow.answer()).isEqualTo(Answer.NO);
    assertThat(flow.vantage()).isEqualTo(Vantage.POD);
    assertThat(flow.connections()).isEqualTo(1);
    assertThat(flow.bytes()).isZero();
    assertThat(flow.observer()).hasValue(Observer.node("prod", "aks-nodepool1-0"));
    assertThat(flow.flags()).isEqualTo(Flow.SYN);
    assertThat(decoding.summary().clusters()).containsExactly("prod");
    assertThat(decoding.summary().firstMillis()).isEqualTo(MILLIS);
    assertThat(decoding.summary().lastMillis()).isEqualTo(MILLIS);
    assertThat(decoding.summary().recordsPerHour())
        .containsExactly(java.util.Map.entry(MILLIS / 3_600_000, 1L));
  }

  @Test
  void theOrderOfKeysDoesNotMatter() {
    String flow =
        "{\"time\":\"2026-03-02T10:00:02Z\",\"node_name\":\"outer\",\"flow\":{\"is_reply\":false,"
            + DB
            + ","
            + SYN
            + ","
            + WEB
            + ","
            + FORWARDED
            + ","
            + IP
            + ",\"time\":\""
            + TIME
            + "\"}}";

    Decoding.Seen seen = Decoding.of(flow).flow();

    assertThat(seen.source().pod()).isEqualTo("web-0");
    assertThat(seen.epochMillis()).isEqualTo(MILLIS);
    assertThat(seen.observer()).hasValue(Observer.node("", "outer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{\"flow\":%s}",
        "{\"flow\":%s,\"node_name\":\"n\",\"time\":\"2026-03-02T10:00:02Z\"}",
        "{\"result\":{\"flow\":%s}}",
        "{\"flows\":[%s]}",
        "{\"schema\":\"x\",\"flows\":[%s],\"count\":1}",
        "{\"records\":[{\"flow\":%s}]}",
        "{\"records\":[{\"records\":[{\"flow\":%s}]}]}",
        "{\"items\":[{\"flow\":%s}]}",
        "{\"value\":[{\"flow\":%s}]}",
        "{\"data\":{\"flow\":%s}}",
        "{\"event\":{\"flow\":%s},\"time\":1786653162.5}",
        "{\"data\":{\"flows\":[%s]}}",
        "{\"body\":{\"event\":{\"flow\":%s}}}",
        "[%s]",
        "[{\"flow\":%s}]",
        "[[%s]]",
        ",%s,",
        "%s]}",
      })
  void everyWrapperIsPeeled(String wrapper) {
    Decoding decoding = Decoding.of(String.format(wrapper, bare(FORWARDED, SYN, NO_REPLY)));

    assertThat(decoding.flow().source().pod()).isEqualTo("web-0");
    assertThat(decoding.account().records()).isEqualTo(1);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "message", "body", "_raw", "event", "data"})
  void aLineInsideAStringIsUnpacked(String key) {
    String nested = flow(FORWARDED, SYN, NO_REPLY).replace("\"", "\\\"");
    String line = "{\"" + key + "\":\"" + nested + "\\n\",\"stream\":\"stdout\"}";

    assertThat(Decoding.of(line + "\n" + line).flows()).hasSize(2);
  }

  @Test
  void aStringOfAWholeLineIsUnpacked() {
    String nested = flow(FORWARDED, SYN).replace("\"", "\\\"");

    assertThat(Decoding.of("\"" + nested + "\"\n\"" + nested + "\"\n").flows()).hasSize(2);
  }

  @Test
  void aBrokenLineInsideAStringCostsOneRecord() {
    Decoding decoding =
        Decoding.of(flow(FORWARDED, SYN) + "\n{\"log\":\"{\\\"flow\\\":{\"}\n" + flow(FORWARDED));

    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().used()).isEqualTo(2);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @Test
  void linesAboutTheLogItselfAreNoFlows() {
    Decoding decoding =
        Decoding.of(
            "{\"node_status\":{\"state_change\":\"NODE_CONNECTED\"},\"node_name\":\"n\","
                + "\"time\":\"2026-03-02T10:00:01Z\"}\n"
                + "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"40\"}}\n"
                + "{\"lostEvents\":{\"numEventsLost\":2}}\n"
                + "{\"agent_event\":{\"type\":\"AGENT_STARTED\"},\"node_name\":\"n\"}\n"
                + "{\"debug_event\":{\"type\":\"DBG_CT_LOOKUP4_1\"}}\n");

    assertThat(decoding.format()).isEqualTo(LogFormat.HUBBLE);
    assertThat(decoding.account().of(Outcome.NOT_A_FLOW)).isEqualTo(5);
    assertThat(decoding.account().addsUp()).isTrue();
    assertThat(decoding.summary().lostEvents()).isEqualTo(42);
    assertThat(decoding.flows()).isEmpty();
  }

  @Test
  void camelCaseNamesAndNumberedEnumsMeanTheSame() {
    Decoding.Seen seen =
        Decoding.of(
                "{\"flow\":{\"time\":{\"seconds\":\"1772445601\",\"nanos\":123456789},\"verdict\":2,"
                    + "\"dropReasonDesc\":133,\"ip\":{\"source\":\"10.244.1.13\"},"
                    + "\"l4\":{\"Protocol\":{\"TCP\":{\"sourcePort\":\"41234\","
                    + "\"destinationPort\":5432,\"flags\":{\"SYN\":true}}}},"
                    + "\"source\":{\"podName\":\"web-0\",\"clusterName\":\"prod\","
                    + "\"namespace\":\"shop\"},\"nodeName\":\"prod/n1\","
                    + "\"trafficDirection\":2,\"isReply\":{\"value\":false},\"traceReason\":1}}")
            .flow();

    assertThat(seen.epochMillis()).isEqualTo(1_772_445_601_123L);
    assertThat(seen.verdict()).isEqualTo(ObservedVerdict.DROPPED);
    assertThat(seen.source().pod()).isEqualTo("web-0");
    assertThat(seen.source().cluster()).isEqualTo("prod");
    assertThat(seen.sourcePort()).isEqualTo(41234);
    assertThat(seen.reporter()).isEqualTo(Reporter.CLIENT);
    assertThat(seen.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(seen.connections()).isEqualTo(1);
    assertThat(seen.observer()).hasValue(Observer.node("prod", "n1"));
  }

  // ---- layer 7

  @Test
  void aLayer7RecordIsMarkedAndItsBodyIsNotKept() {
    Decoding decoding =
        Decoding.of(
            flow(
                FORWARDED,
                "\"Type\":\"L7\"",
                "\"l4\":{\"TCP\":{\"source_port\":41234,\"destination_port\":8080}}",
                NO_REPLY,
                "\"l7\":{\"type\":\"REQUEST\",\"latency_ns\":\"18446744073709551615\","
                    + "\"http\":{\"method\":\"GET\",\"url\":\"http://u:secret@shop/a?token=secret\","
                    + "\"headers\":[{\"key\":\"Authorization\",\"value\":\"secret\"}]}}"));

    assertThat(decoding.flow().flags()).isEqualTo(Flow.LAYER_7);
    assertThat(decoding.flow().toString()).doesNotContain("secret");
  }

  // ---- times

  @ParameterizedTest
  @ValueSource(strings = {"", "\"time\":\"1970-01-01T00:00:00Z\",", "\"time\":\"soon\","})
  void theOuterTimeCountsWhereTheFlowHasNone(String time) {
    String line = "{\"flow\":{" + time + FORWARDED + "," + IP + "},\"time\":\"" + TIME + "\"}";

    assertThat(Decoding.of(line).flow().epochMillis()).isEqualTo(MILLIS);
  }

  @Test
  void aFlowWhoseTimeAMaskLeftOutIsReadAndNoted() {
    Decoding decoding = Decoding.of("{\"flow\":{" + FORWARDED + "," + IP + "}}");

    assertThat(decoding.flow().epochMillis()).isEqualTo(Flow.NO_TIME);
    assertThat(decoding.summary().notes())
        .contains("1 records have no time (a field mask?): taken as of the snapshot");
    assertThat(decoding.summary().recordsPerHour()).isEmpty();
  }

  @Test
  void aFlowWhoseTimeIsNoneIsMalformed() {
    Decoding decoding = Decoding.of("{\"flow\":{\"time\":\"soon\"," + FORWARDED + "," + IP + "}}");

    assertThat(decoding.format()).isEqualTo(LogFormat.HUBBLE);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().samples().get(0).problem()).startsWith("no time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"verdict\":\"SECRET\"",
        "\"verdict\":99",
        "\"verdict\":null",
        "\"Summary\":\"SECRET\"",
        "\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"SECRET\"}",
      })
  void anUnreadableFlowIsCountedAndItsValuesAreMasked(String fields) {
    Decoding decoding = Decoding.of(flow(fields));

    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().addsUp()).isTrue();
    assertThat(decoding.account().samples().toString()).doesNotContain("SECRET");
  }

  // ---- field masks

  @Test
  void aFieldMaskThatDropsTheDirectionIsNoted() {
    Decoding masked = Decoding.of(flow(FORWARDED, SYN) + "\n" + flow(FORWARDED, ACK));
    Decoding whole =
        Decoding.of(
            flow(FORWARDED, SYN)
                + "\n"
                + flow(FORWARDED, ACK, REPLY)
                + "\n"
                + flow(FORWARDED, ACK, NO_REPLY));

    assertThat(masked.summary().notes())
        .containsExactly(
            "is_reply and traffic_direction are missing in 2 of 2 records: a field mask?");
    assertThat(whole.summary().notes()).isEmpty();
  }
}
