package io.sluice.ingest.decode;

import io.sluice.ingest.Flow;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whose tuples the record being read has, and of when. What it made of a text it keeps for the next
 * record: a blob is one interface's.
 *
 * <p>HOT PATH: allocates only for a text that differs from the one before. One thread's.
 */
final class AzureHead {
  /** A field and its text, kept when the record is over. */
  private static final class Field {
    private byte[] text = {};
    private boolean given;

    /** Takes a text; false where it is that of the last time. */
    boolean take(byte[] bytes, int from, int to) {
      given = true;
      if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
        return false;
      }
      text = Arrays.copyOfRange(bytes, from, to);
      return true;
    }

    String string() {
      return new String(text, StandardCharsets.US_ASCII);
    }
  }

  private final ObserverDictionary observers;
  private final Field time = new Field();
  private final Field mac = new Field();
  private final Field resource = new Field();
  private long millis = Timestamps.NONE;
  private Observer observer = Observer.nic("", "");
  private int observerId = Flow.ABSENT;

  AzureHead(ObserverDictionary observers) {
    this.observers = observers;
  }

  /** Begins a record. */
  void clear() {
    time.given = false;
    mac.given = false;
    resource.given = false;
  }

  void time(byte[] bytes, int from, int to) {
    if (time.take(bytes, from, to)) {
      millis = JsonValues.time(time.string());
    }
  }

  void mac(byte[] bytes, int from, int to) {
    if (mac.take(bytes, from, to)) {
      observer(AzureParser.normalMac(mac.string()), observer.resource());
    }
  }

  void resource(byte[] bytes, int from, int to) {
    if (resource.take(bytes, from, to)) {
      observer(observer.mac(), AzureParser.normalResource(resource.string()));
    }
  }

  private void observer(String mac, String resource) {
    observer = Observer.nic(mac, resource);
    observerId = Flow.ABSENT;
  }

  /** Whether all is known. */
  boolean complete() {
    return time.given
        && mac.given
        && resource.given
        && millis != Timestamps.NONE
        && !observer.mac().isEmpty()
        && !observer.resource().isEmpty();
  }

  /** Time of the record. */
  long millis() {
    return millis;
  }

  /** Whose they are, once it is complete. */
  Observer observer() {
    return observer;
  }

  /** The number of {@link #observer()}. */
  int observerId() {
    if (observerId == Flow.ABSENT) {
      observerId = observers.intern(observer);
    }
    return observerId;
  }
}
