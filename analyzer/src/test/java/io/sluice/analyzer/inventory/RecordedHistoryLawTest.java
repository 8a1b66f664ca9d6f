package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.ip;
import static io.sluice.analyzer.inventory.Snapshots.millis;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.sighting.Recording;
import io.sluice.analyzer.sighting.Recording.Life;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of random clusters against the truth; the seed is in the name of the run. */
class RecordedHistoryLawTest {
  private static final long MINUTE = 60_000;
  private static final long START = millis("2025-01-06T00:00:00Z");
  private static final long END = START + 24 * 60 * MINUTE;
  private static final int ADDRESSES = 12;

  @TempDir private Path folder;

  /** Lives one after another on each address; some are too short to be seen. */
  private static List<Life> truth(Random random) {
    List<Life> lives = new ArrayList<>();
    for (int address = 0; address < ADDRESSES; address++) {
      long at = START + random.nextInt(3_600) * 1_000L;
      while (at < END) {
        long end = at + 20_000 + (long) (Math.pow(random.nextDouble(), 3) * 300 * MINUTE);
        lives.add(life(address, lives.size(), at, end, random));
        at = end + random.nextInt(1_200) * 1_000L;
      }
    }
    return lives;
  }

  private static Life life(int address, int number, long start, long end, Random random) {
    String app = "app-" + random.nextInt(4);
    return new Life(
        "ns-" + random.nextInt(3),
        app + "-" + number,
        "uid-" + number,
        address(address),
        "node-" + address % 3,
        "10.224.0." + (4 + address % 3),
        "StatefulSet",
        app,
        start / 1_000 * 1_000,
        Math.min(end, END) / 1_000 * 1_000,
        new TreeMap<>(Map.of("app", app, "number", "" + number)));
  }

  private static String address(int number) {
    return "10.244.0." + (10 + number);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void rowsNameTheTrueHolderOrNobodyAndMissNoPodThatARowShows(long seed) {
    List<Life> lives = truth(new Random(seed));
    Recording recording = new Recording().rows(lives, START, END, MINUTE).shuffled(seed);
    Inventory inventory = new Seen(folder).file("rows.json", recording.lines()).inventory();

    int named = compare(inventory, lives, new Random(-seed), MINUTE, true);

    assertThat(named).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void samplesNameTheTrueHolderOrNobody(long seed) {
    Random random = new Random(seed);
    long step = (1 + random.nextInt(4)) * MINUTE;
    List<Life> lives = truth(random);
    Recording recording = new Recording().samples(lives, START, END, step);
    Inventory inventory = new Seen(folder).file("range.json", recording.prometheus()).inventory();

    int named = compare(inventory, lives, new Random(-seed), step, false);

    assertThat(named).isGreaterThan(4_000);
  }

  /** Asks at random times and returns how often a pod was named. */
  private static int compare(
      Inventory inventory, List<Life> lives, Random random, long step, boolean startIsKnown) {
    int named = 0;
    for (int i = 0; i < 10_000; i++) {
      String address = address(random.nextInt(ADDRESSES));
      long time = START + random.nextInt(24 * 3_600) * 1_000L;
      Holder holder = inventory.holder("", ip(address), time);
      if (holder instanceof Holder.OfPod of) {
        // The slack of the clocks, and the minute in which the last row of a pod may be old.
        long slack = Inventory.SLACK_MILLIS + MINUTE;
        assertThat(around(lives, address, time, slack))
            .as("%s at %s", address, time)
            .contains(of.pod().name());
        named++;
      }
      for (Life life : lives) {
        long from = startIsKnown ? life.start() : life.start() + step;
        boolean sure =
            life.address().equals(address)
                && life.end() - life.start() > 2 * step
                && from <= time
                && time < life.end() - step
                && around(lives, address, time, 2 * Inventory.SLACK_MILLIS + step).size() == 1;
        if (sure) {
          assertThat(holder)
              .isInstanceOfSatisfying(
                  Holder.OfPod.class, of -> assertThat(of.pod().name()).isEqualTo(life.name()));
        }
      }
    }
    return named;
  }

  private static List<String> around(List<Life> lives, String address, long time, long slack) {
    return lives.stream()
        .filter(life -> life.address().equals(address))
        .filter(life -> life.start() - slack <= time && time < life.end() + slack)
        .map(Life::name)
        .toList();
  }
}
