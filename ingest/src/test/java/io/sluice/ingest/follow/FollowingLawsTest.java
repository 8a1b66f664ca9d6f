package io.sluice.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.Replayed;
import io.sluice.ingest.decode.RandomAzureLog;
import io.sluice.ingest.decode.RandomHubble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * A log that is followed while it is written gives what reading it gives once it is written, field
 * by field, with the same account, whenever it was looked at and however often the follower was
 * begun anew.
 */
final class FollowingLawsTest {
  private static final int LOGS = 300;

  /** Follows a log through some of its states; each follower has only the last checkpoint. */
  private static Replayed followed(List<byte[]> states, Random random) throws IOException {
    WrittenLog log = new WrittenLog();
    List<byte[]> values = new ArrayList<>();
    Optional<Checkpoint> checkpoint = Optional.empty();
    LogFollower follower = follower(random);
    for (int i = 0; i < states.size(); i++) {
      log.write(states.get(i));
      boolean settled = i == states.size() - 1;
      if (random.nextInt(3) == 0) {
        follower = follower(random); // the process was begun anew
      }
      Optional<LogStep> step = Optional.empty();
      do {
        step = follower.step(log.look(), checkpoint, settled);
        if (step.isPresent()) {
          values.addAll(step.get().batches());
          checkpoint = Optional.of(Checkpoint.read(step.get().next().bytes()));
        }
      } while (step.isPresent() && (step.get().more() || settled));
    }
    return Replayed.of(values);
  }

  private static LogFollower follower(Random random) {
    BatchLimits limits = new BatchLimits(1 + random.nextInt(40), 1 + random.nextInt(40_000));
    return new LogFollower(limits, "", 1 + random.nextInt(20_000));
  }

  private static void assertTheSame(String what, byte[] log, List<byte[]> states, Random random)
      throws IOException {
    Replayed expected = Replayed.directly(log, Optional.empty());

    Replayed found = followed(states, random);

    int same = 0;
    int both = Math.min(found.flows().size(), expected.flows().size());
    while (same < both && found.flows().get(same).equals(expected.flows().get(same))) {
      same++;
    }
    assertThat(found.flows().size()).as(what).isEqualTo(expected.flows().size());
    assertThat(same).as("%s: flows that are the same", what).isEqualTo(both);
    assertThat(found.names()).as(what).isEqualTo(expected.names());
    assertThat(found.summaries())
        .as(what)
        .usingRecursiveComparison()
        .ignoringFields("account.inPlace") // whoever decoded knows, as with edge tables
        .isEqualTo(expected.summaries());
  }

  /** The log as it grows, cut anywhere. */
  private static List<byte[]> growing(byte[] log, Random random) {
    int[] cuts = random.ints(random.nextInt(8), 0, log.length + 1).sorted().toArray();
    List<byte[]> states = new ArrayList<>();
    for (int cut : cuts) {
      states.add(Arrays.copyOf(log, cut));
    }
    states.add(log);
    return states;
  }

  @Test
  void linesThatAreAppended() throws IOException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + LOGS; seed++) {
      Random random = new Random(seed);
      byte[] log = new RandomHubble(seed).log(random.nextInt(60), false);
      assertTheSame("seed " + seed, log, growing(log, random), random);
    }
  }

  @Test
  void linesWithDamage() throws IOException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + LOGS; seed++) {
      Random random = new Random(seed);
      byte[] log = new RandomHubble(seed).log(random.nextInt(60), true);
      assertTheSame("seed " + seed, log, growing(log, random), random);
    }
  }

  @Test
  void blobsWhoseClosingBracketsAreOverwritten() throws IOException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + LOGS; seed++) {
      Random random = new Random(seed);
      String open = "{\"records\":[";
      StringBuilder log = new StringBuilder(open);
      List<byte[]> states = new ArrayList<>();
      int minutes = 1 + random.nextInt(6);
      for (int minute = 0; minute < minutes; minute++) {
        log.append(minute == 0 ? "" : ",").append(records(random));
        if (random.nextBoolean() || minute == minutes - 1) {
          states.add((log + "]}").getBytes(StandardCharsets.UTF_8));
        }
      }
      assertTheSame("seed " + seed, states.get(states.size() - 1), states, random);
    }
  }

  private static String records(Random random) {
    String log;
    do {
      log = new RandomAzureLog(random.nextLong(), 0).log(1 + random.nextInt(2));
    } while (!log.startsWith("{\"records\":["));
    return log.substring(log.indexOf('[') + 1, log.lastIndexOf(']'));
  }

  @Test
  void oddBlobsCutAnywhere() throws IOException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + LOGS; seed++) {
      Random random = new Random(seed);
      String log = new RandomAzureLog(seed, random.nextInt(60)).log(1 + random.nextInt(6));
      byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
      assertTheSame("seed " + seed, bytes, growing(bytes, random), random);
    }
  }

  @Test
  void packedLogsAreReadAtOnceWhenTheyHaveSettled() throws IOException {
    byte[] log = new RandomHubble(5).log(50, true);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(log);
    }
    Random random = new Random(7);
    assertTheSame("gz", log, growing(packed.toByteArray(), random), random);
  }

  @Test
  void logsOfOthers() throws IOException {
    Path samples = Path.of(System.getProperty("sluice.shared", ""), "samples");
    assumeTrue(Files.isDirectory(samples), "no sample logs at sluice.shared");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(samples)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    int read = 0;
    for (Path file : files) {
      byte[] log = Files.readAllBytes(file);
      if (!Replayed.directly(log, Optional.empty()).summaries().isEmpty()) {
        read++;
        Random random = new Random(7);
        assertTheSame(file.toString(), log, growing(log, random), random);
      }
    }
    assertThat(read).as("logs that were read").isGreaterThan(20);
  }
}
