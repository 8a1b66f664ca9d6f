package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.millis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every cluster: random ones, whose seed is in the name of the run. */
class InventoryLawTest {
  private static final long DAY = millis("2025-01-31T00:00:00Z");
  private static final long MINUTE = 60_000;

  /** A pod's life as the oracle knows it. */
  private record Life(String name, int address, long start, long end) {
    boolean aliveAt(long time) {
      return start <= time && time < end;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfTheObjectsDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<ClusterObject> objects = snapshots(lives(random), 6);
    String expected = described(Inventory.of(objects));

    List<ClusterObject> shuffled = new ArrayList<>(objects);
    Collections.shuffle(shuffled, random);

    assertThat(described(Inventory.of(shuffled))).isEqualTo(expected);
  }

  /** A pod that no snapshot saw cannot be known; of all others nothing wrong may be said. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void noPodIsBlamedForTrafficBeforeItsStartOrInAnothersTime(long seed) {
    Random random = new Random(seed);
    List<Life> lives = lives(random);
    Inventory inventory = Inventory.of(snapshots(lives, 48));

    int judged = 0;
    for (int i = 0; i < 20_000; i++) {
      long time = DAY + random.nextInt(24 * 60 * 60) * 1_000L;
      int address = random.nextInt(ADDRESSES);
      Holder holder = inventory.holder("", ip(address), time);
      if (holder instanceof Holder.OfPod of) {
        assertThat(time).isGreaterThanOrEqualTo(of.pod().startMillis() - Inventory.SLACK_MILLIS);
        assertThat(seenHolders(lives, address, time)).isSubsetOf(of.pod().name());
        judged++;
      }
    }
    assertThat(judged).isGreaterThan(5_000);
  }

  private static List<String> seenHolders(List<Life> lives, int address, long time) {
    return lives.stream()
        .filter(life -> life.address == address && life.aliveAt(time) && wasSeen(life, 48))
        .map(Life::name)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void everyPodThatASnapshotSawIsFoundInTheMiddleOfItsLife(long seed) {
    List<Life> lives = lives(new Random(seed));
    Inventory inventory = Inventory.of(snapshots(lives, 48));

    int found = 0;
    for (Life life : lives) {
      long middle = (life.start + life.end) / 2;
      boolean known = wasSeen(life, 48) && middle < inventory.takenAtMillis();
      if (known && life.end - life.start > 4 * Inventory.SLACK_MILLIS) {
        assertThat(inventory.holder("", ip(life.address), middle))
            .isInstanceOfSatisfying(
                Holder.OfPod.class, of -> assertThat(of.pod().name()).isEqualTo(life.name));
        found++;
      }
    }
    assertThat(found).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void aTenureHoldsForEveryMomentInsideIt(long seed) {
    Random random = new Random(seed);
    Inventory inventory = Inventory.of(snapshots(lives(random), 24));

    for (int i = 0; i < 5_000; i++) {
      IpAddress address = ip(random.nextInt(ADDRESSES));
      long time = DAY + random.nextInt(26 * 60 * 60) * 1_000L;
      long other = DAY + random.nextInt(26 * 60 * 60) * 1_000L;

      Tenure tenure = inventory.tenure("", address, time);

      assertThat(tenure.covers(time)).isTrue();
      assertThat(inventory.tenure("", address, other).equals(tenure))
          .isEqualTo(tenure.covers(other));
    }
  }

  @Test
  void twentyThousandPodsAreIndexed() {
    List<ClusterObject> objects = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Life life = new Life("pod-" + i, i, DAY, Long.MAX_VALUE);
      objects.add(objectOf(life, DAY + MINUTE));
    }

    Inventory inventory = Inventory.of(objects);

    assertThat(inventory.pods()).hasSize(20_000);
    for (int i = 0; i < 20_000; i++) {
      Holder holder = inventory.holder("", ip(i), DAY);
      assertThat(((Holder.OfPod) holder).pod().name()).isEqualTo("pod-" + i);
    }
  }

  private static final int ADDRESSES = 20;

  /** Lives one after another on each address, with gaps of up to ten minutes. */
  private static List<Life> lives(Random random) {
    List<Life> lives = new ArrayList<>();
    for (int address = 0; address < ADDRESSES; address++) {
      long at = DAY + random.nextInt(120) * MINUTE;
      while (at < DAY + 24 * 60 * MINUTE) {
        long end = at + (1 + random.nextInt(300)) * MINUTE;
        lives.add(new Life("pod-" + address + "-" + lives.size(), address, at, end));
        at = end + random.nextInt(600) * 1_000L;
      }
    }
    return lives;
  }

  private static long interval(int count) {
    return 24 * 60 * MINUTE / count;
  }

  private static boolean wasSeen(Life life, int count) {
    for (int i = 0; i < count; i++) {
      if (life.aliveAt(DAY + i * interval(count))) {
        return true;
      }
    }
    return false;
  }

  private static List<ClusterObject> snapshots(List<Life> lives, int count) {
    List<ClusterObject> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = DAY + i * interval(count);
      lives.stream()
          .filter(life -> life.aliveAt(time))
          .forEach(life -> objects.add(objectOf(life, time)));
    }
    return objects;
  }

  private static ClusterObject objectOf(Life life, long time) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.putObject("metadata")
        .put("name", life.name)
        .put("namespace", "shop")
        .put("uid", life.name);
    tree.putObject("status")
        .put("phase", "Running")
        .put("podIP", ip(life.address).toString())
        .put("startTime", Instant.ofEpochMilli(life.start).toString());
    ObjectOrigin origin = new ObjectOrigin("pods.json", life.address + 1);
    return new ClusterObject("", "Pod", tree, origin, Map.of(), Event.PRESENT, time);
  }

  private static IpAddress ip(int address) {
    return IpAddress.ofV4(0x0AF40000 | address);
  }

  /** Everything that an inventory says, as text. */
  private static String described(Inventory inventory) {
    StringBuilder text = new StringBuilder();
    inventory.pods().forEach(pod -> text.append(pod).append('\n'));
    inventory.nodes().forEach(node -> text.append(node).append('\n'));
    text.append(inventory.workloads()).append(inventory.livePods()).append(inventory.warnings());
    for (int address = 0; address < ADDRESSES; address++) {
      for (int minute = 0; minute < 24 * 60; minute += 17) {
        Tenure tenure = inventory.tenure("", ip(address), DAY + minute * MINUTE);
        text.append(tenure.fromMillis()).append(tenure.holder()).append('\n');
      }
    }
    return text.toString();
  }
}
