package io.sluice.bench.endtoend;

/** Draws what happens, one exchange after another. */
@FunctionalInterface
interface TrafficSource {
  /** The next one. */
  Exchange at(long epochMillis);
}
