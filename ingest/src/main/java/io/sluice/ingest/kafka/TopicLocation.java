package io.sluice.ingest.kafka;

import io.sluice.ingest.UnusableInputException;
import java.util.regex.Pattern;

/**
 * A topic as the user names it: {@code kafka://TOPIC}.
 *
 * @param topic its name
 */
public record TopicLocation(String topic) {
  private static final String SCHEME = "kafka://";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  public TopicLocation {
    if (!isName(topic)) {
      throw new IllegalArgumentException("\"" + topic + "\" is no name of a topic");
    }
  }

  /** Whether Kafka would have a topic of that name. */
  public static boolean isName(String topic) {
    return NAME.matcher(topic).matches() && !topic.equals(".") && !topic.equals("..");
  }

  /** Whether a location is a topic, or is meant to be one. */
  public static boolean isOne(String location) {
    return location.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Reads a location.
   *
   * @throws UnusableInputException where it is none
   */
  public static TopicLocation parse(String location) {
    String topic = isOne(location) ? location.substring(SCHEME.length()) : "";
    if (!isName(topic)) {
      throw new UnusableInputException(
          location
              + ": expected kafka://TOPIC, where the topic's name has letters, digits, '.', '_' and"
              + " '-'; brokers are named by kafka.bootstrapServers in the settings, or in"
              + " SLUICE_KAFKA_BOOTSTRAP_SERVERS");
    }
    return new TopicLocation(topic);
  }

  /** What reports call a partition of it. */
  String partition(int number) {
    return this + "/" + number;
  }

  @Override
  public String toString() {
    return SCHEME + topic;
  }
}
