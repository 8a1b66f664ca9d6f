package io.sluice.ingest.decode;

import static io.sluice.ingest.decode.HubbleLines.ACK;
import static io.sluice.ingest.decode.HubbleLines.DROPPED;
import static io.sluice.ingest.decode.HubbleLines.FORWARDED;
import static io.sluice.ingest.decode.HubbleLines.NO_REPLY;
import static io.sluice.ingest.decode.HubbleLines.REPLY;
import static io.sluice.ingest.decode.HubbleLines.SYN;
import static io.sluice.ingest.decode.HubbleLines.SYN_ACK;
import static io.sluice.ingest.decode.HubbleLines.TIME;
import static io.sluice.ingest.decode.HubbleLines.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ACNS and Retina write otherwise than Hubble. */
final class AcnsAndRetinaDecodingTest {
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
        .containsExactly(
            "aggregated (ACNS): no pod names, no addresses; what the agent left out when it was"
                + " throttled is not told");
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
