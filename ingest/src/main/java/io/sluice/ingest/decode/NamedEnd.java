package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One end of a record as GKE and Calico write it: an address and a port, and what is named. */
class NamedEnd {
  /** A port that is none. */
  static final int BAD_PORT = -2;

  private static final int LAST_PORT = 65_535;

  @Nullable IpAddress address;
  boolean badAddress;
  int port = Flow.ABSENT;
  String namespace = "";
  String pod = "";

  void clear() {
    address = null;
    badAddress = false;
    port = Flow.ABSENT;
    namespace = "";
    pod = "";
  }

  /** Reads an address; {@code "-"} and an empty text are none. */
  final void address(JsonParser p) throws IOException {
    String text = word(p);
    Optional<IpAddress> read = text.isEmpty() ? Optional.empty() : IpAddress.parse(text);
    badAddress = !text.isEmpty() && read.isEmpty();
    address = read.orElse(null);
  }

  /** Reads a port; one that is left out, or 0, is not known. */
  final void port(JsonParser p) throws IOException {
    boolean given =
        p.currentToken() == JsonToken.VALUE_NUMBER_INT
            || (p.currentToken() == JsonToken.VALUE_STRING && !word(p).isEmpty());
    long number = JsonValues.number(p, -1);
    boolean valid = number >= 0 && number <= LAST_PORT;
    port = !given || number == 0 ? Flow.ABSENT : valid ? (int) number : BAD_PORT;
  }

  /** The text of the current value, "" where it is {@code "-"}. */
  static String word(JsonParser p) throws IOException {
    String text = JsonValues.text(p);
    return text.equals("-") ? "" : text;
  }
}
