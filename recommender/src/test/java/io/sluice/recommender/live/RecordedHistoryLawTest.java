package io.sluice.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.snapshot.live.ClusterWatch;
import io.sluice.analyzer.snapshot.live.Patience;
import io.sluice.analyzer.snapshot.live.Recording;
import io.sluice.analyzer.snapshot.live.RecordingFiles;
import io.sluice.analyzer.snapshot.live.Scope;
import io.sluice.analyzer.snapshot.live.WatchListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in a cluster, whatever breaks and whatever the server forgets: what is recorded
 * gives the pods that there were, each from its start to its end. What no list can know after an
 * outage is when in the outage a pod ended, and, if the server forgot, that it was there at all if
 * it began in the outage too.
 */
final class RecordedHistoryLawTest {
  private static final String PODS = "/api/v1/pods";
  private static final long START = Instant.parse("2026-11-03T00:00:00Z").toEpochMilli();

  /** How far the recorder stays behind what it has heard. */
  private static final long UNDER_WAY = 2000;

  private static final Patience QUICK =
      new Patience(
          Duration.ofMillis(2),
          Duration.ofMillis(10),
          3,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));

  /** A pod as it truly was. */
  private static final class Truth {
    final String name;
    final String address;
    final long start;
    long end = Long.MAX_VALUE;

    /** By when the recording can know of the end. */
    long endKnown = Long.MAX_VALUE;

    boolean unknowable;
    ObjectNode object;

    Truth(String name, String address, long start, ObjectNode object) {
      this.name = name;
      this.address = address;
      this.start = start;
      this.object = object;
    }
  }

  /** A cluster, its recorder, and the clock of both. */
  private static final class World implements WatchListener {
    final FakeCluster cluster = new FakeCluster().with(PODS);
    final AtomicLong clock = new AtomicLong(START);
    final Map<String, Truth> running = new TreeMap<>();
    final List<Truth> all = new ArrayList<>();
    final AtomicReference<ClusterWatch> watch = new AtomicReference<>();
    final Recording recording;
    final Random random;
    long complete = Long.MIN_VALUE;
    int uids;

    World(Path folder, long seed) {
      random = new Random(seed);
      recording =
          new Recording(
              RecordingFiles.folder(folder, Duration.ofHours(1)),
              () -> watch.get().present(),
              line -> {});
      watch.set(
          new ClusterWatch(
              cluster, Scope.WHOLE, QUICK, () -> Instant.ofEpochMilli(clock.get()), this));
    }

    @Override
    public void object(ClusterObject.Event event, long epochMillis, ObjectNode object) {
      recording.object(event, epochMillis, object);
    }

    @Override
    public void completeUntil(long epochMillis) {
      recording.completeUntil(epochMillis);
      synchronized (this) {
        complete = epochMillis;
        notifyAll();
      }
    }

    @Override
    public void lost(String reason) {
      recording.lost(reason);
    }

    @Override
    public void leftOut(String reason) {
      throw new AssertionError(reason);
    }

    /** Lets time pass, so that what comes next is known by its time. */
    void pass() {
      clock.addAndGet(1000L * (5 + random.nextInt(600)));
    }

    /** Waits until the recorder has told everything up to now. */
    void settle() throws InterruptedException {
      long now = clock.get();
      long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      synchronized (this) {
        while (!cluster.isQuiet() || complete < now - UNDER_WAY) {
          assertThat(System.nanoTime()).as("complete until now").isLessThan(giveUp);
          if (cluster.isQuiet()) {
            cluster.bookmark();
          }
          wait(2);
        }
      }
    }

    void something(boolean down) {
      int what = random.nextInt(10);
      if (what < 5 || running.isEmpty()) {
        create();
      } else {
        List<Truth> pods = List.copyOf(running.values());
        Truth pod = pods.get(random.nextInt(pods.size()));
        if (what < 8) {
          delete(pod, down);
        } else {
          pod.object.withObject("/status").put("phase", "Running").put("touched", uids++);
          cluster.happen(PODS, "MODIFIED", pod.object);
        }
      }
    }

    private void create() {
      String name = "web-" + random.nextInt(12);
      String address = "10.1.0." + random.nextInt(12);
      boolean taken = running.values().stream().anyMatch(pod -> pod.address.equals(address));
      if (running.containsKey(name) || taken) {
        return;
      }
      long now = clock.get();
      ObjectNode pod = pod(name, address, "u" + uids++, now);
      Truth truth = new Truth(name, address, now, pod);
      running.put(name, truth);
      all.add(truth);
      cluster.happen(PODS, "ADDED", pod);
    }

    private void delete(Truth pod, boolean down) {
      pod.end = clock.get();
      pod.endKnown = down ? Long.MAX_VALUE : pod.end;
      running.remove(pod.name);
      cluster.happen(PODS, "DELETED", pod.object);
    }

    /** Breaks the connections; things go on, and the server may forget them. */
    void outage() {
      long from = clock.get();
      cluster.down();
      int many = random.nextInt(6);
      for (int i = 0; i < many; i++) {
        pass();
        something(true);
      }
      boolean forgotten = random.nextBoolean();
      if (forgotten) {
        cluster.forget(random.nextBoolean());
      }
      pass();
      for (Truth pod : all) {
        if (pod.end != Long.MAX_VALUE && pod.endKnown == Long.MAX_VALUE) {
          pod.endKnown = clock.get();
          pod.unknowable = forgotten && pod.start >= from;
        }
      }
      cluster.up();
    }
  }

  private static ObjectNode pod(String name, String address, String uid, long startMillis) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    String start = Instant.ofEpochMilli(startMillis).toString();
    ObjectNode metadata = pod.putObject("metadata");
    metadata.put("name", name).put("namespace", "shop").put("uid", uid);
    metadata.put("creationTimestamp", start);
    pod.putObject("spec").put("nodeName", "node-1");
    pod.putObject("status").put("podIP", address).put("startTime", start).put("phase", "Pending");
    return pod;
  }

  static Stream<Long> seeds() {
    long first = Long.getLong("seed", 20261103L);
    return Stream.iterate(first, seed -> seed + 1).limit(Integer.getInteger("rounds", 25));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsRecordedAndReadAgainIsWhatThereWas(long seed, @TempDir Path folder) throws Exception {
    World world = new World(folder, seed);
    for (int i = 0; i < 6; i++) {
      world.create();
    }
    Thread watching = new Thread(() -> world.watch.get().run(Optional.empty()));
    watching.start();
    world.settle();

    for (int i = 0; i < 60; i++) {
      world.pass();
      int what = world.random.nextInt(12);
      if (what == 0) {
        world.outage();
      } else if (what == 1) {
        world.cluster.cut();
      } else if (what == 2) {
        world.cluster.endWatches();
      } else {
        world.something(false);
      }
      world.settle();
    }
    world.watch.get().close();
    watching.join();
    world.recording.close();

    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    assertThat(files).as("some hours").hasSizeGreaterThan(2);
    compare(world, folder, Long.MIN_VALUE);
    Path last = files.get(files.size() - 1);
    compare(world, last, begin(last));
  }

  private static long begin(Path file) {
    String name = file.getFileName().toString().replaceAll("watch-(\\d{8}T\\d{6})Z.*", "$1");
    return Instant.parse(
            name.replaceAll(
                "(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})(\\d{2})", "$1-$2-$3T$4:$5:$6Z"))
        .toEpochMilli();
  }

  private static void compare(World world, Path path, long since) {
    Inventory read = Inventory.of(ClusterReader.read("", path, OptionalLong.empty()).objects());
    List<Pod> left = new ArrayList<>(read.pods());
    for (Truth truth : world.all) {
      String title = truth.name + " from " + Instant.ofEpochMilli(truth.start);
      Optional<Pod> found =
          left.stream()
              .filter(pod -> pod.name().equals(truth.name) && pod.startMillis() == truth.start)
              .findFirst();
      if ((truth.unknowable && found.isEmpty()) || truth.end <= since) {
        found.ifPresent(left::remove);
        continue;
      }
      assertThat(found).as(title).isPresent();
      left.remove(found.get());
      assertThat(found.get().addresses()).hasToString("[" + truth.address + "]");
      if (truth.end == Long.MAX_VALUE) {
        assertThat(found.get().endMillis()).as(title).isEqualTo(Long.MAX_VALUE);
      } else {
        assertThat(found.get().endMillis()).as(title).isBetween(truth.end, truth.endKnown);
      }
    }
    assertThat(left).as("pods that never were").isEmpty();
  }
}
