package io.sluice.ingest.decode;

import static io.sluice.ingest.decode.HubbleLines.FORWARDED;
import static io.sluice.ingest.decode.HubbleLines.REPLY;
import static io.sluice.ingest.decode.HubbleLines.flow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of addresses in Hubble logs. */
final class HubbleNamesTest {
  private static String dns(String type, String dns) {
    return flow(
        FORWARDED,
        REPLY,
        "\"Type\":\"L7\"",
        "\"l7\":{\"type\":\"" + type + "\",\"latency_ns\":\"1\",\"dns\":" + dns + "}");
  }

  @Test
  void anAnswerNamesItsAddressesAndAQuestionNamesNone() {
    String answer =
        "{\"query\":\"api.example.com.\",\"ips\":[\"203.0.113.9\",\"2001:db8::9\",7,{\"a\":[1]},"
            + "\"no address\"],\"ttl\":4294967295,\"cnames\":[\"x.example.\"],\"qtypes\":[\"A\"]}";
    Decoding decoding =
        Decoding.of(
            dns("RESPONSE", answer)
                + "\n"
                + dns("REQUEST", "{\"query\":\"b.example.\",\"ips\":[\"203.0.113.9\"]}"));

    assertThat(decoding.flows()).hasSize(2);
    assertThat(decoding.namesOf("203.0.113.9")).containsExactly("api.example.com (DNS answer)");
    assertThat(decoding.namesOf("2001:db8::9")).containsExactly("api.example.com (DNS answer)");
  }

  @Test
  void namesBesideTheEndsAreOfTheirAddresses() {
    Decoding decoding =
        Decoding.of(
            flow(
                FORWARDED,
                "\"source_names\":[\"web.example\"]",
                "\"destination_names\":[\"db.example\",null,\"x y\"]"));

    assertThat(decoding.namesOf("10.244.1.13")).containsExactly("web.example (named by the log)");
    assertThat(decoding.namesOf("10.244.2.17")).containsExactly("db.example (named by the log)");
  }

  @Test
  void oddShapesCostNoRecordAndUrlsAreNeverNames() {
    Decoding decoding =
        Decoding.of(
            flow(FORWARDED, "\"destination_names\":{\"a\":1}")
                + "\n"
                + dns("RESPONSE", "[1]")
                + "\n"
                + dns("RESPONSE", "{\"query\":5,\"ips\":\"203.0.113.9\"}")
                + "\n"
                + flow(
                    FORWARDED,
                    "\"l7\":{\"type\":\"RESPONSE\",\"http\":{\"url\":\"http://secret.example/x\"}}",
                    "\"destination_names\":[\"http://secret.example/x?y\"]"));

    assertThat(decoding.flows()).hasSize(4);
    assertThat(decoding.namesOf("10.244.2.17")).isEmpty();
    assertThat(decoding.namesOf("203.0.113.9")).isEmpty();
  }
}
