package io.sluice.analyzer.stream;

/**
 * What attributing hands on.
 *
 * @param dead whether it is a record that could not be read, as it came; else a row's or a log's
 * @param value its value
 */
record Attributed(boolean dead, byte[] value) {}
