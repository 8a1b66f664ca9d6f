package io.sluice.recommender.serve;

import io.sluice.analyzer.stream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an instance of the service runs.
 *
 * @param applicationId what all instances have in common: the group, and the names of inner topics
 * @param startFrom where it begins that never did: with batches published from then on
 * @param stateDir where its stores stand
 * @param instanceId this instance's name over restarts, with which it gets its own work back
 * @param threads how many work
 * @param standbyReplicas on how many other instances copies of the stores stand
 * @param commitInterval how often its work is committed
 * @param singleRecordTopics topics of single flows, which it makes batches of
 * @param follow the blobs that it follows
 * @param outputs where it says what it comes to
 * @param stream what the topology is a function of
 */
public record ServeSettings(
    String applicationId,
    Optional<Instant> startFrom,
    Path stateDir,
    Optional<String> instanceId,
    int threads,
    int standbyReplicas,
    Duration commitInterval,
    List<String> singleRecordTopics,
    FollowSettings follow,
    OutputTopics outputs,
    StreamSettings stream) {
  public static final ServeSettings DEFAULTS =
      new ServeSettings(
          "sluice",
          Optional.empty(),
          Path.of("sluice-state"),
          Optional.empty(),
          1,
          0,
          Duration.ofSeconds(1),
          List.of(),
          FollowSettings.DEFAULTS,
          OutputTopics.DEFAULTS,
          StreamSettings.DEFAULTS);

  public ServeSettings {
    singleRecordTopics = List.copyOf(singleRecordTopics);
  }

  /** Whether something may be the name of an instance, or of an application. */
  public static boolean isName(String text) {
    return text.matches("[A-Za-z0-9._-]{1,100}");
  }

  /** The same for an instance of that name. */
  public ServeSettings as(String instance) {
    return new ServeSettings(
        applicationId,
        startFrom,
        stateDir,
        Optional.of(instance),
        threads,
        standbyReplicas,
        commitInterval,
        singleRecordTopics,
        follow,
        outputs,
        stream);
  }

  /** All topics that must be there. */
  List<String> topics() {
    List<String> all =
        new ArrayList<>(
            List.of(
                stream.flowBatches(), stream.edges(), stream.inventory(), stream.deadLetters()));
    all.addAll(List.of(outputs.recommendations(), outputs.findings(), outputs.announced()));
    all.addAll(singleRecordTopics);
    if (!follow.locations().isEmpty()) {
      all.add(follow.checkpoints());
    }
    return all;
  }
}
