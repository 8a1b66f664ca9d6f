package io.sluice.recommender.example;

import java.util.SortedMap;
import java.util.TreeMap;

/** Objects of a JSON document as sorted maps, which is how {@code kubectl} prints them. */
public final class Fields {
  private Fields() {}

  /** Keys and values in turn. */
  public static SortedMap<String, Object> of(Object... keysAndValues) {
    SortedMap<String, Object> fields = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return fields;
  }

  /** Both; the second wins. */
  static SortedMap<String, Object> join(
      SortedMap<String, Object> some, SortedMap<String, Object> more) {
    SortedMap<String, Object> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
