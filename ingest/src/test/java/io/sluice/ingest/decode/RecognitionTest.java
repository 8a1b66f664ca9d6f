package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format is told from its content, in the shapes that its producers write. */
final class RecognitionTest {
  private static final String TIME = "\"time\":\"2026-03-02T10:00:01Z\"";

  static Stream<Arguments> contents() {
    return Stream.of(
        Arguments.of(
            LogFormat.HUBBLE,
            "{\"flow\":{" + TIME + ",\"verdict\":\"FORWARDED\",\"IP\":{}},\"node_name\":\"n\"}"),
        Arguments.of(LogFormat.HUBBLE, "{\"flow\":{\"verdict\":\"FORW"),
        Arguments.of(LogFormat.HUBBLE, "{\"node_status\":{},\"node_name\":\"n\"}"),
        Arguments.of(
            LogFormat.HUBBLE,
            "level=warning msg=\"one line of chatter\"\n{\"flow\":{" + TIME + ",\"verdict\":1}}"),
        Arguments.of(
            LogFormat.ACNS,
            "{\"flow\":{" + TIME + ",\"verdict\":1,\"aggregate\":{\"ingress_flow_count\":1}}}"),
        Arguments.of(LogFormat.RETINA, "{\"flow\":{" + TIME + ",\"verdict\":16,\"IP\":{}}}"),
        Arguments.of(LogFormat.VNET, "{\"records\":[{\"flowLogVersion\":4,\"flowRecords\":{}}]}"),
        Arguments.of(LogFormat.NSG, "{\"records\":[{\"properties\":{\"flows\":[]}}]}"),
        Arguments.of(LogFormat.EMPTY, ""),
        Arguments.of(LogFormat.EMPTY, " \n"),
        Arguments.of(LogFormat.EMPTY, "[]"),
        Arguments.of(LogFormat.EMPTY, "{\"records\":[]}"),
        Arguments.of(
            LogFormat.CONTAINER_NETWORK_LOGS,
            "{\"records\":[{\"Verdict\":\"FORWARDED\",\"SourceNamespace\":\"a\",\"Layer4\":{}}]}"),
        Arguments.of(
            LogFormat.CALICO,
            "{\"start_time\":1,\"source_name\":\"-\",\"source_name_aggr\":\"a-*\",\"reporter\":\"dst\"}"),
        Arguments.of(LogFormat.CALICO, "{\n \"dest_name_aggr\": \"a-*\",\n \"action\": ,\n}"),
        Arguments.of(
            LogFormat.CALICO_SYSLOG, "Mar 2 10:00:01 n kernel: calico-packet: IN=a OUT=b SRC=1"),
        Arguments.of(
            LogFormat.GOLDMANE,
            "{\"items\":[{\"source_name\":\"a-*\",\"dest_name\":\"b-*\",\"reporter\":\"Src\"}]}"),
        Arguments.of(
            LogFormat.GOLDMANE,
            "{\"Key\":{\"source_name\":\"a\"},\"start_time\":1,\"source_labels\":[]}"),
        Arguments.of(LogFormat.ANTREA, "1,2,10.244.1.1,10.244.1.2" + ",x".repeat(26)),
        Arguments.of(LogFormat.ANTREA, "{\"flowStartSeconds\":1,\"sourcePodNamespace\":\"a\"}"),
        Arguments.of(
            LogFormat.NETOBSERV,
            "{\"SrcAddr\":\"10.244.1.1\",\"DstAddr\":\"10.244.1.2\",\"TimeFlowStartMs\":1}"),
        Arguments.of(
            LogFormat.LOKI,
            "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}"),
        Arguments.of(
            LogFormat.LOKI,
            "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":"
                + "[{\"stream\":{},\"values\":[[\"1\",\"{\\\"SrcAddr\\\":1}\"]]}]}}"),
        Arguments.of(LogFormat.LOKI, "{\"streams\":[{\"stream\":{},\"values\":[]}]}"),
        Arguments.of(
            LogFormat.AWS_VPC, "version account-id interface-id srcaddr dstaddr srcport dstport"),
        Arguments.of(
            LogFormat.AWS_VPC,
            "2 123456789010 eni-1 10.224.0.1 10.224.0.2 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK"),
        Arguments.of(
            LogFormat.AWS_VPC,
            "# a comment\n2 123456789010 eni-1 - - - - - - - 1431280876 1431280934 - NODATA"),
        Arguments.of(
            LogFormat.GKE_POLICY,
            "{\"connection\":{\"src_ip\":\"10.244.1.1\"},\"disposition\":\"deny\",\"count\":1}"),
        Arguments.of(
            LogFormat.GKE_POLICY,
            "{\"logName\":\"x\",\"jsonPayload\":{\"connection\":{},\"disposition\":\"allow\"}}"),
        Arguments.of(
            LogFormat.GCP_VPC,
            "{\"insertId\":\"x\",\"jsonPayload\":{\"connection\":{},\"reporter\":\"SRC\"}}"),
        Arguments.of(
            LogFormat.CLOUDWATCH,
            "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":\"2 1 - \"}]}"),
        Arguments.of(
            LogFormat.GOFLOW2, "{\"type\":\"SFLOW_5\",\"src_addr\":\"a\",\"time_received_ns\":1}"),
        Arguments.of(LogFormat.PMACCT, "{\"ip_src\":\"a\",\"ip_dst\":\"b\",\"ip_proto\":\"udp\"}"),
        Arguments.of(
            LogFormat.INSPEKTOR_GADGET,
            "[{\"type\":\"connect\",\"remote_kind\":\"svc\",\"local_pod_namespace\":\"a\"}]"),
        Arguments.of(
            LogFormat.CONNTRACK,
            "ipv4 2 tcp 6 431999 ESTABLISHED src=10.244.1.5 dst=10.0.0.10 sport=4 dport=53"
                + " src=10.244.0.9 dst=10.244.1.5 sport=53 dport=4 [ASSURED] mark=0 use=1"),
        Arguments.of(LogFormat.CSV, "ts,src_ip,src_port,dst_ip,dst_port,protocol\n1,a,2,b,3,tcp"),
        Arguments.of(LogFormat.CSV, "\"Timestamp\",\"Source\",\"Destination\"\n1,2,3"),
        Arguments.of(
            LogFormat.CLUSTER_OBJECTS,
            "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{},\"spec\":{}}]}"),
        Arguments.of(
            LogFormat.CLUSTER_OBJECTS,
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"data\":{\"a\":1}}"),
        Arguments.of(
            LogFormat.CLUSTER_OBJECTS,
            "{\"type\":\"ADDED\",\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}}"),
        Arguments.of(LogFormat.CLUSTER_OBJECTS, "---\n# x\napiVersion: v1\nkind: Pod\n"),
        Arguments.of(LogFormat.UNKNOWN, "hello world\n"),
        Arguments.of(LogFormat.UNKNOWN, "{\"level\":\"info\",\"message\":\"hello\"}"),
        Arguments.of(LogFormat.UNKNOWN, "[1,2,3]"),
        Arguments.of(LogFormat.UNKNOWN, "{\"flow\":{\"pkts_toserver\":5},\"event_type\":\"flow\"}"),
        Arguments.of(LogFormat.UNKNOWN, "\u0000\u0001\u0002\u007fELF binary"));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void aFormatIsToldFromItsContent(LogFormat expected, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

    assertThat(LogDecoder.recognise(new ByteArrayInputStream(bytes))).isEqualTo(expected);
    Decoding decoding = Decoding.of(bytes);
    assertThat(decoding.format()).isEqualTo(expected);
    assertThat(decoding.read()).isEqualTo(expected.supported());
  }

  /**
   * Edge tables are told from logs before any decoder is asked, as {@code TableFilesTest} shows.
   */
  @Test
  void everyFormatOfLogsHasAContentInThisTest() {
    Set<LogFormat> tested = EnumSet.of(LogFormat.EDGES);
    contents().forEach(arguments -> tested.add((LogFormat) arguments.get()[0]));

    assertThat(tested).containsExactlyInAnyOrder(LogFormat.values());
  }

  @Test
  void aLargeFileOfNoFormatIsNotReadToItsEnd() {
    byte[] bytes = "no log at all\n".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);

    Decoding decoding = Decoding.of(in);

    assertThat(decoding.format()).isEqualTo(LogFormat.UNKNOWN);
    assertThat(in.available()).isGreaterThan(bytes.length / 2);
  }

  @Test
  void recordsOfAnotherToolAmongFlowsAreCountedByWhatTheyLookLike() {
    Decoding decoding =
        Decoding.of(
            "{\"flow\":{"
                + TIME
                + ",\"verdict\":\"FORWARDED\",\"IP\":{}}}\n"
                + "{\"source_name\":\"a\",\"reporter\":\"Src\"}\n{\"level\":\"info\"}\n");

    assertThat(decoding.account().used()).isEqualTo(1);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(2);
    assertThat(decoding.account().samples().get(0))
        .hasToString(
            "test.log:2 (byte 71): looks like Calico Goldmane or Whisker, which is not read here");
    assertThat(decoding.account().samples().get(1).problem())
        .isEqualTo("a JSON object of no known format");
  }

  @Test
  void theFirstBadRecordsAreKeptWithTheirPlace() {
    Decoding decoding =
        Decoding.of(
            "{\"flow\":{"
                + TIME
                + ",\"verdict\":\"FORWARDED\",\"IP\":{}}}\nSECRET\n{\"flow\":SECRET}\n{\"flow\":");

    assertThat(decoding.account().samples())
        .extracting(Object::toString)
        .containsExactly(
            "test.log:2 (byte 71): no JSON object",
            "test.log:3 (byte 78): not valid JSON at byte 8 of the record",
            "test.log:4 (byte 94): the input ends inside the record");
    assertThat(decoding.account().of(Outcome.TRUNCATED)).isEqualTo(1);
  }
}
