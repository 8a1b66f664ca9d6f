package io.sluice.ingest.source;

import io.sluice.ingest.FileSummary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;

/** Takes files that hold the edges of an earlier run: only a later stage knows their form. */
@FunctionalInterface
public interface TableReader {
  /** Refuses every table. */
  TableReader NONE =
      (file, in) -> {
        throw new IOException("it is an edge table, and only logs are read here");
      };

  /**
   * Reads one table.
   *
   * @param file what reports call it
   * @param in its bytes without compression, from the first on
   * @return the logs that it was made of
   * @throws IOException where reading fails or the table is not whole
   */
  FileSummary read(String file, InputStream in) throws IOException;

  /**
   * Reads one table that came in records.
   *
   * @param name what reports call it
   * @param records the last record of each key
   * @return the logs that it was made of
   * @throws IOException where a record is damaged
   */
  default FileSummary read(String name, Collection<byte[]> records) throws IOException {
    throw new IOException("it holds edges, and only logs are read here");
  }

  /** The first bytes of every record of a table. */
  static byte[] recordMagic() {
    return new byte[] {(byte) 0xE5, 'S', 'E', 'R'};
  }

  /** Whether a value is a record of a table. */
  static boolean isRecord(byte[] value) {
    byte[] magic = recordMagic();
    return value.length > magic.length
        && Arrays.equals(magic, 0, magic.length, value, 0, magic.length);
  }

  /**
   * The first bytes of every table: one that no text begins with, a name, and a line end that
   * copying as text would change.
   */
  static byte[] magic() {
    return new byte[] {(byte) 0x89, 'S', 'L', 'U', 'I', 'C', 'E', '\n'};
  }

  /** Whether bytes are the beginning of a table's first bytes. */
  static boolean leads(byte[] bytes, int length) {
    byte[] magic = magic();
    return length <= magic.length && Arrays.equals(magic, 0, length, bytes, 0, length);
  }
}
