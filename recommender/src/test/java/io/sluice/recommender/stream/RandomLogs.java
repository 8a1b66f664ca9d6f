package io.sluice.recommender.stream;

import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.emit.WorldFiles;
import io.sluice.recommender.world.make.WorldMaker;
import io.sluice.recommender.world.run.LogForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Logs of a random cluster in a random format, by nodes with wrong clocks, with lines that are
 * broken, twice there or out of order.
 *
 * @param logs their folder
 * @param cluster a snapshot of the cluster
 */
record RandomLogs(Path logs, Path cluster) {
  private static final List<String> POISON =
      List.of(
          "", "poison", "{\"flow\":{\"time\":\"2026-11-0", "{}", "[1]", "null", "{\"flow\":{}}");
  private static final int MOST_LINES = 300;
  private static final int MOST_SKEW_SECONDS = 600;
  private static final Pattern TIME = Pattern.compile("(?<=\"time\":\")[^\"]+(?=\")");

  /** Makes them below a folder. */
  static RandomLogs make(long seed, Random random, Path folder) throws IOException {
    WorldOptions.Network network =
        WorldOptions.Network.values()[random.nextInt(WorldOptions.Network.values().length)];
    World world =
        WorldMaker.make(
            new WorldOptions(
                seed,
                1 + random.nextInt(2),
                Duration.ofMinutes(20 + random.nextInt(120)),
                "cilium",
                network,
                random.nextBoolean(),
                random.nextBoolean()));
    LogForm form = LogForm.values()[random.nextInt(LogForm.values().length)];
    WorldFiles files = WorldFiles.write(world, form.log(), Files.createDirectories(folder));
    try (Stream<Path> walk = Files.walk(files.logs())) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().endsWith(".log")) {
          Files.write(file, disturbed(Files.readAllLines(file), random));
        }
      }
    }
    return new RandomLogs(files.logs(), files.cluster().resolve("snapshot.json"));
  }

  /** Of one node. */
  private static List<String> disturbed(List<String> lines, Random random) {
    Duration skew =
        Duration.ofSeconds(random.nextInt(2 * MOST_SKEW_SECONDS + 1) - MOST_SKEW_SECONDS);
    List<String> some = new ArrayList<>(lines.subList(0, Math.min(lines.size(), MOST_LINES)));
    some.replaceAll(line -> skewed(line, skew));
    for (int i = random.nextInt(6); i > 0 && !some.isEmpty(); i--) {
      int at = random.nextInt(some.size());
      some.add(at, random.nextBoolean() ? some.get(at) : POISON.get(random.nextInt(POISON.size())));
    }
    if (random.nextBoolean()) {
      Collections.shuffle(some, random);
    } else { // some come late
      List<String> late = some.stream().filter(line -> random.nextInt(9) == 0).toList();
      some.removeAll(late);
      some.addAll(late);
    }
    return some;
  }

  private static String skewed(String line, Duration skew) {
    return TIME.matcher(line).replaceAll(time -> Instant.parse(time.group()).plus(skew).toString());
  }

  List<ClusterObject> objects() {
    return ClusterReader.read("", cluster, OptionalLong.empty()).objects();
  }

  /** The batches of each log by its name, in their order, cut anywhere. */
  Map<String, List<byte[]>> batches(Random random) {
    return ExampleBatches.byLog(
        logs, new BatchLimits(5 + random.nextInt(100), 500 + random.nextInt(60_000)));
  }
}
