package io.sluice.recommender.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The example's logs from nodes whose clocks are minutes ahead or behind, once as files and once as
 * single records, of which some come when others that are two hours younger have come.
 */
final class SkewedExample {
  private static final Duration LATE = Duration.ofHours(2);
  private static final int MOST_SKEW_SECONDS = 600;
  private static final Pattern TIME = Pattern.compile("(?<=\"time\":\")[^\"]+");
  private static final JsonMapper JSON = new JsonMapper();

  private record Timed(Instant at, String text) {}

  private final Random random;
  private final Path files;
  private final List<Timed> records = new ArrayList<>();
  private final Map<String, Duration> skews = new HashMap<>();

  /**
   * Writes the files.
   *
   * @param files an empty folder for them
   */
  SkewedExample(Path files, Random random) throws IOException {
    this.files = files;
    this.random = random;
    try (Stream<Path> walk = Files.walk(ExampleFolder.logs())) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        take(file);
      }
    }
  }

  private void take(Path file) throws IOException {
    Path name = ExampleFolder.logs().relativize(file);
    Path target = files.resolve(name.toString().replaceFirst("\\.gz$", ""));
    Files.createDirectories(target.getParent());
    if (name.startsWith("vnet")) {
      Files.copy(file, target);
      for (JsonNode record : JSON.readTree(Files.readAllBytes(file)).path("records")) {
        add(record.toString(), record.path("time").textValue());
      }
      return;
    }
    Duration skew = skew(name.getName(1).toString());
    List<String> lines = ExampleFolder.text(file).lines().map(line -> skewed(line, skew)).toList();
    Files.write(target, lines);
    for (String line : lines) {
      add(line, JSON.readTree(line).path("time").textValue());
    }
  }

  /** What a node's clock is ahead, always the same. */
  private Duration skew(String node) {
    return skews.computeIfAbsent(
        node,
        n -> Duration.ofSeconds(random.nextInt(2 * MOST_SKEW_SECONDS + 1) - MOST_SKEW_SECONDS));
  }

  private static String skewed(String line, Duration skew) {
    return TIME.matcher(line).replaceAll(time -> Instant.parse(time.group()).plus(skew).toString());
  }

  private void add(String record, String time) {
    records.add(new Timed(Instant.parse(time), record));
  }

  /** The files as they were written. */
  Path files() {
    return files;
  }

  /** The records by their time; some of those that are old enough come at the end, in any order. */
  List<byte[]> lateOnesLast() {
    List<Timed> inTime = new ArrayList<>(records);
    inTime.sort(Comparator.comparing(Timed::at));
    Instant old = inTime.get(inTime.size() - 1).at().minus(LATE);
    List<Timed> late =
        inTime.stream().filter(one -> one.at().isBefore(old) && random.nextInt(5) == 0).toList();
    inTime.removeAll(late);
    List<Timed> last = new ArrayList<>(late);
    Collections.shuffle(last, random);
    return Stream.concat(inTime.stream(), last.stream())
        .map(one -> one.text().getBytes(UTF_8))
        .toList();
  }
}
