package io.sluice.ingest.decode;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.decode.bytes.JsonBytes;
import java.nio.charset.StandardCharsets;

/**
 * Walks the records of {@link AzureParser} in place, those of the shapes that Azure and common
 * tools write, and hands on their tuples as that does.
 *
 * <p>It never takes anything back: where a record turns out to be of another shape, or to be
 * damaged, what was handed on is a beginning of what {@link AzureParser} finds, and {@link
 * #handedOn} says how long it is. A record that says only behind its tuples whose they are is
 * walked twice, so that nothing is handed on before all of it is known to be plain.
 *
 * <p>HOT PATH: allocates nothing for a tuple, and little for a record. One thread's. Oracle: {@code
 * FastAzureOracleTest}; benchmark: {@code AzureDecoderBenchmark}.
 */
final class FastAzureParser {
  private static final int MAX_DEPTH = 8;
  private static final byte[] PLATFORM_RULE = "PlatformRule".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] FLOWS = "flows".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FLOW_GROUPS = "flowGroups".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FLOW_TUPLES = "flowTuples".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RULE = "rule".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INTERFACE = "mac".getBytes(StandardCharsets.US_ASCII);

  private final AzureDecoder decoder;
  private final FileTally tally;
  private final FastAzureTuple tuple;
  private final JsonBytes json = new JsonBytes();
  private final AzureHead head;
  private byte[] bytes = {};
  private int limit;
  private char[] text = {};
  private boolean platformRule;
  private long handedOn;

  /** Whether tuples are only looked at. */
  private boolean looking;

  /** Where the tuples begin that wait for the record to say whose they are, or -1. */
  private int waitingAt;

  private LogFormat waiting = LogFormat.UNKNOWN;
  private boolean holdsFlows;

  FastAzureParser(
      AzureDecoder decoder, FastAzureTuple tuple, ObserverDictionary observers, FileTally tally) {
    this.decoder = decoder;
    this.tuple = tuple;
    this.tally = tally;
    head = new AzureHead(observers);
  }

  /** Reads one record; false where it is to be read by {@link AzureParser}. */
  boolean read(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    limit = offset + length;
    json.start(bytes, offset, limit);
    head.clear();
    handedOn = 0;
    waitingAt = -1;
    holdsFlows = false;
    record();
    if (json.lost() || !holdsFlows || json.position() != limit) {
      return false;
    }
    return waitingAt < 0 || readWaiting();
  }

  /** How many tuples of the record that was read last were handed on. */
  long handedOn() {
    return handedOn;
  }

  private boolean readWaiting() {
    if (!head.complete()) {
      return false;
    }
    looking = false;
    tally.recognise(waiting);
    json.start(bytes, waitingAt, limit);
    flows();
    return true;
  }

  private void record() {
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      AzureKey key = key();
      if (key == AzureKey.VNET || key == AzureKey.NSG) {
        tuples(key == AzureKey.VNET ? LogFormat.VNET : LogFormat.NSG);
      } else if (key == AzureKey.PASSED) {
        scalar();
      } else {
        json.text();
        head(key);
      }
    }
  }

  /** The key that was read last; what is none of them makes the record odd. */
  private AzureKey key() {
    AzureKey key = AzureKey.of(json);
    if (key == null) {
      json.giveUp();
      return AzureKey.PASSED;
    }
    return key;
  }

  private void head(AzureKey key) {
    if (json.lost()) {
      return;
    }
    switch (key) {
      case TIME -> head.time(bytes, json.from(), json.to());
      case MAC -> head.mac(bytes, json.from(), json.to());
      default -> head.resource(bytes, json.from(), json.to());
    }
  }

  private void tuples(LogFormat format) {
    if (waitingAt >= 0 || json.peek() != '{') {
      json.giveUp();
      return;
    }
    looking = !head.complete();
    if (looking) {
      waitingAt = json.position();
      waiting = format;
    } else if (format == LogFormat.VNET) {
      tally.recognise(format);
    }
    flows();
    if (!json.lost() && holdsFlows && !looking) {
      tally.recognise(format);
    }
  }

  /** Walks {@code flowRecords} of a VNet log, or {@code properties} of an NSG log. */
  private void flows() {
    platformRule = false;
    boolean found = false;
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      if (json.is(FLOWS)) {
        found = true;
        groups(0);
      } else {
        scalar();
      }
    }
    if (!found) {
      json.giveUp();
    }
    holdsFlows = found;
  }

  private void groups(int depth) {
    if (depth > MAX_DEPTH) {
      json.giveUp();
    }
    for (boolean more = json.enterArray(); more; more = json.nextItem()) {
      group(depth);
    }
  }

  private void group(int depth) {
    boolean outer = platformRule;
    for (boolean more = json.enterObject(); more; more = json.nextField()) {
      if (json.is(FLOW_TUPLES)) {
        tupleTexts();
      } else if (json.is(FLOW_GROUPS) || json.is(FLOWS)) {
        groups(depth + 1);
      } else if (json.is(RULE)) {
        json.text();
        platformRule = json.is(PLATFORM_RULE);
      } else if (json.is(INTERFACE)) {
        json.text();
      } else {
        scalar();
      }
    }
    platformRule = outer;
  }

  private void tupleTexts() {
    for (boolean more = json.enterArray(); more; more = json.nextItem()) {
      if (looking) {
        json.text();
      } else {
        tupleText();
      }
    }
  }

  private void tupleText() {
    int next =
        json.peek() == '"'
            ? tuple.read(bytes, json.position() + 1, limit, decoder.flow())
            : FastAzureTuple.NOT_PLAIN;
    if (next >= 0) {
      decoder.acceptRead(tuple.kind(), head, platformRule);
      json.pass(next - json.position());
      handedOn++;
      return;
    }
    json.text();
    if (!json.lost()) {
      decoder.accept(
          text(), 0, json.to() - json.from(), head.observer(), head.millis(), platformRule);
      handedOn++;
    }
  }

  /** Passes a text or a whole number. */
  private void scalar() {
    if (json.peek() == '"') {
      json.text();
    } else {
      json.number();
    }
  }

  /** The text that was read last, as characters. */
  private char[] text() {
    int length = json.to() - json.from();
    if (text.length < length) {
      text = new char[2 * length];
    }
    for (int i = 0; i < length; i++) {
      text[i] = (char) bytes[json.from() + i];
    }
    return text;
  }
}
