package io.sluice.analyzer.sighting;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a recorder knows of a pod's labels.
 *
 * @param complete whether {@code labels} are all that the pod had
 * @param labels labels by their keys
 * @param mangled labels under the names that kube-state-metrics gives them ({@code
 *     label_app_kubernetes_io_name}); which keys they stand for, it does not say, and it exports
 *     only those labels that it was told to
 */
public record SeenLabels(
    boolean complete, SortedMap<String, String> labels, SortedMap<String, String> mangled) {
  private static final String PREFIX = "label_";
  private static final Pattern OTHER = Pattern.compile("[^a-zA-Z0-9_]");
  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

  public SeenLabels {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    mangled = Collections.unmodifiableSortedMap(new TreeMap<>(mangled));
  }

  /**
   * The labels with those mangled ones that exactly one of some keys can stand for; a key is never
   * made up.
   *
   * @param keys keys that are known of such pods
   */
  public SortedMap<String, String> named(Collection<String> keys) {
    SortedMap<String, String> known = new TreeMap<>();
    SortedMap<String, Integer> claims = new TreeMap<>();
    for (String key : keys) {
      if (mangled.containsKey(mangle(key))) {
        claims.merge(mangle(key), 1, Integer::sum);
      }
    }
    for (String key : keys) {
      String value = mangled.get(mangle(key));
      if (value != null && claims.getOrDefault(mangle(key), 0) == 1) {
        known.put(key, value);
      }
    }
    known.putAll(labels);
    return known;
  }

  /** The mangled labels that none, or several, of these keys can stand for. */
  public SortedSet<String> unnamed(Collection<String> keys) {
    SortedSet<String> unnamed = new TreeSet<>(mangled.keySet());
    named(keys).keySet().forEach(key -> unnamed.remove(mangle(key)));
    return unnamed;
  }

  /** The name that kube-state-metrics gives a label: {@code appName/x} is {@code app_name_x}. */
  static String mangle(String key) {
    String plain = OTHER.matcher(key).replaceAll("_");
    return PREFIX + HUMP.matcher(plain).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Whether a Prometheus label stands for a label of the pod. */
  public static boolean isMangledName(String name) {
    return name.startsWith(PREFIX);
  }
}
