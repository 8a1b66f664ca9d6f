package io.sluice.ingest.decode;

import static io.sluice.ingest.decode.HubbleLines.ACK;
import static io.sluice.ingest.decode.HubbleLines.FORWARDED;
import static io.sluice.ingest.decode.HubbleLines.NO_REPLY;
import static io.sluice.ingest.decode.HubbleLines.REPLY;
import static io.sluice.ingest.decode.HubbleLines.SYN;
import static io.sluice.ingest.decode.HubbleLines.SYN_ACK;
import static io.sluice.ingest.decode.HubbleLines.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Reporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who opened a connection, and which end reported it. */
final class HubbleOrientationTest {
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

  /**
   * Connection tracking that lost a connection takes the next packet for the first of a new one.
   */
  @Test
  void aConnectionThatIsNewWithoutASynWasMetMidstream() {
    String fresh = "\"trace_reason\":\"NEW\"";

    assertThat(Decoding.of(flow(FORWARDED, ACK, NO_REPLY, fresh)).flow().flags())
        .isEqualTo(Flow.MIDSTREAM);
    assertThat(Decoding.of(flow(FORWARDED, SYN, NO_REPLY, fresh)).flow().flags())
        .isEqualTo(Flow.SYN);
    assertThat(Decoding.of(flow(FORWARDED, ACK, NO_REPLY)).flow().flags()).isZero();
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
}
