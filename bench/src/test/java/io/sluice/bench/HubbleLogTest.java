package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoders;
import io.sluice.ingest.decode.LogDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link DecoderBenchmark} measures: both decoders say the same, and the fast one takes all.
 */
final class HubbleLogTest {
  private static final int LINES = 3_000;

  private static List<String> flows(LogDecoder decoder, EndpointDictionary endpoints, byte[] log)
      throws IOException {
    List<String> flows = new ArrayList<>();
    decoder.decode(
        "log",
        HubbleLog.repeated(log, 2),
        flow -> {
          flows.add(words(flow, endpoints));
          return Outcome.USED;
        });
    return flows;
  }

  private static String words(Flow flow, EndpointDictionary endpoints) {
    return String.join(
        " ",
        endpoints.get(flow.source).toString(),
        endpoints.get(flow.destination).toString(),
        flow.sourcePort + " " + flow.destinationPort + " " + flow.protocol + " " + flow.epochMillis,
        flow.orientation + " " + flow.verdict + " " + flow.connections + " " + flow.observer,
        flow.reporter + " " + flow.answer + " " + flow.family + " " + flow.flags);
  }

  private static LogDecoder decoder(EndpointDictionary endpoints, Decoders decoders) {
    return new LogDecoder(endpoints, new ObserverDictionary(), Optional.empty(), decoders);
  }

  @ParameterizedTest
  @EnumSource
  void bothDecodersSayTheSameAndTheFastOneTakesAll(HubbleLog.Form form) throws IOException {
    byte[] log = HubbleLog.of(form, LINES, 3);
    EndpointDictionary fastEnds = new EndpointDictionary();
    EndpointDictionary referenceEnds = new EndpointDictionary();
    LogDecoder fast = decoder(fastEnds, Decoders.FAST);

    List<String> found = flows(fast, fastEnds, log);

    assertThat(found).hasSize(2 * LINES);
    assertThat(found)
        .isEqualTo(flows(decoder(referenceEnds, Decoders.REFERENCE), referenceEnds, log));
    assertThat(fast.fastFlows()).isEqualTo(2 * LINES);
    assertThat(fast.referenceFlows()).isZero();
  }
}
