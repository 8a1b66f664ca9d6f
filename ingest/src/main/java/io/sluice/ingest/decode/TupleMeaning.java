package io.sluice.ingest.decode;

import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Vantage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the fields of Azure's tuples mean, whoever read them. */
final class TupleMeaning {
  static final int TCP = 6;
  static final int UDP = 17;
  static final int LAST_PORT = 65_535;
  static final int LAST_PROTOCOL = 255;

  /** States of an encryption for which Azure drops what cannot be encrypted. */
  static final List<String> DROPPED =
      List.of("NX_SW_NOT_READY", "NX_NOT_ACCEPTED", "NX_NOT_SUPPORTED");

  private static final byte[][] DROPPED_BYTES =
      DROPPED.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

  private TupleMeaning() {}

  /** What holds for every tuple: the first address is the client's. */
  static void begin(Flow flow) {
    flow.clear();
    flow.vantage = Vantage.NIC;
    flow.orientation = Orientation.CLIENT_TO_SERVER;
  }

  static boolean isState(int letter) {
    return letter == 'B' || letter == 'C' || letter == 'E';
  }

  static boolean isDecision(int letter) {
    return letter == 'A' || letter == 'D';
  }

  /** Whether that is one of {@link #DROPPED}. */
  static boolean isDropped(byte[] bytes, int from, int to) {
    for (byte[] name : DROPPED_BYTES) {
      if (Arrays.equals(bytes, from, to, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  /** A security group's decision, A or D; all that version 1 says. */
  static void decided(Flow flow, int decision) {
    flow.verdict = decision == 'D' ? ObservedVerdict.FILTERED : ObservedVerdict.FORWARDED;
    flow.answer = decision == 'D' ? Answer.NO : Answer.UNKNOWN;
    flow.flags |= Flow.MIDSTREAM;
  }

  /** A state, and what was counted each way since the last one; 0 where nothing is said. */
  static void counted(
      Flow flow,
      int state,
      boolean filtered,
      long sentPackets,
      long sent,
      long receivedPackets,
      long received) {
    flow.bytes = sent + received;
    flow.verdict = filtered ? ObservedVerdict.FILTERED : ObservedVerdict.FORWARDED;
    // One packet each way is no handshake of TCP: it is a SYN and the reset of a closed port.
    boolean refused = flow.protocol == TCP && sentPackets <= 1 && receivedPackets == 1;
    boolean answered = !filtered && !refused && (receivedPackets > 0 || received > 0);
    flow.answer = answered ? Answer.YES : Answer.NO;
    flow.connections = state == 'B' && !filtered ? 1 : 0;
    flow.flags = state == 'B' ? flow.flags & ~Flow.MIDSTREAM : flow.flags | Flow.MIDSTREAM;
  }
}
