package io.sluice.recommender.world.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoders;
import io.sluice.ingest.decode.LogDecoder;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.make.WorldMaker;
import io.sluice.recommender.world.run.LogForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The logs of made-up worlds are read in place, and as the reference reads them. */
final class BlobsAreReadAlikeTest {
  private static final WorldOptions OPTIONS = WorldOptions.of(6, 3, Duration.ofHours(12));

  @TempDir private Path folder;

  private record Read(List<List<Object>> flows, long fastTuples) {}

  @ParameterizedTest
  @EnumSource(
      value = LogForm.class,
      names = {"VNET", "NSG"})
  void inPlaceAndByTheReference(LogForm form) throws IOException {
    WorldFiles.write(WorldMaker.make(OPTIONS), form.log(), folder);

    Read fast = read(Decoders.FAST);
    Read reference = read(Decoders.REFERENCE);

    assertThat(fast.flows()).hasSizeGreaterThan(200).isEqualTo(reference.flows());
    assertThat(fast.fastTuples()).isEqualTo(fast.flows().size());
    assertThat(reference.fastTuples()).isZero();
  }

  private Read read(Decoders decoders) throws IOException {
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    LogDecoder decoder = new LogDecoder(endpoints, observers, Optional.empty(), decoders);
    List<List<Object>> flows = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(path -> path.endsWith("PT1H.json")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          decoder.decode(
              "log",
              in,
              flow -> {
                flows.add(told(flow, endpoints, observers));
                return Outcome.USED;
              });
        }
      }
    }
    return new Read(flows, decoder.fastTuples());
  }

  private static List<Object> told(
      Flow flow, EndpointDictionary endpoints, ObserverDictionary observers) {
    return List.of(
        endpoints.get(flow.source),
        endpoints.get(flow.destination),
        flow.sourcePort,
        flow.destinationPort,
        flow.protocol,
        flow.epochMillis,
        List.of(flow.orientation, flow.reporter, flow.verdict, flow.answer, flow.family),
        flow.connections,
        List.of(flow.bytes, flow.flags, observers.get(flow.observer)));
  }
}
