package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Answer;
import io.sluice.ingest.Endpoint;
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

final class CalicoDecodingTest {
  private static final String AGGREGATED =
      """
      {"start_time":1793613600,"end_time":1793613900,"source_ip":null,"source_name":"-",\
      "source_name_aggr":"cart-6d8f7c9b5d-*","source_namespace":"shop","source_port":null,\
      "source_type":"wep","source_labels":{"labels":["pod-template-hash=6d8f7c9b5d","app=cart"]},\
      "dest_ip":"10.4.0.11","dest_name":"db-0","dest_name_aggr":"db-*","dest_namespace":"data",\
      "dest_port":5432,"dest_type":"wep","dest_labels":null,"dest_service_port":"-",\
      "proto":"tcp","action":"allow","reporter":"dst","policies":{"all_policies":["0|a|b|allow|0"]},\
      "bytes_in":388,"bytes_out":1113,"packets_in":16,"packets_out":15,"num_flows":4,\
      "num_flows_started":3,"num_flows_completed":1,"host":"node-1"}""";

  private static String with(String old, String other) {
    assertThat(AGGREGATED).contains(old);
    return AGGREGATED.replace(old, other);
  }

  @Test
  void anAggregatedRecordLeadsToTheWorkloadAndCountsWhatBegan() {
    Seen flow = Decoding.of(AGGREGATED).flow();

    assertThat(flow.source().pod()).isEmpty();
    assertThat(flow.source().workloadKind()).isEqualTo("Deployment");
    assertThat(flow.source().workloadName()).isEqualTo("cart");
    assertThat(flow.source().labels()).containsExactly("app=cart", "pod-template-hash=6d8f7c9b5d");
    assertThat(flow.source().ip()).isEmpty();
    assertThat(flow.destination().pod()).isEqualTo("db-0");
    assertThat(flow.destination().workloadName()).isEqualTo("db");
    assertThat(flow.destination().workloadKind()).isEmpty();
    assertThat(flow.sourcePort()).isEqualTo(Flow.ABSENT);
    assertThat(flow.destinationPort()).isEqualTo(5432);
    assertThat(flow.epochMillis()).isEqualTo(1_793_613_600_000L);
    assertThat(flow.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(flow.reporter()).isEqualTo(Reporter.SERVER);
    assertThat(flow.vantage()).isEqualTo(Vantage.POD);
    assertThat(flow.verdict()).isEqualTo(ObservedVerdict.FORWARDED);
    assertThat(flow.answer()).isEqualTo(Answer.YES);
    assertThat(flow.connections()).isEqualTo(3);
    assertThat(flow.bytes()).isEqualTo(1501);
    assertThat(flow.flags()).isEqualTo(Flow.AGGREGATED);
    assertThat(flow.observer()).contains(Observer.node("", "node-1"));
  }

  @Test
  void withoutTheHashAmongItsLabelsTheStemIsKeptAndNoKindIsGuessed() {
    Endpoint source = Decoding.of(with("\"pod-template-hash=6d8f7c9b5d\",", "")).flow().source();

    assertThat(source.workloadName()).isEqualTo("cart-6d8f7c9b5d");
    assertThat(source.workloadKind()).isEmpty();
  }

  @Test
  void aBarePodIsKnownByItsNameAlsoWhereOnlyTheAggregateSaysIt() {
    Endpoint source = Decoding.of(with("cart-6d8f7c9b5d-*", "toolbox")).flow().source();

    assertThat(source.pod()).isEqualTo("toolbox");
    assertThat(source.workloadName()).isEmpty();
  }

  @Test
  void aNameThatIsAllStarSaysNothingButTheNamespace() {
    Endpoint source = Decoding.of(with("cart-6d8f7c9b5d-*", "*")).flow().source();

    assertThat(source.namespace()).isEqualTo("shop");
    assertThat(source.pod() + source.workloadName()).isEmpty();
  }

  /** What is not recorded is unknown; only "pub" is surely outside. */
  @ParameterizedTest
  @CsvSource({
    "net, pub, , WORLD",
    "net, pub, 203.0.113.7, NONE",
    "net, pvt, , NONE",
    "ns, partners, , NONE",
    "hep, node-2, 10.224.0.5, REMOTE_NODE"
  })
  void whatIsNoPodIsAHostANetworkOrUnknown(
      String type, String aggregate, String address, Identity identity) {
    String ip = address == null ? "null" : "\"" + address + "\"";
    String log =
        with("\"source_type\":\"wep\"", "\"source_type\":\"" + type + "\"")
            .replace("cart-6d8f7c9b5d-*", aggregate)
            .replace("\"source_ip\":null", "\"source_ip\":" + ip);

    Endpoint source = Decoding.of(log).flow().source();

    assertThat(source.identity()).isEqualTo(identity);
    assertThat(source.named()).isFalse();
    assertThat(source.ip().isPresent()).isEqualTo(address != null);
  }

  @Test
  void aHostThatReportsItselfIsTheObserversHost() {
    String log = with("\"dest_type\":\"wep\"", "\"dest_type\":\"hep\"");

    assertThat(Decoding.of(log).flow().destination().identity()).isEqualTo(Identity.HOST);
  }

  @Test
  void bothReportersCountForThemselvesAndSeeAnswersFromTheirSide() {
    String source = with("\"reporter\":\"dst\"", "\"reporter\":\"src\"");

    assertThat(Decoding.of(source).flow().reporter()).isEqualTo(Reporter.CLIENT);
    assertThat(Decoding.of(source.replace("\"packets_in\":16", "\"packets_in\":0")).flow().answer())
        .isEqualTo(Answer.NO);
    assertThat(Decoding.of(source.replace("\"packets_in\":16", "\"packets_in\":4")).flow().answer())
        .isEqualTo(Answer.UNKNOWN);
    assertThat(Decoding.of(source.replace("\"packets_in\":16,", "")).flow().answer())
        .isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void whatAHostStopsOnTheWayIsNoVerdictOfANetworkPolicy() {
    String denied = with("\"allow\",\"reporter\"", "\"deny\",\"reporter\"");
    String onTheWay = denied.replace("\"reporter\":\"dst\"", "\"reporter\":\"fwd\"");

    assertThat(Decoding.of(denied).flow().verdict()).isEqualTo(ObservedVerdict.DROPPED);
    assertThat(Decoding.of(onTheWay).flow().verdict()).isEqualTo(ObservedVerdict.FILTERED);
    assertThat(Decoding.of(onTheWay).flow().reporter()).isEqualTo(Reporter.UNKNOWN);
    assertThat(Decoding.of(onTheWay.replace("\"fwd\"", "\"dst, fwd\"")).flow().verdict())
        .isEqualTo(ObservedVerdict.FILTERED);
  }

  @Test
  void aMissingPortIsUnknownAndTheSummarySaysSo() {
    Decoding decoding = Decoding.of(with("\"dest_port\":5432", "\"dest_port\":null"));

    assertThat(decoding.flow().destinationPort()).isEqualTo(Flow.ABSENT);
    assertThat(decoding.summary().notes())
        .anyMatch(note -> note.contains("1 of 1 records have no destination port"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"action\":\"allow\" | \"action\":\"pass\" | an action that is neither allow nor deny",
        "\"dst\" | \"me\" | a reporter that is neither src, dst nor fwd",
        "\"dest_type\":\"wep\" | \"dest_type\":\"x\" | a type of an end that is none of wep, hep, ns and net",
        "10.4.0.11 | 10.4.0.1111 | an address in source_ip or dest_ip is none",
        "5432 | 99999 | a port in source_port or dest_port is none",
        "\"tcp\" | \"pigeon\" | a protocol of no known name",
        "\"start_time\":1793613600,\"end_time\":1793613900 | \"start_time\":1 | no time of 1990 or later in start_time or end_time",
      })
  void whatCannotBeReadIsCountedWithItsReasonAndNeverGuessed(
      String good, String bad, String problem) {
    Decoding decoding = Decoding.of(AGGREGATED + "\n" + with(good, bad));

    assertThat(decoding.flows()).hasSize(1);
    assertThat(decoding.format()).isEqualTo(LogFormat.CALICO);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(1);
    assertThat(decoding.account().samples().get(0).problem()).isEqualTo(problem);
    assertThat(decoding.account().addsUp()).isTrue();
  }

  @Test
  void protocolsComeByNameOrNumber() {
    assertThat(Decoding.of(with("\"tcp\"", "\"udp\"")).flow().protocol()).isEqualTo(17);
    assertThat(Decoding.of(with("\"tcp\"", "\"132\"")).flow().protocol()).isEqualTo(132);
    assertThat(Decoding.of(with("\"tcp\"", "47")).flow().protocol()).isEqualTo(47);
  }

  @Test
  void linesOfTheSystemsLogAreAnotherFormatWhichIsNotRead() {
    Decoding decoding = Decoding.of("Mar 2 10:00:01 n kernel: calico-packet: IN=a OUT=b SRC=1");

    assertThat(decoding.read()).isFalse();
    assertThat(decoding.format()).isEqualTo(LogFormat.CALICO_SYSLOG);
  }
}
