package io.sluice.analyzer.stream;

import io.sluice.analyzer.edge.file.EdgeRecord;
import io.sluice.analyzer.edge.file.LogCounts;
import io.sluice.analyzer.edge.file.StoredTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topic of edges as far as it was read: the last value of every key, and the table of them. */
public final class EdgesTopic {
  private final Map<ByteBuffer, byte[]> last = new HashMap<>();

  /** Takes a record, which takes the place of what its key had before. */
  public void take(byte[] key, byte @Nullable [] value) {
    ByteBuffer place = ByteBuffer.wrap(key);
    if (value == null) {
      last.remove(place);
    } else {
      last.put(place, value);
    }
  }

  /** How many rows, logs and addresses with names there are. */
  public int size() {
    return last.size();
  }

  /**
   * All of it as one table.
   *
   * @throws io.sluice.analyzer.edge.file.EdgeFileException where one is damaged or of a newer
   *     version
   */
  public StoredTable table() throws IOException {
    return EdgeRecord.table(last.values());
  }

  /** How many of its flows did not come when they should have. */
  public Delays delays() throws IOException {
    List<LogCounts> logs = EdgeRecord.logs(last.values());
    return new Delays(
        logs.stream().mapToLong(LogCounts::late).sum(),
        logs.stream().mapToLong(LogCounts::inventoryLag).sum());
  }
}
