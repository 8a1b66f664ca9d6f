package io.sluice.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.decode.LogDecoder;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What whole runs are measured on is read without loss, by Sluice and by DuckDB. */
final class GeneratedLogsTest {
  private static final long SIZE = 3 << 20;

  @TempDir Path folder = Path.of("");

  private final Fleet fleet = new Fleet(300, 7);

  private LogFiles.Written write(LogForm form, String name) throws IOException {
    return write(form, name, 0);
  }

  private LogFiles.Written write(LogForm form, String name, double noise) throws IOException {
    return new LogFiles(fleet, form, 2, SIZE, 7, noise).write(folder.resolve(name));
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordIsReadAndTheyAreOfManyKinds(LogForm form) throws IOException {
    LogFiles.Written written = write(form, "logs");
    Set<ObservedVerdict> verdicts = EnumSet.noneOf(ObservedVerdict.class);
    Set<Orientation> orientations = EnumSet.noneOf(Orientation.class);
    Set<Integer> protocols = new HashSet<>();

    LogReader.Result result =
        read(
            written,
            new EndpointDictionary(),
            flow -> {
              verdicts.add(flow.verdict);
              orientations.add(flow.orientation);
              protocols.add(flow.protocol);
              return Outcome.USED;
            });

    long records = result.files().stream().mapToLong(file -> file.account().records()).sum();
    assertThat(records).isEqualTo(written.records());
    assertThat(result.files()).allMatch(file -> file.account().bad() == 0);
    assertThat(written.bytes()).isBetween(SIZE - (64 << 10), SIZE + (80 << 10));
    assertThat(protocols).contains(1, 6, 17, 132);
    if (form == LogForm.VNET) {
      assertThat(verdicts).contains(ObservedVerdict.FORWARDED, ObservedVerdict.FILTERED);
    } else {
      assertThat(verdicts)
          .contains(ObservedVerdict.FORWARDED, ObservedVerdict.DROPPED, ObservedVerdict.AUDIT);
      assertThat(orientations).contains(Orientation.CLIENT_TO_SERVER, Orientation.REPLY);
    }
  }

  private static LogReader.Result read(
      LogFiles.Written written, EndpointDictionary endpoints, FlowSink sink) {
    return new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .read(
            written.paths().stream().map(Path::toString).toList(),
            new Worker(endpoints, new ObserverDictionary(), sink));
  }

  /**
   * Noise shows by its ends: the scanners, addresses outside, and short lives. Scanners do ordinary
   * things as well, so that some of what is not noise looks alike.
   */
  @ParameterizedTest
  @EnumSource
  void halfOfTheRecordsAreNoiseWhereThatIsAskedFor(LogForm form) throws IOException {
    LogFiles.Written written = write(form, "logs", 0.5);
    LogFiles.Written quiet = write(form, "quiet", 0);

    double noise = (double) noiseOf(written) / written.records();

    double alike = (double) noiseOf(quiet) / quiet.records();
    assertThat(alike).isLessThan(0.2);
    assertThat(noise).isCloseTo(0.5 + 0.5 * alike, within(0.04));
  }

  private long noiseOf(LogFiles.Written written) {
    Set<String> noisy = new HashSet<>();
    for (int scanner = 0; scanner < 3; scanner++) {
      fleet.apps().get(11 + scanner).slots().stream()
          .flatMap(slot -> slot.lives().stream())
          .forEach(pod -> noisy.addAll(List.of(pod.name(), pod.address())));
    }
    EndpointDictionary endpoints = new EndpointDictionary();
    long[] noise = {0};
    read(
        written,
        endpoints,
        flow -> {
          String ends = end(endpoints, flow.source) + " " + end(endpoints, flow.destination);
          boolean scan = Arrays.stream(ends.split(" ", -1)).anyMatch(noisy::contains);
          noise[0] += scan || ends.matches(".*(198\\.1[89]\\.|10\\.250\\.|batch-).*") ? 1 : 0;
          return Outcome.USED;
        });
    return noise[0];
  }

  /** An interface sees what its machine's pods say to others, as the client's or the server's. */
  @Test
  void aVnetLogHoldsWhatPassesOneInterface() throws IOException {
    LogFiles.Written written = write(LogForm.VNET, "logs");

    for (int file = 0; file < written.paths().size(); file++) {
      Machine machine = fleet.machines().get(file);
      Set<String> here = new HashSet<>();
      fleet.apps().stream()
          .flatMap(app -> app.slots().stream())
          .flatMap(slot -> slot.lives().stream())
          .filter(life -> life.machine().equals(machine))
          .forEach(life -> here.add(life.address()));
      EndpointDictionary endpoints = new EndpointDictionary();
      Set<Reporter> reporters = EnumSet.noneOf(Reporter.class);
      LogFiles.Written one = new LogFiles.Written(List.of(written.paths().get(file)), 0, 0);
      read(
          one,
          endpoints,
          flow -> {
            boolean client = here.contains(address(endpoints, flow.source));
            boolean server = here.contains(address(endpoints, flow.destination));
            assertThat(client).isNotEqualTo(server);
            // What the interface drops is always said to have come in.
            assertThat(flow.reporter == Reporter.CLIENT)
                .isEqualTo(client && flow.verdict == ObservedVerdict.FORWARDED);
            reporters.add(flow.reporter);
            return Outcome.USED;
          });
      assertThat(reporters).containsExactlyInAnyOrder(Reporter.CLIENT, Reporter.SERVER);
    }
  }

  private static String address(EndpointDictionary endpoints, int id) {
    return String.valueOf(endpoints.get(id).address());
  }

  private static String end(EndpointDictionary endpoints, int id) {
    return endpoints.get(id).pod() + " " + endpoints.get(id).address();
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameBytes(LogForm form) throws IOException {
    LogFiles.Written one = write(form, "one", 0.5);
    LogFiles.Written two = write(form, "two", 0.5);

    for (int i = 0; i < one.paths().size(); i++) {
      assertThat(two.paths().get(i)).hasSameBinaryContentAs(one.paths().get(i));
    }
    assertThat(Files.mismatch(one.paths().get(0), one.paths().get(1))).isNotNegative();
  }

  @Test
  void theSnapshotKnowsEveryPodAtItsTime() throws IOException {
    new SnapshotFiles(fleet, true).write(folder);

    Inventory inventory =
        Inventory.of(ClusterReader.read("", folder, OptionalLong.empty()).objects());

    List<App> apps = new ArrayList<>(fleet.apps());
    apps.addAll(fleet.churn().apps());
    for (App app : apps) {
      for (Slot slot : app.slots()) {
        for (Replica life : slot.lives()) {
          long middle = Math.max(life.fromMillis(), Fleet.START_MILLIS) + 120_000;
          if (middle + 120_000 < Math.min(life.toMillis(), Fleet.END_MILLIS)) {
            IpAddress address = IpAddress.parse(life.address()).orElseThrow();
            assertThat(inventory.holder("", address, middle).toString()).contains(life.name());
          }
        }
      }
    }
  }

  @Test
  void addressesOfShortLivesGoToOtherWorkloads() {
    Map<String, Set<String>> holders = new HashMap<>();
    for (App app : fleet.churn().apps()) {
      for (Slot slot : app.slots()) {
        holders.computeIfAbsent(slot.last().address(), a -> new HashSet<>()).add(app.name());
      }
    }

    assertThat(holders.values()).allMatch(names -> names.size() > 1);
  }

  @ParameterizedTest
  @EnumSource
  void duckDbCountsEveryRecord(LogForm form) throws IOException, SQLException {
    LogFiles.Written written = write(form, "logs");

    assertThat(ask("SELECT sum(n)", form, written)).isEqualTo(written.records());
  }

  @Test
  void duckDbFindsTheGroupsThatSluiceFinds() throws IOException, SQLException {
    LogFiles.Written written = write(LogForm.VNET, "logs");
    EndpointDictionary endpoints = new EndpointDictionary();
    Set<List<Object>> groups = new HashSet<>();

    for (Path path : written.paths()) {
      try (InputStream in = Files.newInputStream(path)) {
        new LogDecoder(endpoints, new ObserverDictionary(), Optional.of(LogFormat.VNET))
            .decode(
                "log",
                in,
                flow -> {
                  groups.add(
                      List.of(
                          flow.source,
                          flow.destination,
                          flow.destinationPort,
                          flow.protocol,
                          flow.verdict == ObservedVerdict.FILTERED));
                  return Outcome.USED;
                });
      }
    }

    assertThat(ask("SELECT count(*)", LogForm.VNET, written)).isEqualTo(groups.size());
  }

  private static long ask(String what, LogForm form, LogFiles.Written written) throws SQLException {
    List<String> paths = written.paths().stream().map(Path::toString).toList();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(what + " FROM (" + DuckDbQuery.grouped(form, paths) + ")")) {
      result.next();
      return result.getLong(1);
    }
  }
}
