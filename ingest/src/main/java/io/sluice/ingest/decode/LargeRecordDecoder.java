package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.io.IOException;

/**
 * Walks a record that is too large to stand in memory, for the tuples of an Azure flow log: a busy
 * interface can write more than {@link ObjectScan#MAX_RECORD} bytes in a minute. A record of any
 * other format is one flow and never that large; it counts as malformed.
 */
final class LargeRecordDecoder {
  private static final String LOST =
      "a record larger than "
          + (ObjectScan.MAX_RECORD >> 20)
          + " MiB could not be read to its end: how many flows it held is unknown";

  private final AzureParser azure;
  private final Shape shape = new Shape();
  private final Delivery delivery;
  private final FileTally tally;
  private boolean hasFlows;

  LargeRecordDecoder(AzureDecoder azureDecoder, Delivery delivery) {
    azure = new AzureParser(azureDecoder);
    this.delivery = delivery;
    tally = delivery.tally();
  }

  /** Reads the record that the splitter just found, and counts what it holds. */
  void decode(RecordSplitter splitter) throws IOException {
    Piece piece = splitter.piece();
    azure.clear();
    shape.clear();
    hasFlows = false;
    try (JsonParser p = JsonValues.parser(splitter.stream())) {
      walk(p, splitter);
    }
    String problem = piece.problem();
    if (problem != null) {
      tally.found();
      tally.bad(
          piece.cut() ? Outcome.TRUNCATED : Outcome.MALFORMED,
          piece,
          ObjectScan.TOO_LARGE + ", and " + problem);
      tally.note(LOST);
    } else if (!hasFlows) {
      tally.foreign(shape.format());
      tally.found();
      delivery.unreadable(ObjectScan.TOO_LARGE);
      tally.note(LOST);
    }
  }

  private void walk(JsonParser p, RecordSplitter splitter) throws IOException {
    try {
      p.nextToken();
      for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
        p.nextToken();
        field(name, p);
      }
      splitter.walked(p.currentLocation().getByteOffset());
    } catch (JsonProcessingException e) {
      splitter.brokeOff(p.currentLocation().getByteOffset(), e instanceof JsonEOFException);
    } finally {
      azure.finish();
    }
  }

  private void field(String name, JsonParser p) throws IOException {
    boolean object = p.currentToken() == JsonToken.START_OBJECT;
    if (object && name.equals("flowRecords")) {
      tally.recognise(LogFormat.VNET);
      hasFlows |= azure.flows(p);
    } else if (object && name.equals("properties")) {
      hasFlows |= azure.flows(p);
    } else if (object && name.equals("flow")) {
      hubble(p);
    } else if (name.equals("time")) {
      azure.time(JsonValues.time(p));
    } else if (!azure.owner(name, p)) {
      shape.note(name);
      p.skipChildren();
    }
  }

  /** Shows what the file holds; the flow is not read. */
  private void hubble(JsonParser p) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("verdict")) {
        tally.recognise(LogFormat.HUBBLE);
      }
      p.skipChildren();
    }
  }
}
