package io.sluice.analyzer.sighting;

/** The newest of some values, whatever their order; of one time the greatest. */
final class Newest<T extends Comparable<T>> {
  private T value;
  private long millis = Long.MIN_VALUE;

  Newest(T nothing) {
    value = nothing;
  }

  void offer(long at, T other) {
    if (at > millis || (at == millis && other.compareTo(value) > 0)) {
      value = other;
      millis = at;
    }
  }

  T get() {
    return value;
  }
}
