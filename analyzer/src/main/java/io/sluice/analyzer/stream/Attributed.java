package io.sluice.analyzer.stream;

/** What attributing hands on. */
final class Attributed {
  private final boolean dead;
  private final byte[] value;

  /**
   * A value.
   *
   * @param dead whether it is a record that could not be read, as it came; else a row's, a log's or
   *     names'
   */
  Attributed(boolean dead, byte[] value) {
    this.dead = dead;
    this.value = value;
  }

  boolean dead() {
    return dead;
  }

  byte[] value() {
    return value;
  }
}
