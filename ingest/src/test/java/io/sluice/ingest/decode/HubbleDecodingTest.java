package io.sluice.ingest.decode;

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
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HubbleDecodingTest {
  private static final String TIME = "2026-03-02T10:00:01.123456789Z";
  private static final long MILLIS = Instant.parse("2026-03-02T10:00:01.123Z").toEpochMilli();
  private static final String IP =
      "\"IP\":{\"source\":\"10.244.1.13\",\"destination\":\"10.244.2.17\",\"ipVersion\":\"IPv4\"}";
  private static final String WEB =
      "\"source\":{\"ID\":15,\"identity\":39459,\"cluster_name\":\"prod\",\"namespace\":\"shop\","
          + "\"labels\":[\"k8s:tier=front\",\"k8s:app=web\","
          + "\"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=shop\","
          + "\"k8s:io.cilium.k8s.policy.cluster=prod\","
          + "\"k8s:io.kubernetes.pod.namespace=shop\"],\"pod_name\":\"web-0\","
          + "\"workloads\":[{\"name\":\"web\",\"kind\":\"StatefulSet\"},"
          + "{\"name\":\"other\",\"kind\":\"Deployment\"}]}";
  private static final String DB =
      "\"destination\":{\"identity\":17221,\"cluster_name\":\"prod\",\"namespace\":\"data\","
          + "\"labels\":[\"k8s:app=db\"],\"pod_name\":\"db-7\"}";

  private static String tcp(String flags) {
    return "\"l4\":{\"TCP\":{\"source_port\":41234,\"destination_port\":5432,\"flags\":{"
        + flags
        + "}}}";
  }

  private static final String SYN = tcp("\"SYN\":true");
  private static final String SYN_ACK = tcp("\"SYN\":true,\"ACK\":true");
  private static final String ACK = tcp("\"ACK\":true");

  /** A flow with the given further fields. */
  private static String flow(String... fields) {
    return "{\"flow\":" + bare(fields) + "}";
  }

  private static String bare(String... fields) {
    return "{\"time\":\""
        + TIME
        + "\","
        + IP
        + ","
        + WEB
        + ","
        + DB
        + ","
        + String.join(",", fields)
        + "}";
  }

  private static final String FORWARDED = "\"verdict\":\"FORWARDED\"";
  private static final String DROPPED = "\"verdict\":\"DROPPED\"";
  private static final String REPLY = "\"is_reply\":true";
  private static final String NO_REPLY = "\"is_reply\":false";

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

  // ---- who opened it

  @Test
  void aReplyIsMarkedAndLeftAsWritten() {
    Decoding decoding =
        Decoding.of(flow(FORWARDED, SYN_ACK, REPLY, "\"traffic_direction\":\"EGRESS\""));

    Decoding.Seen flow = decoding.flow();
    assertThat(flow.orientation()).isEqualTo(Orientation.REPLY);
    assertThat(flow.source().pod()).isEqualTo("web-0");
    assertThat(flow.destinationPort()).isEqualTo(5432);
    assertThat(flow.reporter()).isEqualTo(Reporter.CLIENT);
    assertThat(flow.answer()).isEqualTo(Answer.YES);
    assertThat(flow.connections()).isZero();
    assertThat(decoding.summary().replies()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"reply\":true' | REPLY",
        "'\"reply\":false' | UNKNOWN",
        "'\"is_reply\":null' | UNKNOWN",
        "'\"trace_reason\":\"REPLY\"' | REPLY",
        "'\"trace_reason\":\"ESTABLISHED\"' | CLIENT_TO_SERVER",
        "'\"trace_reason\":\"NEW\"' | CLIENT_TO_SERVER",
        "'\"trace_reason\":\"RELATED\"' | UNKNOWN",
        "'\"l7\":{\"type\":\"RESPONSE\"}' | REPLY",
        "'\"l7\":{\"type\":\"REQUEST\"}' | CLIENT_TO_SERVER",
        "'\"reply\":true,\"is_reply\":false' | CLIENT_TO_SERVER",
        "'\"Summary\":\"x\"' | UNKNOWN",
      })
  void withoutIsReplyOtherFieldsSayWhoOpenedIt(String fields, Orientation expected) {
    assertThat(Decoding.of(flow(FORWARDED, ACK, fields)).flow().orientation()).isEqualTo(expected);
  }

  @Test
  void withoutIsReplyTheHandshakeSaysWhoOpenedIt() {
    Decoding.Seen syn = Decoding.of(flow(FORWARDED, SYN)).flow();
    Decoding.Seen synAck = Decoding.of(flow(FORWARDED, SYN_ACK)).flow();
    Decoding.Seen ack = Decoding.of(flow(FORWARDED, ACK)).flow();

    assertThat(syn.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(syn.flags() & Flow.SYN).isEqualTo(Flow.SYN);
    assertThat(syn.connections()).isEqualTo(1);
    assertThat(synAck.orientation()).isEqualTo(Orientation.REPLY);
    assertThat(synAck.flags()).isZero();
    assertThat(synAck.connections()).isZero();
    assertThat(ack.orientation()).isEqualTo(Orientation.UNKNOWN);
    assertThat(ack.answer()).isEqualTo(Answer.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"ICMPv4\":{\"type\":8}}' | CLIENT_TO_SERVER | 1",
        "'{\"ICMPv4\":{}}' | REPLY | 1",
        "'{\"ICMPv4\":{\"type\":3,\"code\":1}}' | UNKNOWN | 1",
        "'{\"ICMPv6\":{\"type\":128}}' | CLIENT_TO_SERVER | 58",
        "'{\"ICMPv6\":{\"type\":129}}' | REPLY | 58",
        "'{\"ICMPv6\":{\"type\":133}}' | UNKNOWN | 58",
        "'{\"UDP\":{\"source_port\":5,\"destination_port\":53}}' | UNKNOWN | 17",
        "'{\"SCTP\":{\"destination_port\":132}}' | UNKNOWN | 132",
        "'{}' | UNKNOWN | -1",
      })
  void everyTransportHasItsNumberAndEchoesTheirDirection(
      String layer4, Orientation orientation, int protocol) {
    Decoding.Seen flow = Decoding.of(flow(FORWARDED, "\"l4\":" + layer4)).flow();

    assertThat(flow.protocol()).isEqualTo(protocol);
    assertThat(flow.orientation()).isEqualTo(orientation);
  }

  @Test
  void aPortThatIsLeftOutIsAbsent() {
    Decoding.Seen flow =
        Decoding.of(flow(FORWARDED, "\"l4\":{\"TCP\":{\"destination_port\":80}}")).flow();

    assertThat(flow.sourcePort()).isEqualTo(Flow.ABSENT);
    assertThat(flow.destinationPort()).isEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({"INGRESS, SERVER", "EGRESS, CLIENT", "TRAFFIC_DIRECTION_UNKNOWN, UNKNOWN"})
  void theDirectionIsTheConnectionsAlsoForReplies(String direction, Reporter expected) {
    String field = "\"traffic_direction\":\"" + direction + "\"";

    assertThat(Decoding.of(flow(FORWARDED, ACK, REPLY, field)).flow().reporter())
        .isEqualTo(expected);
    assertThat(Decoding.of(flow(FORWARDED, ACK, NO_REPLY, field)).flow().reporter())
        .isEqualTo(expected);
  }

  // ---- what became of it

  @ParameterizedTest
  @CsvSource({
    "FORWARDED, FORWARDED",
    "REDIRECTED, FORWARDED",
    "TRANSLATED, FORWARDED",
    "TRACED, FORWARDED",
    "AUDIT, AUDIT",
    "DROPPED, DROPPED",
  })
  void aVerdictIsTheNetworksDoing(String written, ObservedVerdict expected) {
    assertThat(Decoding.of(flow("\"verdict\":\"" + written + "\"", SYN)).flow().verdict())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"drop_reason_desc\":\"POLICY_DENIED\"",
        "\"drop_reason_desc\":\"POLICY_DENY\"",
        "\"drop_reason_desc\":\"AUTH_REQUIRED\"",
        "\"drop_reason_desc\":133",
        "\"drop_reason\":181",
        "\"drop_reason\":189",
        "\"drop_reason\":0",
        "\"drop_reason_desc\":\"POLICY_DENIED\",\"drop_reason\":133",
      })
  void aDropByPolicyIsADenial(String reason) {
    Decoding.Seen flow = Decoding.of(flow(DROPPED, SYN, NO_REPLY, reason)).flow();

    assertThat(flow.verdict()).isEqualTo(ObservedVerdict.DROPPED);
    assertThat(flow.answer()).isEqualTo(Answer.NO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"drop_reason_desc\":\"STALE_OR_UNROUTABLE_IP\"",
        "\"drop_reason_desc\":\"CT_UNKNOWN_L4_PROTOCOL\"",
        "\"drop_reason_desc\":204",
        "\"drop_reason\":140",
      })
  void aDropByTheNetworkIsNoEvidence(String reason) {
    Decoding decoding = Decoding.of(flow(DROPPED, SYN, reason));

    assertThat(decoding.flows()).isEmpty();
    assertThat(decoding.account().of(Outcome.NETWORK_FAULT)).isEqualTo(1);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @Test
  void errorsAndSocketTranslationsAreNoTraffic() {
    Decoding decoding =
        Decoding.of(
            flow("\"verdict\":\"ERROR\"", "\"Type\":\"L7\"", "\"l7\":{\"type\":\"RESPONSE\"}")
                + "\n"
                + flow("\"verdict\":\"TRANSLATED\"", "\"Type\":\"SOCK\"", ACK));

    assertThat(decoding.flows()).isEmpty();
    assertThat(decoding.account().of(Outcome.LAYER_7_ERROR)).isEqualTo(1);
    assertThat(decoding.account().of(Outcome.SOCKET_TRANSLATION)).isEqualTo(1);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"is_reply\":false,\"trace_reason\":\"ESTABLISHED\"' | '\"ACK\":true' | YES",
        "'\"is_reply\":false' | '\"ACK\":true,\"PSH\":true' | YES",
        "'\"is_reply\":false' | '\"SYN\":true' | NO",
        "'\"is_reply\":false,\"trace_reason\":\"ESTABLISHED\"' | '\"SYN\":true' | NO",
        "'\"is_reply\":false,\"trace_reason\":\"NEW\"' | '\"SYN\":true' | NO",
        "'\"is_reply\":false' | '\"RST\":true' | NO",
        "'\"is_reply\":false' | '\"RST\":true,\"ACK\":true' | NO",
        "'\"is_reply\":true' | '\"SYN\":true,\"ACK\":true' | YES",
        "'\"is_reply\":true,\"trace_reason\":\"REPLY\"' | '\"RST\":true,\"ACK\":true' | NO",
      })
  void onlyAServerThatIsThereAnswers(String fields, String flags, Answer expected) {
    assertThat(Decoding.of(flow(FORWARDED, tcp(flags), fields)).flow().answer())
        .isEqualTo(expected);
  }

  @Test
  void anEstablishedDatagramIsAnAnswerAndANewOneIsAConnection() {
    String udp = "\"l4\":{\"UDP\":{\"source_port\":5353,\"destination_port\":53}}";

    Decoding.Seen first =
        Decoding.of(flow(FORWARDED, udp, NO_REPLY, "\"trace_reason\":\"NEW\"")).flow();
    Decoding.Seen later =
        Decoding.of(flow(FORWARDED, udp, NO_REPLY, "\"trace_reason\":\"ESTABLISHED\"")).flow();

    assertThat(first.connections()).isEqualTo(1);
    assertThat(first.answer()).isEqualTo(Answer.NO);
    assertThat(later.connections()).isZero();
    assertThat(later.answer()).isEqualTo(Answer.YES);
  }

  @Test
  void aSynOfAConnectionThatIsNotNewOpensNone() {
    assertThat(
            Decoding.of(flow(FORWARDED, SYN, NO_REPLY, "\"trace_reason\":\"ESTABLISHED\""))
                .flow()
                .connections())
        .isZero();
  }

  // ---- who it was

  @Test
  void onlyThePodsOwnLabelsStay() {
    String labels =
        "\"destination\":{\"labels\":[\"k8s:z=1\",\"k8s:a.b/c=x=y:z\",\"k8s:bare\",\"plain=1\","
            + "\"k8s:io.kubernetes.pod.namespace=data\",\"k8s:io.cilium.k8s.policy.serviceaccount=s\","
            + "\"cidr:203.0.113.0/24\",\"fqdn:*.example.com\",\"reserved:world\",\"unspec:q=1\",null]}";

    Decoding.Seen flow = Decoding.of(flow(FORWARDED, SYN, labels)).flow();

    assertThat(flow.destination().labels())
        .containsExactly("a.b/c=x=y:z", "bare=", "plain=1", "z=1");
    assertThat(flow.destination().identity()).isEqualTo(Identity.WORLD);
  }

  @Test
  void theNamespaceLabelStandsInForAMissingNamespace() {
    String destination =
        "{\"flow\":{\"time\":\""
            + TIME
            + "\","
            + FORWARDED
            + ",\"destination\":{\"labels\":[\"k8s:io.kubernetes.pod.namespace=data\"]}}}";

    assertThat(Decoding.of(destination).flow().destination().namespace()).isEqualTo("data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"labels\":[\"reserved:host\"]' | HOST",
        "'\"labels\":[\"reserved:host\",\"reserved:kube-apiserver\"]' | HOST",
        "'\"labels\":[\"reserved:remote-node\",\"reserved:kube-apiserver\"]' | KUBE_APISERVER",
        "'\"labels\":[\"reserved:world\",\"reserved:kube-apiserver\"]' | KUBE_APISERVER",
        "'\"labels\":[\"reserved:world-ipv6\"]' | WORLD",
        "'\"labels\":[\"reserved:health\"],\"identity\":1' | HEALTH",
        "'\"labels\":[\"reserved:ingress\"]' | INGRESS",
        "'\"labels\":[\"reserved:unmanaged\"]' | UNMANAGED",
        "'\"labels\":[\"reserved:init\"]' | INIT",
        "'\"identity\":1' | HOST",
        "'\"identity\":2' | WORLD",
        "'\"identity\":3' | UNMANAGED",
        "'\"identity\":4' | HEALTH",
        "'\"identity\":5' | INIT",
        "'\"identity\":6' | REMOTE_NODE",
        "'\"identity\":7' | KUBE_APISERVER",
        "'\"identity\":8' | INGRESS",
        "'\"identity\":9' | WORLD",
        "'\"identity\":10' | WORLD",
        "'\"identity\":11' | NONE",
        "'\"identity\":16777217' | NONE",
        "'\"identity\":0' | NONE",
      })
  void reservedIdentitiesAreKnownByLabelAndByNumber(String fields, Identity expected) {
    String line =
        "{\"flow\":{\"time\":\"" + TIME + "\"," + FORWARDED + ",\"source\":{" + fields + "}}}";

    assertThat(Decoding.of(line).flow().source().identity()).isEqualTo(expected);
  }

  @Test
  void theClusterNameThatNobodyChoseIsNone() {
    Decoding decoding =
        Decoding.of(
            "{\"flow\":{\"time\":\""
                + TIME
                + "\","
                + FORWARDED
                + ",\"source\":{\"cluster_name\":\"default\",\"namespace\":\"shop\"},"
                + "\"node_name\":\"default/n1\"}}");

    assertThat(decoding.flow().source().cluster()).isEmpty();
    assertThat(decoding.flow().observer()).hasValue(Observer.node("", "n1"));
    assertThat(decoding.summary().clusters()).isEmpty();
  }

  @Test
  void addressesAreNormalised() {
    String ip =
        "\"IP\":{\"source\":\"::ffff:10.244.1.13\",\"destination\":\"2001:DB8:0:0::1/128\"}";

    Decoding.Seen flow = Decoding.of(flow(FORWARDED, SYN, ip)).flow();

    assertThat(flow.source().address()).hasToString("10.244.1.13");
    assertThat(flow.destination().address()).hasToString("2001:db8::1");
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

  // ---- ACNS

  @Test
  void aPerFlowLineOfAksIsAcns() {
    String line = flow(FORWARDED, ACK, NO_REPLY, "\"node_name\":\"prod/aks-pool-1-vmss000000\"");
    String observed = line.substring(0, line.length() - 1) + ",\"time\":\"" + TIME + "\"}";

    assertThat(Decoding.of(line).format()).isEqualTo(LogFormat.ACNS);
    assertThat(Decoding.of(observed).format()).isEqualTo(LogFormat.HUBBLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"aggregate\":{\"egress_flow_count\":\"7\"}",
        "\"aggregate\":{\"egressFlowCount\":7}",
        "\"extensions\":{\"@type\":\"x/y\",\"egress_flow_count\":7}",
        "\"extensions\":{\"@type\":\"x/google.protobuf.Struct\",\"value\":{\"egress_flow_count\":7}}",
      })
  void anAggregatedLineCountsItsWindow(String counts) {
    String line =
        "{\"flow\":{\"time\":\""
            + TIME
            + "\","
            + FORWARDED
            + ",\"IP\":{\"ipVersion\":\"IPv4\"},\"l4\":{\"TCP\":{\"destination_port\":8080}},"
            + "\"source\":{\"namespace\":\"shop\",\"workloads\":[{\"name\":\"web\","
            + "\"kind\":\"Deployment\"}]},\"destination\":{\"identity\":2},\"is_reply\":%s,"
            + counts
            + "}}";

    Decoding there = Decoding.of(String.format(line, "false"));
    Decoding back = Decoding.of(String.format(line, "true"));

    assertThat(there.format()).isEqualTo(LogFormat.ACNS);
    assertThat(there.flow().connections()).isEqualTo(7);
    assertThat(there.flow().flags()).isEqualTo(Flow.AGGREGATED);
    assertThat(there.flow().reporter()).isEqualTo(Reporter.CLIENT);
    assertThat(there.flow().source().workloadName()).isEqualTo("web");
    assertThat(there.flow().source().address()).isNull();
    assertThat(there.flow().destination().identity()).isEqualTo(Identity.WORLD);
    assertThat(there.summary().notes())
        .containsExactly("aggregated (ACNS): no pod names, no addresses");
    assertThat(back.flow().connections()).isZero();
    assertThat(back.flow().orientation()).isEqualTo(Orientation.REPLY);
  }

  @Test
  void theDirectionsOfAnAggregateAreTwoReportsOfTheSameConnections() {
    Decoding.Seen flow =
        Decoding.of(
                flow(
                    FORWARDED,
                    NO_REPLY,
                    "\"aggregate\":{\"ingress_flow_count\":5,\"egress_flow_count\":3}"))
            .flow();

    assertThat(flow.connections()).isEqualTo(5);
    assertThat(flow.reporter()).isEqualTo(Reporter.UNKNOWN);
  }

  // ---- Retina

  private static final String RETINA =
      "\"extensions\":{\"@type\":\"type.googleapis.com/utils.RetinaMetadata\",\"bytes\":1500,"
          + "\"tcp_id\":\"77\"}";

  @Test
  void retinasIsReplyFalseIsNotTrusted() {
    Decoding ack = Decoding.of(flow(FORWARDED, ACK, NO_REPLY, RETINA));
    Decoding.Seen syn = Decoding.of(flow(FORWARDED, SYN, NO_REPLY, RETINA)).flow();
    Decoding.Seen synAck = Decoding.of(flow(FORWARDED, SYN_ACK, NO_REPLY, RETINA)).flow();
    Decoding.Seen traced =
        Decoding.of(flow(FORWARDED, ACK, NO_REPLY, RETINA, "\"trace_reason\":\"REPLY\"")).flow();
    Decoding.Seen reply = Decoding.of(flow(FORWARDED, ACK, REPLY, RETINA)).flow();

    assertThat(ack.format()).isEqualTo(LogFormat.RETINA);
    assertThat(ack.flow().orientation()).isEqualTo(Orientation.UNKNOWN);
    assertThat(ack.flow().bytes()).isEqualTo(1500);
    assertThat(syn.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(synAck.orientation()).isEqualTo(Orientation.REPLY);
    assertThat(traced.orientation()).isEqualTo(Orientation.REPLY);
    assertThat(reply.orientation()).isEqualTo(Orientation.REPLY);
  }

  @Test
  void retinasDirectionIsThePacketsSoAReplyDoesNotTellTheReporter() {
    String egress = "\"traffic_direction\":\"EGRESS\"";

    assertThat(Decoding.of(flow(FORWARDED, SYN, NO_REPLY, RETINA, egress)).flow().reporter())
        .isEqualTo(Reporter.CLIENT);
    assertThat(Decoding.of(flow(FORWARDED, SYN_ACK, NO_REPLY, RETINA, egress)).flow().reporter())
        .isEqualTo(Reporter.UNKNOWN);
  }

  @Test
  void retinasOwnVerdictsAreKnownByNumber() {
    Decoding decoding =
        Decoding.of(
            flow("\"verdict\":15", ACK, NO_REPLY)
                + "\n"
                + flow(
                    "\"verdict\":16",
                    NO_REPLY,
                    "\"l7\":{\"type\":\"REQUEST\",\"dns\":{\"query\":\"shop.\"}}"));

    assertThat(decoding.format()).isEqualTo(LogFormat.RETINA);
    assertThat(decoding.account().of(Outcome.NETWORK_FAULT)).isEqualTo(1);
    assertThat(decoding.flow().verdict()).isEqualTo(ObservedVerdict.FORWARDED);
    assertThat(decoding.flow().orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(decoding.flow().flags()).isEqualTo(Flow.LAYER_7);
  }

  @Test
  void retinasDropsAreDenialsOnlyByARule() {
    String extensions = "\"extensions\":{\"@type\":\"x/utils.RetinaMetadata\"%s}";

    Decoding decoding =
        Decoding.of(
            flow(DROPPED, SYN, String.format(extensions, ""))
                + "\n"
                + flow(DROPPED, SYN, String.format(extensions, ",\"drop_reason\":2"))
                + "\n"
                + flow(
                    DROPPED,
                    SYN,
                    String.format(extensions, ",\"drop_reason\":\"IPTABLE_NAT_DROP\"")));

    assertThat(decoding.flows()).hasSize(1);
    assertThat(decoding.account().of(Outcome.NETWORK_FAULT)).isEqualTo(2);
  }

  @Test
  void theUserMayForceRetinaOrForceItOff() {
    String line = flow(FORWARDED, ACK, NO_REPLY);

    assertThat(Decoding.as(LogFormat.RETINA, line).flow().orientation())
        .isEqualTo(Orientation.UNKNOWN);
    assertThat(Decoding.as(LogFormat.HUBBLE, flow(FORWARDED, ACK, NO_REPLY, RETINA)).flow())
        .extracting(Decoding.Seen::orientation)
        .isEqualTo(Orientation.CLIENT_TO_SERVER);
  }
}
