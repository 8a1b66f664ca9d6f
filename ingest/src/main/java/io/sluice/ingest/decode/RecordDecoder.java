package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns one JSON record into flows: peels what it is wrapped in, recognises its format from its
 * keys, and has the format's parser read it in the same pass.
 *
 * <p>What a record is shows only at its end (a bare Hubble flow is an object with a verdict and
 * ends, in any order), so each level of wrapping has a {@link Level} that gathers what every format
 * would need; {@link #conclude} then decides.
 */
final class RecordDecoder {
  private static final int MAX_WRAPPING = 3;

  /** What one object has shown so far. */
  private final class Level {
    final HubbleRecord hubble = new HubbleRecord();
    final AzureParser azure = new AzureParser(azureDecoder);
    GkeRecord gke = new GkeRecord();

    /** A record of GKE that is the object's payload; the object may say more of it at its end. */
    GkeRecord payload = new GkeRecord();

    boolean hasPayload;

    final CalicoRecord calico = new CalicoRecord();
    final NetworkLogRow row = new NetworkLogRow();
    final Shape shape = new Shape();
    boolean sideLine;

    /** Whether the object held records, or at least a place for them. */
    boolean wrapper;

    /** Whether what was read so far is one; logs of the firewall and of flows have like keys. */
    boolean isGke() {
      return shape.format() == LogFormat.GKE_POLICY;
    }

    /** Whether what was read so far is a row of Log Analytics. */
    boolean isRow() {
      return shape.format() == LogFormat.CONTAINER_NETWORK_LOGS;
    }

    void clear() {
      hubble.clear();
      azure.clear();
      gke.clear();
      payload.clear();
      hasPayload = false;
      calico.clear();
      row.clear();
      shape.clear();
      sideLine = false;
      wrapper = false;
    }
  }

  private final FileTally tally;
  private final Delivery delivery;
  private final HubbleDecoder hubbleDecoder;
  private final AzureDecoder azureDecoder;
  private final GkeDecoder gkeDecoder;
  private final CalicoDecoder calicoDecoder;
  private final LargeRecordDecoder largeRecordDecoder;
  private long flows;
  private final @Nullable FastAzureParser fastAzure;
  private final Level[] levels = new Level[MAX_WRAPPING + 1];

  RecordDecoder(
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      Delivery delivery,
      @Nullable FastAzureTuple fastTuple) {
    this.delivery = delivery;
    tally = delivery.tally();
    hubbleDecoder = new HubbleDecoder(endpoints, observers, delivery);
    azureDecoder = new AzureDecoder(endpoints, observers, delivery);
    gkeDecoder = new GkeDecoder(endpoints, observers, delivery);
    calicoDecoder = new CalicoDecoder(endpoints, observers, delivery);
    largeRecordDecoder = new LargeRecordDecoder(azureDecoder, delivery);
    fastAzure =
        fastTuple == null ? null : new FastAzureParser(azureDecoder, fastTuple, observers, tally);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = new Level();
    }
  }

  /**
   * Reads one record; all that it holds has been counted when this returns.
   *
   * @throws JsonProcessingException where it is not valid JSON; what came before has been counted
   */
  void decode(byte[] bytes, int offset, int length) throws IOException {
    if (fastAzure == null) {
      reference(bytes, offset, length);
    } else if (!fastAzure.read(bytes, offset, length)) {
      azureDecoder.skip(fastAzure.handedOn());
      try {
        reference(bytes, offset, length);
      } finally {
        azureDecoder.skip(0);
      }
    }
  }

  private void reference(byte[] bytes, int offset, int length) throws IOException {
    try (JsonParser p = JsonValues.parser(bytes, offset, length)) {
      if (p.nextToken() != null && !value(p, 0, Timestamps.NONE)) {
        unreadable("no JSON object");
      }
    }
  }

  /** Takes a flow that was read elsewhere. */
  void take(HubbleRecord flow) {
    hubbleDecoder.take(flow);
  }

  /** How many Hubble flows were read here. */
  long flows() {
    return flows;
  }

  /** How many tuples were read in place. */
  long fastTuples() {
    return azureDecoder.fast();
  }

  /** Reads a record that is {@link Piece#large}; all of it has been counted then. */
  void decodeLarge(RecordSplitter splitter) throws IOException {
    largeRecordDecoder.decode(splitter);
  }

  /** Reads a value at which a record or several may stand; false where none does. */
  private boolean value(JsonParser p, int depth, long outerTime) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.START_OBJECT && depth <= MAX_WRAPPING) {
      object(p, depth, outerTime);
      return true;
    }
    if (token == JsonToken.START_ARRAY && depth <= MAX_WRAPPING) {
      while (p.nextToken() != JsonToken.END_ARRAY) {
        if (!value(p, depth, outerTime)) {
          unreadable("no JSON object in an array of records");
        }
      }
      return true;
    }
    if (token == JsonToken.VALUE_STRING && depth <= MAX_WRAPPING) {
      return text(p.getText(), depth, outerTime);
    }
    p.skipChildren();
    return false;
  }

  /** Reads a string that may hold JSON. */
  private boolean text(String text, int depth, long outerTime) throws IOException {
    String json = text.strip();
    if (!json.startsWith("{") && !json.startsWith("[")) {
      return false;
    }
    try (JsonParser p = JsonValues.parser(json)) {
      while (p.nextToken() != null) {
        value(p, depth, outerTime);
      }
    } catch (JsonProcessingException e) {
      unreadable("not valid JSON inside a string");
    }
    return true;
  }

  private void object(JsonParser p, int depth, long outerTime) throws IOException {
    fields(p, levels[depth], depth, outerTime);
    conclude(levels[depth]);
  }

  private void fields(JsonParser p, Level level, int depth, long outerTime) throws IOException {
    level.clear();
    level.hubble.outerTime = outerTime;
    boolean whole = false;
    try {
      for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
        p.nextToken();
        field(name, p, level, depth);
      }
      whole = true;
    } finally {
      level.azure.finish();
      if (!whole) {
        recognisePart(level);
      }
    }
  }

  private void field(String name, JsonParser p, Level level, int depth) throws IOException {
    boolean object = p.currentToken() == JsonToken.START_OBJECT;
    switch (name) {
      case "flow" -> {
        if (object) {
          HubbleParser.flow(p, level.hubble);
        } else {
          p.skipChildren();
        }
      }
      case "time" -> {
        long time = JsonValues.time(p);
        level.hubble.lineHasTime = true;
        level.hubble.outerTime = time == Timestamps.NONE ? level.hubble.outerTime : time;
        level.azure.time(level.hubble.outerTime);
      }
      case "node_name", "nodeName" -> {
        level.hubble.outerNodeName = JsonValues.text(p);
        level.gke.node = level.hubble.outerNodeName;
      }
      case "lost_events", "lostEvents" -> {
        level.sideLine = true;
        lostEvents(p);
      }
      case "node_status",
          "nodeStatus",
          "agent_event",
          "agentEvent",
          "debug_event",
          "debugEvent" -> {
        level.sideLine = true;
        p.skipChildren();
      }
      case "flowRecords" -> azure(p, level, LogFormat.VNET);
      case "properties" -> azure(p, level, LogFormat.NSG);
      case "records", "flows", "items" -> {
        boolean array = p.currentToken() == JsonToken.START_ARRAY;
        level.wrapper |= array;
        wrapped(name, p, level, depth);
      }
      case "value", "data", "event", "result", "log", "message", "body", "_raw" ->
          wrapped(name, p, level, depth);
      case "jsonPayload" -> payload(name, p, level, depth);
      default -> {
        level.shape.note(name);
        if (!level.azure.owner(name, p)
            && !level.gke.field(name, p)
            && !level.calico.field(name, p)
            && !level.row.field(name, p, level.hubble)
            && !HubbleParser.field(name, p, level.hubble)) {
          p.skipChildren();
        }
      }
    }
  }

  private void wrapped(String name, JsonParser p, Level level, int depth) throws IOException {
    level.shape.note(name);
    long time = level.hubble.outerTime;
    if (p.currentToken().isScalarValue() && p.currentToken() != JsonToken.VALUE_STRING) {
      return;
    }
    level.wrapper |= value(p, depth + 1, time);
  }

  /** Cloud Logging keeps the time and the cluster of a record beside it, mostly behind it. */
  private void payload(String name, JsonParser p, Level level, int depth) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT || depth == MAX_WRAPPING) {
      wrapped(name, p, level, depth);
      return;
    }
    level.shape.note(name);
    level.wrapper = true;
    Level inner = levels[depth + 1];
    fields(p, inner, depth + 1, level.hubble.outerTime);
    if (inner.isGke() && !level.hasPayload) {
      GkeRecord spare = level.payload;
      level.payload = inner.gke;
      inner.gke = spare;
      level.hasPayload = true;
    } else {
      conclude(inner);
    }
  }

  private void azure(JsonParser p, Level level, LogFormat format) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return;
    }
    if (format == LogFormat.VNET) {
      tally.recognise(format);
    }
    if (level.azure.flows(p)) {
      tally.recognise(format);
      level.wrapper = true;
    }
  }

  /** A damaged record still shows what the file holds. */
  private void recognisePart(Level level) {
    if (level.isRow()) {
      tally.recognise(LogFormat.CONTAINER_NETWORK_LOGS);
    } else if (level.hubble.isFlow() || level.sideLine) {
      tally.recognise(LogFormat.HUBBLE);
    } else if (level.isGke() || level.hasPayload) {
      tally.recognise(LogFormat.GKE_POLICY);
    } else {
      tally.foreign(level.shape.format());
    }
  }

  /** Decides what an object was, after all of it was read. */
  private void conclude(Level level) {
    if (level.isRow()) {
      row(level);
    } else if (level.hubble.isFlow()) {
      flows++;
      hubbleDecoder.take(level.hubble);
    } else if (level.sideLine) {
      tally.recognise(LogFormat.HUBBLE);
      tally.found();
      tally.count(Outcome.NOT_A_FLOW);
    } else if (level.hasPayload) {
      gkeDecoder.take(level.payload, level.gke, level.hubble.outerTime);
    } else if (level.isGke()) {
      gkeDecoder.take(level.gke, level.gke, level.hubble.outerTime);
    } else if (level.shape.format() == LogFormat.CALICO) {
      calicoDecoder.take(level.calico);
    } else if (level.wrapper) {
      tally.foreign(level.shape.format());
    } else {
      foreign(level.shape.format());
    }
  }

  private void row(Level level) {
    tally.recognise(LogFormat.CONTAINER_NETWORK_LOGS);
    if (level.row.isBad()) {
      unreadable("a column that should hold JSON holds something else");
      return;
    }
    level.row.finish(level.hubble);
    flows++;
    hubbleDecoder.take(level.hubble);
  }

  private void foreign(LogFormat format) {
    tally.foreign(format);
    unreadable(
        format == LogFormat.UNKNOWN
            ? "a JSON object of no known format"
            : "looks like " + format.title() + ", which is not read here");
  }

  /** Something stands where a record should, and is none. */
  private void unreadable(String problem) {
    tally.found();
    delivery.unreadable(problem);
  }

  private void lostEvents(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return;
    }
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("num_events_lost") || name.equals("numEventsLost")) {
        tally.lost(JsonValues.number(p, 0));
      } else {
        p.skipChildren();
      }
    }
  }
}
