package io.sluice.bench.endtoend;

/**
 * One pod.
 *
 * @param serial its number among all that ever lived
 * @param fromMillis when it started, in milliseconds since 1970
 * @param toMillis when its successor started
 */
record Replica(
    int serial, String name, String address, Machine machine, long fromMillis, long toMillis) {}
