package io.sluice.recommender.world.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoders;
import io.sluice.ingest.decode.LogDecoder;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.make.WorldMaker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs of a world, in every format: both decoders tell the same, and the fast one leaves none. */
final class WorldLogsByBothDecodersTest {
  private static final WorldOptions OPTIONS = WorldOptions.of(3, 4, Duration.ofHours(6));

  @TempDir private Path folder;

  /** All flows of some files as words, by one decoder. */
  private static final class Reading {
    final EndpointDictionary endpoints = new EndpointDictionary();
    final ObserverDictionary observers = new ObserverDictionary();
    final List<String> flows = new ArrayList<>();
    final LogDecoder decoder;

    Reading(Decoders decoders, List<Path> files) throws IOException {
      decoder = new LogDecoder(endpoints, observers, Optional.empty(), decoders);
      for (Path file : files) {
        try (InputStream in = open(file)) {
          decoder.decode(file.toString(), in, this::take);
        }
      }
    }

    private static InputStream open(Path file) throws IOException {
      InputStream in = new BufferedInputStream(Files.newInputStream(file));
      return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /** Records and tuples that were read without the reference. */
    long inPlace() {
      return decoder.fastFlows() + decoder.fastTuples();
    }

    private Outcome take(Flow flow) {
      flows.add(
          String.join(
              " ",
              endpoints.get(flow.source).toString(),
              endpoints.get(flow.destination).toString(),
              flow.observer < 0 ? "" : observers.get(flow.observer).toString(),
              flow.sourcePort + " " + flow.destinationPort + " " + flow.protocol,
              flow.epochMillis + " " + flow.connections + " " + flow.bytes + " " + flow.flags,
              flow.orientation + " " + flow.reporter + " " + flow.verdict + " " + flow.answer,
              flow.vantage + " " + flow.family));
      return Outcome.USED;
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothDecodersTellTheSameAndTheFastOneLeavesNone(LogForm form) throws IOException {
    World world = WorldMaker.make(OPTIONS);
    form.log().write(world, world.training(), folder);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }

    Reading fast = new Reading(Decoders.FAST, files);
    Reading reference = new Reading(Decoders.REFERENCE, files);

    assertThat(fast.flows).hasSizeGreaterThan(500).isEqualTo(reference.flows);
    assertThat(fast.inPlace()).isGreaterThanOrEqualTo(fast.flows.size());
    assertThat(fast.decoder.referenceFlows()).isZero();
    assertThat(reference.inPlace()).isZero();
  }
}
