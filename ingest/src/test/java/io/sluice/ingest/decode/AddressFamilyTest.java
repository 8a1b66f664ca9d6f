package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.AddressFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over which address family a record went: its addresses say, and where it has none, Hubble. */
final class AddressFamilyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "source":"10.0.0.1","destination":"10.0.0.2","ipVersion":"IPv4" | IPV4
          "source":"fd00::1","destination":"fd00::2","ipVersion":"IPv6"   | IPV6
          "source":"fd00::1","destination":"fd00::2"                      | IPV6
          "destination":"fd00::2"                                         | IPV6
          "source":"10.0.0.1"                                             | IPV4
          "source":"::ffff:10.0.0.1","destination":"::ffff:10.0.0.2"      | IPV4
          "source":"10.0.0.1","destination":"10.0.0.2","ipVersion":"IPv6" | IPV4
          "source":"fd00::1","destination":"10.0.0.2","ipVersion":"IPv6"  | UNKNOWN
          "ipVersion":"IPv4"                                              | IPV4
          "ipVersion":"IPv6"                                              | IPV6
          "ipVersion":1                                                   | IPV4
          "ipVersion":2                                                   | IPV6
          "ipVersion":"IP_NOT_USED"                                       | UNKNOWN
          "ipVersion":{"v":[6]},"encrypted":true                          | UNKNOWN
          "encrypted":true                                                | UNKNOWN
          """,
      quoteCharacter = '`')
  void ofAHubbleFlow(String ip, AddressFamily family) {
    String line = HubbleLines.flow(HubbleLines.FORWARDED, HubbleLines.SYN, HubbleLines.NO_REPLY);

    Decoding decoding = Decoding.of(line.replace(HubbleLines.IP, "\"IP\":{" + ip + "}"));

    assertThat(decoding.flow().family()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.2, IPV4",
    "fd00::1, FD00:0:0::2, IPV6",
    "::ffff:10.0.0.1, 10.0.0.2, IPV4",
    "fd00::1, 10.0.0.2, UNKNOWN"
  })
  void ofATuple(String source, String destination, AddressFamily family) {
    String tuple = source + "," + destination + ",59350,8001,";
    for (String rest : new String[] {"6,I,B,NX,1,100,1,100", "T,I,A,B,1,100,1,100", "T,I,A"}) {
      String line =
          "{\"time\":\"2026-08-13T20:32:45Z\",\"macAddress\":\"002248000001\","
              + "\"category\":\"FlowLogFlowEvent\",\"targetResourceID\":\"/s/v\","
              + "\"flowLogVersion\":4,\"flowRecords\":{\"flows\":[{\"aclID\":\"a\",\"flowGroups\":["
              + "{\"rule\":\"r\",\"flowTuples\":[\"1786653162,"
              + tuple
              + rest
              + "\"]}]}]}}";

      assertThat(Decoding.of(line).flow().family()).as(rest).isEqualTo(family);
    }
  }
}
