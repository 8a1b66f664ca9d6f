package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.ingest.Account;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoding.Keeping;
import io.sluice.ingest.decode.Decoding.Seen;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real logs of others, which are not part of the sources: skipped where they are not there. */
final class SamplesTest {
  private final Keeping kept = new Keeping();
  private Path samples = Path.of("");

  @BeforeEach
  void samplesAreThere() {
    samples = Path.of(System.getProperty("sluice.shared", ""), "samples");
    assumeTrue(Files.isDirectory(samples), "no sample logs at sluice.shared");
  }

  private LogReader.Result read(Path path) {
    assumeTrue(Files.exists(path), "no sample " + path.getFileName());
    return new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .read(List.of(path.toString()), new Worker(kept.endpoints, kept.observers, kept));
  }

  @ParameterizedTest
  @CsvSource({
    "acns/docker-provider_networkflow_test.jsonl, ACNS, 3, 3, 0",
    "calico/observability-clinic_flows.log, CALICO, 2, 2, 0",
    "gke/policy_action_test_expected.log, GKE_POLICY, 5, 5, 0",
    "hubble/bszlacht_example_flow.json, HUBBLE, 1, 1, 0",
    "hubble/cilium_export_rst_dropped.jsonl, HUBBLE, 2, 1, 0",
    "hubble/cpg_l7_dns.jsonl, HUBBLE, 3, 3, 0",
    "hubble/cpg_l7_http.jsonl, HUBBLE, 4, 4, 0",
    "hubble/cpg_malformed.jsonl, HUBBLE, 3, 2, 1",
    "hubble/cpg_mixed_tcp_icmp.jsonl, HUBBLE, 4, 4, 0",
    "hubble/cpg_small.jsonl, HUBBLE, 3, 3, 0",
    "hubble/cpg_with_non_dropped.jsonl, HUBBLE, 5, 5, 0",
    "hubble/hubble-otel_basic-sample-10-flows.json, HUBBLE, 10, 10, 0",
    "hubble/hubble-otel_basic-sample-330-dns-flows.json, HUBBLE, 330, 330, 0",
    "hubble/hubble-otel_basic-sample-348-http-flows.json, HUBBLE, 348, 348, 0",
    "hubble/hubble-otel_basic-sample-400-icmpv4-flows.json, HUBBLE, 18, 18, 0",
    "hubble/hubble-otel_basic-sample-400-l7-redirected-flows.json, HUBBLE, 400, 400, 0",
    "hubble/hubble-otel_basic-sample-400-tcp-flows.json, HUBBLE, 400, 400, 0",
    "hubble/hubble-otel_basic-sample-400-udp-flows.json, HUBBLE, 400, 400, 0",
    "hubble/hubble-otel_basic-sample-5-dns-flows.json, HUBBLE, 5, 5, 0",
    "hubble/hubble-otel_basic-sample-5-http-flows.json, HUBBLE, 5, 5, 0",
    "hubble/policypilot_hipstershop-flows.json, HUBBLE, 8, 8, 0",
    "hubble/policypilot_sample-flows.json, HUBBLE, 3, 3, 0",
    "hubble/tke-guide_cilium_1.19.5_export_pretty.json, HUBBLE, 1, 1, 0",
    "nsg-v1/erjosito_flowlog_tmp.json, NSG, 897, 897, 0",
    "nsg-v1/sebastus_nsgFlowLogsSample.json, NSG, 1758, 1758, 0",
    "nsg-v2/abhishek_PT1H.json, NSG, 2637, 2637, 0",
    "nsg-v2/danifitz_PT1H.json, NSG, 8203, 8203, 0",
    "nsg-v2/erjosito_sample_nsg_flowlogs.json, NSG, 173, 173, 0",
    "vnet-v4/chshin9_PT1H.json, VNET, 76, 76, 0",
    "vnet-v4/elastic_test-vnet.log, VNET, 2, 2, 0",
    "vnet-v4/erjosito_sample_vnet_flowlog.json, VNET, 29, 29, 0",
    "vnet-v4/msdocs_overview_sample.json, VNET, 19, 19, 0",
  })
  void everySampleGivesItsRecords(
      String file, LogFormat format, long records, long used, long bad) {
    FileSummary summary = read(samples.resolve(file)).files().get(0);

    Account account = summary.account();
    assertThat(summary.format()).isEqualTo(format);
    assertThat(account.records()).isEqualTo(records);
    assertThat(account.used()).isEqualTo(used);
    assertThat(account.bad()).as("%s", account.samples()).isEqualTo(bad);
    assertThat(account.addsUp()).isTrue();
    assertThat(kept.flows).hasSize((int) used);
  }

  @Test
  void aDropForAnInvalidSourceIsANetworkFault() {
    FileSummary summary =
        read(samples.resolve("hubble/cilium_export_rst_dropped.jsonl")).files().get(0);

    assertThat(summary.account().of(Outcome.NETWORK_FAULT)).isEqualTo(1);
  }

  /**
   * 60 connections are left of 104 five-tuples once replies are turned round. By is_reply alone
   * they make 17 edges between label sets; a SYN+ACK of an overlay interface, which carries no
   * is_reply, is turned round by its flags here, and is an edge of its own: 18.
   */
  @Test
  void repliesOfTheLargeTcpSampleFoldIntoTheirConnections() {
    read(samples.resolve("hubble/hubble-otel_basic-sample-400-tcp-flows.json"));

    Set<List<?>> written = new HashSet<>();
    Set<List<?>> tuples = new HashSet<>();
    Set<List<?>> edges = new HashSet<>();
    for (Seen flow : kept.flows) {
      boolean reply = flow.orientation() == Orientation.REPLY;
      written.add(tuple(flow, false));
      tuples.add(tuple(flow, reply));
      edges.add(
          List.of(
              who(reply ? flow.destination() : flow.source()),
              who(reply ? flow.source() : flow.destination()),
              reply ? flow.sourcePort() : flow.destinationPort()));
    }
    assertThat(written).hasSize(104);
    assertThat(tuples).hasSize(60);
    assertThat(edges).hasSize(18);
  }

  private static List<?> tuple(Seen flow, boolean turned) {
    List<?> source = List.of(flow.source().ip().orElseThrow(), flow.sourcePort());
    List<?> destination = List.of(flow.destination().ip().orElseThrow(), flow.destinationPort());
    return turned ? List.of(destination, source) : List.of(source, destination);
  }

  private static List<?> who(Endpoint end) {
    return List.of(end.namespace(), end.labels(), end.identity());
  }

  /** 5061 tuples of state B, of which a security group stopped 7. */
  @Test
  void aNetworkSecurityGroupBlobCountsTheConnectionsThatItLetThrough() {
    read(samples.resolve("nsg-v2/danifitz_PT1H.json"));

    assertThat(kept.flows.stream().mapToLong(Seen::connections).sum()).isEqualTo(5054);
    assertThat(kept.flows)
        .filteredOn(flow -> flow.verdict() == ObservedVerdict.FILTERED)
        .hasSize(7);
  }

  @Test
  void bareFlowsInArraysAreReadWithAndWithoutATime() {
    LogReader.Result result = read(samples.resolve("accuknox-hubble"));

    long records = 0;
    for (FileSummary file : result.files()) {
      assertThat(file.format()).as(file.file()).isEqualTo(LogFormat.HUBBLE);
      assertThat(file.account().addsUp()).isTrue();
      records += file.account().records();
    }
    assertThat(records).isEqualTo(53);
    assertThat(kept.flows).hasSize(53);
    assertThat(kept.flows).filteredOn(flow -> flow.epochMillis() == Flow.NO_TIME).hasSize(38);
    assertThat(kept.flows).filteredOn(flow -> flow.orientation() == Orientation.REPLY).hasSize(7);
  }

  @Test
  void theWholeFolderIsReadAndTheRestIsNamed() {
    LogReader.Result result = read(samples);

    Map<LogFormat, Integer> unread = new HashMap<>();
    for (LogReader.UnreadFile file : result.unknown()) {
      if (!file.file().endsWith("SOURCE.txt")) {
        unread.merge(file.format(), 1, Integer::sum);
      }
    }
    assertThat(result.files()).allMatch(file -> file.account().addsUp());
    assertThat(unread)
        .containsEntry(LogFormat.AWS_VPC, 5)
        .containsEntry(LogFormat.CALICO_SYSLOG, 1)
        .containsEntry(LogFormat.ANTREA, 1)
        .doesNotContainKey(LogFormat.GKE_POLICY)
        .containsEntry(LogFormat.GCP_VPC, 1)
        .containsEntry(LogFormat.GOFLOW2, 1)
        .containsEntry(LogFormat.PMACCT, 1)
        .containsEntry(LogFormat.LOKI, 3)
        .containsEntry(LogFormat.NETOBSERV, 1)
        .containsEntry(LogFormat.INSPEKTOR_GADGET, 5);
  }
}
