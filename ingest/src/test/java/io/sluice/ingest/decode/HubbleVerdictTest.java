package io.sluice.ingest.decode;

import static io.sluice.ingest.decode.HubbleLines.ACK;
import static io.sluice.ingest.decode.HubbleLines.DROPPED;
import static io.sluice.ingest.decode.HubbleLines.FORWARDED;
import static io.sluice.ingest.decode.HubbleLines.NO_REPLY;
import static io.sluice.ingest.decode.HubbleLines.SYN;
import static io.sluice.ingest.decode.HubbleLines.flow;
import static io.sluice.ingest.decode.HubbleLines.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Answer;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a packet, and whether the server answered. */
final class HubbleVerdictTest {
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
}
