package io.sluice.recommender.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.live.ClusterApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An API server in memory, as far as lists and watches go: one count of versions, pages with
 * continue tokens, events since a version, bookmarks; and what goes wrong with real ones: kinds
 * that are forbidden or not there, forgotten versions, expired tokens, connections that are cut.
 */
final class FakeCluster implements ClusterApi {
  static final ObjectMapper JSON = new ObjectMapper();

  private record Happened(long version, String path, String type, ObjectNode object) {}

  /** The objects of each path that the cluster has, by namespace and name. */
  private final Map<String, TreeMap<String, ObjectNode>> objects = new TreeMap<>();

  private final List<Happened> events = new ArrayList<>();
  private final Set<String> forbidden = new HashSet<>();
  private final List<Watching> watches = new ArrayList<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private long version = 100;
  private long forgottenUntil;
  private int pageSize = Integer.MAX_VALUE;
  private int expiring;
  private boolean down;
  private boolean goneInsideTheWatch;

  /** A watch under way, whose events somebody may be waiting for. */
  private static final class Watching extends InputStream {
    private static final byte[] END = new byte[0];
    private static final byte[] CUT = new byte[0];

    private final String path;
    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    private byte[] line = new byte[0];
    private int at;

    /** Whether everything was read and dealt with. */
    private boolean waiting;

    synchronized void push(byte[] line) {
      waiting = false;
      lines.add(line);
    }

    synchronized boolean isWaiting() {
      return waiting;
    }

    Watching(String path) {
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      while (at == line.length) {
        synchronized (this) {
          waiting = lines.isEmpty();
        }
        try {
          line = lines.take();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
        if (line == CUT) {
          throw new IOException("the connection was cut");
        }
        if (line == END) {
          lines.add(END);
          return -1;
        }
        at = 0;
      }
      int some = Math.min(length, line.length - at);
      System.arraycopy(line, at, into, from, some);
      at += some;
      return some;
    }

    @Override
    public void close() {
      lines.add(END);
    }
  }

  /** Has these kinds, without objects. */
  FakeCluster with(String... paths) {
    Arrays.stream(paths).forEach(path -> objects.put(path, new TreeMap<>()));
    return this;
  }

  synchronized void forbid(String path) {
    forbidden.add(path);
  }

  synchronized void allow(String path) {
    forbidden.remove(path);
  }

  /** Never more than so many objects in one answer, whatever is asked for. */
  synchronized void pages(int size) {
    pageSize = size;
  }

  /** The next so many continue tokens are expired. */
  synchronized void expire(int tokens) {
    expiring = tokens;
  }

  synchronized int count(String path) {
    return objects.get(path).size();
  }

  /** How often a path was asked for, without what follows the question mark. */
  synchronized int asked(String path) {
    return asked.getOrDefault(path, 0);
  }

  /** Makes, changes or removes an object, as its watchers see it. */
  synchronized void happen(String path, String type, ObjectNode object) {
    version++;
    ObjectNode now = object.deepCopy();
    ((ObjectNode) now.get("metadata")).put("resourceVersion", Long.toString(version));
    String key =
        now.path("metadata").path("namespace").asText() + "/" + now.at("/metadata/name").asText();
    if (type.equals("DELETED")) {
      objects.get(path).remove(key);
    } else {
      objects.get(path).put(key, now);
    }
    Happened event = new Happened(version, path, type, now);
    events.add(event);
    watches.stream()
        .filter(watch -> watch.path.equals(path))
        .forEach(watch -> watch.push(line(event.type, event.object)));
  }

  /** Says to every watch how far it has come. */
  synchronized void bookmark() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("resourceVersion", Long.toString(version));
    watches.forEach(watch -> watch.push(line("BOOKMARK", object)));
  }

  /** Whether somebody watches, and has dealt with everything. */
  synchronized boolean isQuiet() {
    return !watches.isEmpty() && watches.stream().allMatch(Watching::isWaiting);
  }

  /** Breaks all connections in the middle of an event, and answers nobody until {@link #up}. */
  synchronized void down() {
    down = true;
    watches.forEach(
        watch -> {
          watch.push("{\"type\":\"MODI".getBytes(StandardCharsets.UTF_8));
          watch.push(Watching.CUT);
        });
    watches.clear();
  }

  synchronized void up() {
    down = false;
  }

  /** Breaks all connections, and answers again at once. */
  synchronized void cut() {
    down();
    up();
  }

  /** Ends all watches as they end after their time. */
  synchronized void endWatches() {
    watches.forEach(watch -> watch.push(Watching.END));
    watches.clear();
  }

  /**
   * Forgets what happened until now: watches must begin anew.
   *
   * @param insideTheWatch whether a watch learns that from an event, not from the status
   */
  synchronized void forget(boolean insideTheWatch) {
    forgottenUntil = version;
    goneInsideTheWatch = insideTheWatch;
  }

  @Override
  public synchronized Answer get(String pathAndQuery, boolean streaming) throws IOException {
    URI uri = URI.create(pathAndQuery);
    String path = uri.getPath();
    asked.merge(path, 1, Integer::sum);
    if (down) {
      throw new IOException("the server is down");
    }
    if (forbidden.contains(path)) {
      return answer(403, status(403, "Forbidden", path + " is forbidden: nobody may list it"));
    }
    if (!objects.containsKey(path)) {
      return answer(404, "404 page not found\n");
    }
    Map<String, String> query = query(uri);
    return query.containsKey("watch") ? watch(path, query) : list(path, query);
  }

  private Answer watch(String path, Map<String, String> query) {
    long since = Long.parseLong(query.get("resourceVersion"));
    if (since < forgottenUntil && !goneInsideTheWatch) {
      return answer(410, status(410, "Expired", "too old resource version"));
    }
    Watching watch = new Watching(path);
    if (since < forgottenUntil) {
      watch.lines.add(
          ("{\"type\":\"ERROR\",\"object\":" + status(410, "Expired", "too old") + "}\n")
              .getBytes(StandardCharsets.UTF_8));
      watch.push(Watching.END);
    } else {
      events.stream()
          .filter(event -> event.version > since && event.path.equals(path))
          .forEach(event -> watch.push(line(event.type, event.object)));
      watches.add(watch);
    }
    return new Answer(200, OptionalLong.empty(), watch);
  }

  private Answer list(String path, Map<String, String> query) {
    int limit = Integer.parseInt(query.getOrDefault("limit", "0"));
    int most = limit == 0 ? Integer.MAX_VALUE : Math.min(limit, pageSize);
    int from = 0;
    if (query.containsKey("continue")) {
      if (expiring-- > 0) {
        return answer(410, status(410, "Expired", "the continue token is too old"));
      }
      from = Integer.parseInt(query.get("continue").substring("from=".length()));
    }
    List<ObjectNode> all = List.copyOf(objects.get(path).values());
    int until = (int) Math.min(all.size(), (long) from + most);
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    ArrayNode items = list.put("kind", "SomeList").put("apiVersion", "v1").putArray("items");
    all.subList(from, until).forEach(object -> items.add(withoutKind(object)));
    ObjectNode metadata = list.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(version));
    if (until < all.size()) {
      metadata.put("continue", "from=" + until);
    }
    return answer(200, list.toString());
  }

  /** The items of a typed list have neither. */
  private static ObjectNode withoutKind(ObjectNode object) {
    ObjectNode item = object.deepCopy();
    item.remove(List.of("kind", "apiVersion"));
    return item;
  }

  private static byte[] line(String type, ObjectNode object) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
    event.set("object", object);
    return (event + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String status(int code, String reason, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "Status")
        .put("message", message)
        .put("reason", reason)
        .put("code", code)
        .toString();
  }

  private static Answer answer(int status, String body) {
    return new Answer(
        status,
        OptionalLong.empty(),
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    for (String part : uri.getQuery().split("&", -1)) {
      int equals = part.indexOf('=');
      query.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return query;
  }

  @Override
  public String server() {
    return "https://cluster.example.com";
  }

  @Override
  public void close() {
    endWatches();
  }
}
