package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Observer;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import io.sluice.ingest.decode.Decoding.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GkeDecodingTest {
  private static final String CONNECTION =
      "\"connection\":{\"src_ip\":\"10.4.1.7\",\"dest_ip\":\"10.4.0.11\",\"src_port\":51644,"
          + "\"dest_port\":8080,\"protocol\":\"tcp\",\"direction\":\"ingress\"}";
  private static final String ENDS =
      "\"src\":{\"pod_name\":\"cart-6d8f7c9b5d-x2x4z\",\"pod_namespace\":\"shop\","
          + "\"namespace\":\"shop\",\"workload_kind\":\"ReplicaSet\","
          + "\"workload_name\":\"cart-6d8f7c9b5d\"},"
          + "\"dest\":{\"pod_name\":\"db-0\",\"pod_namespace\":\"data\"}";
  private static final String TIME = "\"timestamp\":\"2026-11-02T10:00:00.123456789Z\"";
  private static final long MILLIS = 1_793_613_600_123L;

  private static String record(String more) {
    return "{" + CONNECTION + "," + ENDS + "," + more + "}";
  }

  private static final String ALLOWED = record("\"disposition\":\"allow\",\"count\":1," + TIME);

  @Test
  void anAllowedConnectionWasForwardedAndIsToldByTheEndThatThePolicySelects() {
    Seen flow = Decoding.of(ALLOWED).flow();

    assertThat(flow.source().pod()).isEqualTo("cart-6d8f7c9b5d-x2x4z");
    assertThat(flow.source().namespace()).isEqualTo("shop");
    assertThat(flow.source().workloadKind()).isEqualTo("ReplicaSet");
    assertThat(flow.source().workloadName()).isEqualTo("cart-6d8f7c9b5d");
    assertThat(flow.source().ip()).hasToString("Optional[10.4.1.7]");
    assertThat(flow.destination().pod()).isEqualTo("db-0");
    assertThat(flow.destination().namespace()).isEqualTo("data");
    assertThat(flow.sourcePort()).isEqualTo(51644);
    assertThat(flow.destinationPort()).isEqualTo(8080);
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.epochMillis()).isEqualTo(MILLIS);
    assertThat(flow.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(flow.reporter()).isEqualTo(Reporter.SERVER);
    assertThat(flow.verdict()).isEqualTo(ObservedVerdict.FORWARDED);
    assertThat(flow.answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(flow.vantage()).isEqualTo(Vantage.POLICY);
    assertThat(flow.family()).isEqualTo(AddressFamily.IPV4);
    assertThat(flow.connections()).isEqualTo(1);
    assertThat(flow.observer()).isEmpty();
  }

  @Test
  void aDeniedRecordStandsForAllTheConnectionsThatItCounts() {
    Seen flow = Decoding.of(record("\"disposition\":\"deny\",\"count\":7," + TIME)).flow();

    assertThat(flow.verdict()).isEqualTo(ObservedVerdict.DROPPED);
    assertThat(flow.connections()).isEqualTo(7);
    assertThat(flow.flags()).isEqualTo(Flow.AGGREGATED);
  }

  @Test
  void egressIsToldByTheClientsEnd() {
    Seen flow = Decoding.of(ALLOWED.replace("ingress", "egress")).flow();

    assertThat(flow.reporter()).isEqualTo(Reporter.CLIENT);
  }

  @Test
  void anEndThatIsANodeIsTheObserversHostOrSomeOtherAndAnInstanceIsAnAddress() {
    String node = ALLOWED.replaceFirst("\"dest\":\\{.*?}", "\"dest\":{\"node_name\":\"gke-2\"}");
    String instance =
        ALLOWED.replaceFirst("\"dest\":\\{.*?}", "\"dest\":{\"instance\":\"10.4.0.11\"}");
    String own = node.replace("\"count\"", "\"node_name\":\"gke-2\",\"count\"");

    assertThat(Decoding.of(node).flow().destination().identity()).isEqualTo(Identity.REMOTE_NODE);
    assertThat(Decoding.of(own).flow().destination().identity()).isEqualTo(Identity.HOST);
    assertThat(Decoding.of(own).flow().observer()).contains(Observer.node("", "gke-2"));
    assertThat(Decoding.of(instance).flow().destination().identity()).isEqualTo(Identity.NONE);
    assertThat(Decoding.of(instance).flow().destination().named()).isFalse();
  }

  /** Entries name their fields in order of the alphabet, so the time stands behind the payload. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void cloudLoggingSaysTheTimeTheNodeAndTheClusterBesideThePayload(boolean first) {
    String beside =
        TIME
            + ",\"resource\":{\"type\":\"k8s_node\",\"labels\":{\"cluster_name\":\"prod\","
            + "\"node_name\":\"gke-1\"}}";
    String payload = "\"jsonPayload\":" + record("\"disposition\":\"allow\"");
    String entry = "{" + (first ? beside + "," + payload : payload + "," + beside) + "}";

    Decoding both = Decoding.of("[" + entry + ",\n" + entry + "]");

    assertThat(both.flows()).hasSize(2);
    assertThat(both.flows().get(0).epochMillis()).isEqualTo(MILLIS);
    assertThat(both.flows().get(0).observer()).contains(Observer.node("prod", "gke-1"));
    assertThat(both.flows().get(1)).isEqualTo(both.flows().get(0));
    assertThat(both.summary().clusters()).containsExactly("prod");
    assertThat(both.account().records()).isEqualTo(2);
  }

  @Test
  void aRecordInTheTextOfAShippersLineIsRead() {
    String quoted = ALLOWED.replace("\"", "\\\"");

    assertThat(Decoding.of("{\"log\":\"" + quoted + "\\n\"}").flow().epochMillis())
        .isEqualTo(MILLIS);
  }

  @Test
  void icmpHasNoPorts() {
    Seen flow = Decoding.of(ALLOWED.replace("tcp", "icmp").replace("51644", "0")).flow();

    assertThat(flow.protocol()).isEqualTo(1);
    assertThat(flow.sourcePort()).isEqualTo(Flow.ABSENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"allow\" | \"maybe\" | a disposition that is neither allow nor deny",
        "\"ingress\" | \"sideways\" | a direction in connection that is neither ingress nor egress",
        "\"10.4.1.7\" | \"10.4.1\" | an address in connection is none",
        "8080 | 80800 | a port in connection is none",
        "\"tcp\" | \"carrier-pigeon\" | a protocol of no known name",
        "\"2026-11-02T10:00:00.123456789Z\" | \"noon\" | no time of 1990 or later in timestamp",
      })
  void whatCannotBeReadIsCountedWithItsReasonAndNeverGuessed(
      String good, String bad, String problem) {
    Decoding decoding = Decoding.of(ALLOWED + "\n" + ALLOWED.replace(good, bad));

    assertThat(decoding.flows()).hasSize(1);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().samples().get(0).problem()).isEqualTo(problem);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @Test
  void aRecordThatIsCutIsCountedAsTruncated() {
    Decoding decoding = Decoding.of(ALLOWED + "\n" + ALLOWED.substring(0, 300));

    assertThat(decoding.format()).isEqualTo(LogFormat.GKE_POLICY);
    assertThat(decoding.account().of(Outcome.TRUNCATED)).isEqualTo(1);
    assertThat(decoding.account().records()).isEqualTo(2);
  }

  @Test
  void logsOfFirewallRulesAndOfVpcFlowsAreNotTakenForThem() {
    String rule =
        "{\"jsonPayload\":{" + CONNECTION + ",\"disposition\":\"ALLOWED\",\"rule_details\":{}}}";
    String vpc =
        "{\"jsonPayload\":{" + CONNECTION + ",\"disposition\":\"DENIED\",\"reporter\":\"SRC\"}}";

    assertThat(Decoding.of(rule).read()).isFalse();
    assertThat(Decoding.of(vpc).format()).isEqualTo(LogFormat.GCP_VPC);
  }

  @Test
  void aRecordOfAnotherFormatThanTheGivenOneIsCounted() {
    assertThat(Decoding.as(LogFormat.HUBBLE, ALLOWED).account().samples().get(0).problem())
        .isEqualTo("looks like GKE network policy log, but the format was given as hubble");
    assertThat(Decoding.as(LogFormat.VNET, ALLOWED).flows()).isEmpty();
    assertThat(Decoding.as(LogFormat.GKE_POLICY, ALLOWED).flows()).hasSize(1);
  }

  @Test
  void theSummarySaysWhatSuchALogCannotShow() {
    assertThat(Decoding.of(ALLOWED).summary().notes())
        .anyMatch(note -> note.startsWith("shows only connections that a policy in force decided"));
  }
}
