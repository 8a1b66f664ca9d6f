package io.sluice.recommender.example;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files under {@code config/example} that are made out of the {@link World}: logs and snapshot.
 *
 * <p>Texts are compared, not compressed bytes: those differ from one zlib to the next.
 */
final class ExampleFiles {
  /** When the exporters' files were last rotated: older lines are in the compressed ones. */
  private static final Instant ROTATED = Instant.parse("2026-11-03T18:00:00Z");

  /** The hours of which there are VNet flow logs. */
  private static final List<Instant> LOGGED_BY_AZURE =
      List.of(Instant.parse("2026-11-02T01:00:00Z"), Instant.parse("2026-11-02T10:00:00Z"));

  private ExampleFiles() {}

  /** {@code config/example} in the sources. */
  static Path root() {
    return Path.of(System.getProperty("sluice.root"), "config", "example");
  }

  /** Text of every generated file by its path under {@link #root}. */
  static SortedMap<String, String> generated() {
    List<Conversation> conversations = Traffic.all();
    SortedMap<String, String> files = new TreeMap<>();
    for (HubbleLine line : hubbleLines(conversations)) {
      files.merge(hubblePath(line), line.json() + "\n", String::concat);
    }
    VnetLog.of(conversations, LOGGED_BY_AZURE, Optional.of(World.LOAD_BALANCER))
        .forEach((path, text) -> files.put("logs/vnet/" + path, text));
    files.put("cluster/cluster.json", Snapshot.json(World.CLUSTER));
    return files;
  }

  private static List<HubbleLine> hubbleLines(List<Conversation> conversations) {
    List<HubbleLine> lines = HubbleLog.of(World.CLUSTER, conversations, Set.of(World.API));
    HubbleSideLines.addTo(lines);
    Collections.sort(lines);
    return lines;
  }

  private static String hubblePath(HubbleLine line) {
    String file =
        line.at().isBefore(ROTATED) ? "events-2026-11-03T18-00-00.000.jsonl.gz" : "events.jsonl";
    return "logs/hubble/" + line.node().name() + "/" + file;
  }

  /** Text of every committed file of the kinds that are generated. */
  static SortedMap<String, String> committed() {
    SortedMap<String, String> files = new TreeMap<>();
    for (String folder : List.of("logs", "cluster")) {
      Path start = root().resolve(folder);
      if (!Files.isDirectory(start)) {
        continue;
      }
      try (Stream<Path> walk = Files.walk(start)) {
        walk.filter(Files::isRegularFile)
            .forEach(f -> files.put(root().relativize(f).toString().replace('\\', '/'), read(f)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** Writes what differs and removes what is no longer made. */
  static void write() throws IOException {
    SortedMap<String, String> wanted = generated();
    SortedMap<String, String> found = committed();
    for (String path : found.keySet()) {
      if (!wanted.containsKey(path)) {
        Files.delete(root().resolve(path));
      }
    }
    for (String path : wanted.keySet()) {
      String text = wanted.get(path);
      if (!text.equals(found.get(path))) {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, path.endsWith(".gz") ? gzip(text) : bytes(text));
      }
    }
  }

  private static String read(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      if (file.toString().endsWith(".gz")) {
        content = new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
