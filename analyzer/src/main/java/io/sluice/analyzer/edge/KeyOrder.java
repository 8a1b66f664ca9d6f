package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sorts by {@link EdgeKey} without comparing names again and again: each party and cluster is
 * ranked once, then numbers are compared.
 */
final class KeyOrder {
  private final Map<String, Integer> clusters;
  private final Map<Party, Integer> parties;

  private KeyOrder(Stream<EdgeKey> keys) {
    Set<String> names = new HashSet<>();
    Set<Party> ends = new HashSet<>();
    keys.forEach(
        key -> {
          names.add(key.cluster());
          ends.add(key.client());
          ends.add(key.server());
        });
    this.clusters = ranks(names);
    this.parties = ranks(ends);
  }

  private static <T extends Comparable<? super T>> Map<T, Integer> ranks(Set<T> all) {
    Map<T, Integer> ranks = new HashMap<>();
    all.stream().sorted().forEach(one -> ranks.put(one, ranks.size()));
    return ranks;
  }

  /** In the order of keys; each key may stand once only. */
  static <T> List<T> sorted(Collection<T> all, Function<T, EdgeKey> keyOf) {
    KeyOrder order = new KeyOrder(all.stream().map(keyOf));
    List<Ranked<T>> ranked = new ArrayList<>(all.size());
    for (T one : all) {
      ranked.add(order.ranked(keyOf.apply(one), one));
    }
    ranked.sort(null);
    return ranked.stream().map(Ranked::value).toList();
  }

  /** Hands out the entries of a map in the order of keys. */
  static <V> void forEach(Map<EdgeKey, V> rows, BiConsumer<EdgeKey, V> reader) {
    for (Map.Entry<EdgeKey, V> entry : sorted(rows.entrySet(), Map.Entry::getKey)) {
      reader.accept(entry.getKey(), entry.getValue());
    }
  }

  private <T> Ranked<T> ranked(EdgeKey key, T value) {
    int cluster = Objects.requireNonNull(clusters.get(key.cluster()));
    int client = Objects.requireNonNull(parties.get(key.client()));
    int server = Objects.requireNonNull(parties.get(key.server()));
    long rest = (long) key.protocol() << 20 | (key.port() + 1) << 1 | (key.denied() ? 1 : 0);
    return new Ranked<>(cluster, (long) client << 32 | server, rest, value);
  }

  private record Ranked<T>(int cluster, long ends, long rest, T value)
      implements Comparable<Ranked<T>> {
    @Override
    public int compareTo(Ranked<T> other) {
      if (cluster != other.cluster) {
        return Integer.compare(cluster, other.cluster);
      }
      return ends != other.ends ? Long.compare(ends, other.ends) : Long.compare(rest, other.rest);
    }
  }
}
