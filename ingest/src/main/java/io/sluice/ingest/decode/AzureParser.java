package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.Observer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Walks one record of an Azure flow log (a minute of one network interface) and hands on its
 * tuples.
 *
 * <pre>{"time":"2026-03-02T10:00:52.5625085Z","flowLogVersion":4,"macAddress":"0022487BC205",
 *  "targetResourceID":"/subscriptions/…","flowRecords":{"flows":[{"aclID":"…",
 *   "flowGroups":[{"rule":"UserRule_web","flowTuples":["1786653162636,…"]}]}]}}</pre>
 *
 * NSG logs have {@code resourceId} and {@code properties.flows[].flows[].flowTuples}. The order of
 * keys differs between producers: tuples that come before the record says whose they are wait for
 * the end of the record, or until {@link #MAX_WAITING_CHARS} of them wait; those are handed on
 * without an interface.
 */
final class AzureParser {
  /** Takes the tuples of a record. */
  @FunctionalInterface
  interface TupleSink {
    /**
     * Takes one tuple; the text is good only during the call.
     *
     * @param observer whose interface it was
     * @param recordMillis time of the record, or {@link Timestamps#NONE}
     * @param platformRule whether Azure's platform rule let it through
     */
    void accept(
        char[] text,
        int offset,
        int length,
        Observer observer,
        long recordMillis,
        boolean platformRule);
  }

  /** So much text of tuples may wait. */
  private static final int MAX_WAITING_CHARS = 2 * ObjectScan.MAX_RECORD;

  private record Waiting(String tuple, String interfaceMac, boolean platformRule) {}

  private final TupleSink sink;
  private final List<Waiting> waiting = new ArrayList<>();
  private long waitingChars;
  private String mac = "";
  private String resource = "";
  private String rule = "";
  private String interfaceMac = "";
  private long millis = Timestamps.NONE;
  private Observer observer = Observer.nic("", "");

  AzureParser(TupleSink sink) {
    this.sink = sink;
  }

  void clear() {
    waiting.clear();
    waitingChars = 0;
    mac = "";
    resource = "";
    rule = "";
    interfaceMac = "";
    millis = Timestamps.NONE;
  }

  void time(long epochMillis) {
    millis = epochMillis;
  }

  /** Takes a field of the record that says whose it is; false where the field is another. */
  boolean owner(String name, JsonParser p) throws IOException {
    switch (name) {
      case "macAddress" -> mac = normalMac(JsonValues.text(p));
      case "targetResourceID", "targetResourceId", "resourceId", "resourceID" ->
          resource = normalResource(JsonValues.text(p));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Walks {@code flowRecords} of a VNet log, or {@code properties} of an NSG log. */
  boolean flows(JsonParser p) throws IOException {
    boolean found = false;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      boolean array = p.nextToken() == JsonToken.START_ARRAY;
      if (array && name.equals("flows")) {
        found = true;
        groups(p);
      } else {
        p.skipChildren();
      }
    }
    return found;
  }

  /** Hands on what waits; to be called once at the end of a record, however it ends. */
  void finish() {
    List<Waiting> tuples = List.copyOf(waiting);
    waiting.clear();
    waitingChars = 0;
    for (Waiting tuple : tuples) {
      char[] text = tuple.tuple().toCharArray();
      sink.accept(
          text, 0, text.length, observer(tuple.interfaceMac()), millis, tuple.platformRule());
    }
  }

  /** Walks an array of objects that hold tuples, or further arrays of such objects. */
  private void groups(JsonParser p) throws IOException {
    while (p.nextToken() != JsonToken.END_ARRAY) {
      if (p.currentToken() == JsonToken.START_OBJECT) {
        group(p);
      } else {
        p.skipChildren();
      }
    }
  }

  private void group(JsonParser p) throws IOException {
    String outerRule = rule;
    String outerMac = interfaceMac;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      boolean array = p.nextToken() == JsonToken.START_ARRAY;
      switch (name) {
        case "rule" -> rule = JsonValues.text(p);
        case "mac" -> interfaceMac = normalMac(JsonValues.text(p));
        case "flowGroups", "flows" -> {
          if (array) {
            groups(p);
          } else {
            p.skipChildren();
          }
        }
        case "flowTuples" -> {
          if (array) {
            tuples(p);
          } else {
            p.skipChildren();
          }
        }
        default -> p.skipChildren();
      }
    }
    rule = outerRule;
    interfaceMac = outerMac;
  }

  private void tuples(JsonParser p) throws IOException {
    boolean platformRule = rule.equals("PlatformRule");
    boolean known = !mac.isEmpty() && !resource.isEmpty() && millis != Timestamps.NONE;
    while (p.nextToken() != JsonToken.END_ARRAY) {
      if (p.currentToken() != JsonToken.VALUE_STRING) {
        p.skipChildren();
        sink.accept(new char[0], 0, 0, observer(interfaceMac), millis, platformRule);
      } else if (known) {
        sink.accept(
            p.getTextCharacters(),
            p.getTextOffset(),
            p.getTextLength(),
            observer(interfaceMac),
            millis,
            platformRule);
      } else {
        waiting.add(new Waiting(p.getText(), interfaceMac, platformRule));
        waitingChars += p.getTextLength();
        if (waitingChars > MAX_WAITING_CHARS) {
          finish();
        }
      }
    }
  }

  private Observer observer(String interfaceMac) {
    String address = mac.isEmpty() ? interfaceMac : mac;
    if (!observer.mac().equals(address) || !observer.resource().equals(resource)) {
      observer = Observer.nic(address, resource);
    }
    return observer;
  }

  /** An interface's address as {@link Observer} has it. */
  static String normalMac(String mac) {
    return mac.replace("-", "").replace(":", "").toUpperCase(Locale.ROOT);
  }

  /** A resource id as {@link Observer} has it. */
  static String normalResource(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
