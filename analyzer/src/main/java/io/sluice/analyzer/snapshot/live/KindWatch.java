package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one kind, on a thread of its own: lists it, then watches from there on. A watch that
 * breaks is begun again where it was; where the server has forgotten that place (410), the kind is
 * listed again.
 */
final class KindWatch implements Runnable {
  private final ClusterWatch hub;
  private final LiveKind kind;
  private final String namespace;
  private final KindList list;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Where to begin the next watch; "" where the kind is to be listed first. */
  private String resourceVersion = "";

  private String path = "";
  private int failures;
  private volatile KindWatch.@Nullable Reading reading;

  /** When something was last heard that shows that nothing is missed. */
  private volatile long aliveNanos = System.nanoTime();

  /** Whether there is nothing to hear. */
  private volatile boolean resting;

  KindWatch(ClusterWatch hub, LiveKind kind, String namespace) {
    this.hub = hub;
    this.kind = kind;
    this.namespace = namespace;
    this.list = new KindList(hub.api(), kind, namespace, hub.clock());
  }

  /** A watch under way. */
  private static final class Reading {
    private final ClusterApi.Answer answer;
    private final long beganMillis;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean cutOff;

    Reading(ClusterApi.Answer answer, long beganMillis) {
      this.answer = answer;
      this.beganMillis = beganMillis;
    }

    void word() {
      lastNanos = System.nanoTime();
    }
  }

  LiveKind kind() {
    return kind;
  }

  String title() {
    return kind.title() + (namespace.isEmpty() ? "" : " of namespace " + namespace);
  }

  @Override
  public void run() {
    try {
      while (!isClosed()) {
        try {
          if (resourceVersion.isEmpty()) {
            relist();
          } else {
            watch();
          }
        } catch (IOException e) {
          failed(e);
        }
      }
    } catch (RuntimeException e) {
      if (!isClosed()) {
        hub.fatal(e);
      }
    }
  }

  void close() {
    closing.countDown();
    Reading now = reading;
    if (now != null) {
      closeQuietly(now);
    }
  }

  /** Cuts off a watch without a word for too long: the connection may be dead. */
  void checkSilence(Duration most) {
    Reading now = reading;
    if (now != null && System.nanoTime() - now.lastNanos > most.toNanos()) {
      now.cutOff = true;
      closeQuietly(now);
    }
  }

  /** For how long nobody knows what happened. */
  Duration unheard() {
    return resting ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - aliveNanos);
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  private static void closeQuietly(Reading reading) {
    try {
      reading.answer.close();
    } catch (IOException e) {
      // It is to be gone, and is.
      reading.cutOff = true;
    }
  }

  private void relist() throws IOException {
    KindList.Outcome outcome = list.ask();
    if (outcome instanceof KindList.Listed listed) {
      path = listed.path();
      resourceVersion = listed.resourceVersion();
      hub.listed(this, listed);
      alive();
    } else if (kind.isNeeded()) {
      throw LiveSnapshot.withoutPods(hub.api(), namespace, outcome);
    } else {
      leaveOut(outcome);
    }
  }

  /** A kind that is not there is one without objects; one that was allowed before is lost. */
  private void leaveOut(KindList.Outcome outcome) throws IOException {
    if (outcome instanceof KindList.Forbidden forbidden) {
      String reason = LiveSnapshot.notAllowed(kind, namespace, forbidden);
      if (hub.isListed(this)) {
        throw new IOException(reason);
      }
      hub.leftOut(this, reason);
    } else {
      hub.missing(this);
    }
    resting = true;
    pause(hub.patience().again());
    alive();
    resting = false;
  }

  private void watch() throws IOException {
    String query =
        "?watch=true&allowWatchBookmarks=true&timeoutSeconds="
            + Math.max(1, hub.patience().watchLife().toSeconds())
            + "&resourceVersion="
            + URLEncoder.encode(resourceVersion, StandardCharsets.UTF_8);
    long began = System.nanoTime();
    long beganMillis = hub.clock().millis();
    try (ClusterApi.Answer answer = hub.api().get(path + query, true)) {
      if (answer.status() == KindList.GONE || answer.status() == KindList.NOT_FOUND) {
        resourceVersion = "";
        return;
      }
      KindList.refuse(hub.api(), answer);
      Reading now = new Reading(answer, beganMillis);
      reading = now;
      try {
        read(now);
      } catch (IOException e) {
        throw now.cutOff ? silent(e) : e;
      } finally {
        reading = null;
      }
    }
    if (System.nanoTime() - began < hub.patience().firstPause().toNanos()) {
      pause(hub.patience().firstPause()); // a server that ends each watch at once is not stormed
    }
  }

  private IOException silent(@Nullable IOException cause) {
    return new IOException(
        "nothing was heard for " + hub.patience().silence().toSeconds() + " seconds", cause);
  }

  private void read(Reading now) throws IOException {
    try (JsonParser parser = KindList.JSON.createParser(now.answer.body())) {
      while (parser.nextToken() != null) {
        JsonNode event = parser.readValueAsTree();
        now.word();
        if (!take(event)) {
          return;
        }
      }
    }
    if (isClosed()) {
      return;
    }
    if (now.cutOff) {
      throw silent(null);
    }
    ended(now);
  }

  /**
   * A watch that lasted for its whole life told everything of it; of one cut short nobody knows.
   */
  private void ended(Reading watch) {
    long life = watch.beganMillis + hub.patience().watchLife().toMillis();
    if (hub.clock().millis() >= life) {
      hub.heard(this, life);
      alive();
    }
  }

  /** Takes one event; false where the watch cannot go on from here. */
  private boolean take(JsonNode event) throws IOException {
    String type = event.path("type").asText("");
    JsonNode object = event.path("object");
    if (type.equals("ERROR")) {
      if (object.path("code").asInt() == KindList.GONE) {
        resourceVersion = "";
        return false;
      }
      throw new IOException(
          "the watch broke off: " + object.path("message").asText("the server gave no reason"));
    }
    if (!(object instanceof ObjectNode tree)) {
      throw new IOException("the server's watch says something that is no event");
    }
    String version = tree.path("metadata").path("resourceVersion").asText("");
    switch (type) {
      case "ADDED" -> changed(Event.ADDED, tree);
      case "MODIFIED" -> changed(Event.MODIFIED, tree);
      case "DELETED" -> changed(Event.DELETED, tree);
      case "BOOKMARK" -> hub.heard(this);
      default -> throw new IOException("the server's watch has an event \"" + type + "\"");
    }
    resourceVersion = version.isEmpty() ? resourceVersion : version;
    alive();
    return true;
  }

  private void changed(Event event, ObjectNode tree) {
    String apiVersion = tree.path("apiVersion").asText(kind.apis().get(0));
    hub.event(this, event, KindList.reduced(kind.kind(), apiVersion, tree));
  }

  private void alive() {
    failures = 0;
    aliveNanos = System.nanoTime();
  }

  /** The first attempt after a working watch follows at once, and only its failure is told. */
  private void failed(IOException failure) {
    if (isClosed()) {
      return;
    }
    failures++;
    if (failures > 1) {
      hub.lost(this, Trouble.reason(failure));
      pause(hub.patience().pause(failures - 1));
    }
  }

  private void pause(Duration pause) {
    try {
      if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }
}
