package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.write.JsonText;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One record of a topic.
 *
 * @param key its key
 * @param headers its headers, whose values are UTF-8
 * @param value its value, JSON in UTF-8; empty for a tombstone
 */
public record OutputRecord(String key, SortedMap<String, String> headers, Optional<String> value) {
  public OutputRecord {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  static OutputRecord of(String key, JsonNode value) {
    return new OutputRecord(key, new TreeMap<>(), Optional.of(JsonText.write(value)));
  }

  static OutputRecord tombstone(String key) {
    return new OutputRecord(key, new TreeMap<>(), Optional.empty());
  }
}
