package io.sluice.analyzer.edge.file;

import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import java.io.IOException;

/** The names of one address as an {@link EdgeRecord}: those that all logs gave it, joined. */
public final class NamesRecord {
  private NamesRecord() {}

  /** Whether a value is one. */
  public static boolean is(byte[] value) {
    return EdgeRecord.is(value, EdgeRecord.NAMES);
  }

  /** A record for each address that has names, in the order of their keys. */
  public static void of(HostNames names, EdgeRecord.Sink sink) {
    for (IpAddress address : names.addresses()) {
      sink.accept(key(address), value(names.only(address)));
    }
  }

  private static byte[] key(IpAddress address) {
    return EdgeRecord.bytes(
        to -> {
          to.number(EdgeRecord.KEY_OF_NAMES);
          to.address(address);
        });
  }

  private static byte[] value(HostNames ofOne) {
    return EdgeRecord.value(EdgeRecord.NAMES, to -> NamesForm.write(to, ofOne));
  }

  /** All keys, byte for byte in the order of their addresses, are from this one on. */
  public static byte[] firstKey() {
    return new byte[] {EdgeRecord.KEY_OF_NAMES};
  }

  /** And come before this one. */
  public static byte[] behindLastKey() {
    return new byte[] {EdgeRecord.KEY_OF_NAMES + 1};
  }

  /**
   * The names of a record.
   *
   * @throws EdgeFileException where it is damaged or of a newer version
   */
  public static HostNames read(byte[] value) throws IOException {
    return NamesForm.read(EdgeRecord.content(value));
  }

  static byte[] joined(byte[] one, byte[] other) throws IOException {
    HostNames names = read(one);
    names.addAll(read(other));
    return value(names);
  }
}
