package io.sluice.recommender.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.stream.StreamSettings;
import io.sluice.analyzer.stream.inventory.Watermark;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DNS answers name is the same through the topology as by reading the log in one go. */
final class NamesOfHostsComeThroughTheStreamTest {
  private static final String ANSWER =
      """
      {"flow":{"time":"2026-11-03T19:00:00Z","verdict":"FORWARDED",\
      "IP":{"source":"10.0.0.10","destination":"10.244.0.9","ipVersion":"IPv4"},\
      "l4":{"UDP":{"source_port":53,"destination_port":40000}},\
      "source":{"namespace":"kube-system","pod_name":"coredns-1"},\
      "destination":{"namespace":"shop","pod_name":"cart-1"},"Type":"L7","is_reply":true,\
      "l7":{"type":"RESPONSE","dns":{"query":"NAME.","ips":["ADDRESS"],"ttl":60}}},\
      "node_name":"aks-1","time":"2026-11-03T19:00:00Z"}
      """;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<String> answers = new ArrayList<>();

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void folder() {
    log = folder.resolve("events.jsonl");
  }

  private void answer(IpAddress address, String name) {
    answers.add(ANSWER.replace("NAME", name).replace("ADDRESS", address.toString()));
  }

  private void write() throws Exception {
    Collections.shuffle(answers, random);
    Files.writeString(log, String.join("", answers));
  }

  /** What the batch tool knows. */
  private HostNames read() {
    EndpointDictionary endpoints = new EndpointDictionary();
    Worker worker =
        new Worker(endpoints, new ObserverDictionary(), (Flow flow) -> Outcome.LOOPBACK);
    new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .read(List.of(log.toString()), worker);
    return endpoints.hostNames();
  }

  private static Topics withoutObjects() {
    Topics topics = new Topics(StreamSettings.DEFAULTS);
    topics.watermark("", 0, Watermark.Source.SNAPSHOT);
    return topics;
  }

  private void assertSame(HostNames found, HostNames expected) {
    assertThat(found.addresses()).as("seed %d", seed).isEqualTo(expected.addresses());
    for (IpAddress address : expected.addresses()) {
      assertThat(found.known(address))
          .as("seed %d, %s", seed, address)
          .isEqualTo(expected.known(address));
    }
  }

  @Test
  void ofMoreAddressesThanAreKeptTheLowestAreAlsoOverARestart() throws Exception {
    int more = 700;
    for (int i = 0; i < HostNames.MOST_ADDRESSES + more; i++) {
      answer(
          i % 3 == 0 ? IpAddress.ofV6(1L << 60, i) : IpAddress.ofV4(0x7FFFF000 + i),
          "h" + i % 7 + ".example.com");
    }
    write();
    List<byte[]> values = ExampleBatches.mixed(log, BatchLimits.DEFAULTS, random);
    try (Topics topics = withoutObjects()) {
      for (byte[] value : values) {
        topics.batch(value);
        if (random.nextInt(4) == 0) {
          topics.restart();
          topics.time(StreamSettings.DEFAULTS.emitEvery());
        }
      }

      HostNames found = topics.table().names();

      assertThat(values).hasSizeGreaterThan(5);
      assertSame(found, read());
      assertThat(found.size()).isEqualTo(HostNames.MOST_ADDRESSES);
      assertThat(topics.size()).isBetween(found.size() + 1, found.size() + more - 1);
    }
  }

  @Test
  void ofMoreNamesThanAreKeptOfAnAddressThoseThatComeFirstAre() throws Exception {
    for (int i = 0; i < 300; i++) {
      answer(IpAddress.ofV4(0xCB007100 + i % 5), "h" + random.nextInt(1_000) + ".example.com");
    }
    write();
    try (Topics topics = withoutObjects()) {
      ExampleBatches.mixed(log, new BatchLimits(20, 100_000), random).forEach(topics::batch);

      assertSame(topics.table().names(), read());
    }
  }

  @Test
  void whatIsAnsweredAgainAndAgainIsWrittenOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      answer(IpAddress.ofV4(0xCB007100), "api.example.com");
    }
    write();
    try (Topics topics = withoutObjects()) {
      int before = 0;
      List<byte[]> values = ExampleBatches.mixed(log, new BatchLimits(10, 100_000), random);
      for (byte[] value : values) {
        topics.batch(value);
        topics.table();
        before = before == 0 ? topics.emitted() : before;
      }

      // From then on only the rows and the log change; the last batch only ends the log.
      assertThat(values.size()).isEqualTo(5);
      assertThat(topics.emitted()).isEqualTo(before + 3 * (topics.size() - 1) + 1);
      assertSame(topics.table().names(), read());
    }
  }
}
