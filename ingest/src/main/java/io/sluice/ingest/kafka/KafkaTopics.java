package io.sluice.ingest.kafka;

import io.sluice.ingest.source.InputFile;
import io.sluice.ingest.source.RemoteSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Topics as inputs: all that is in one when it is asked for first, and the same whenever it is
 * asked for again.
 */
public final class KafkaTopics implements RemoteSource {
  private final KafkaSettings settings;
  private final Map<String, InputFile> found = new HashMap<>();

  /**
   * The topics of some brokers.
   *
   * @param env environment variables, which are the place of secrets
   */
  public KafkaTopics(KafkaSettings settings, Map<String, String> env) {
    this.settings = settings.with(env);
  }

  @Override
  public boolean takes(String location) {
    return TopicLocation.isOne(location);
  }

  @Override
  public List<InputFile> find(String location) {
    InputFile topic = found.get(location);
    if (topic == null) {
      TopicLocation at = TopicLocation.parse(location);
      topic = new InputFile(TopicFeed.open(at, new KafkaClients(settings)), at.toString());
      found.put(location, topic);
    }
    return List.of(topic);
  }
}
