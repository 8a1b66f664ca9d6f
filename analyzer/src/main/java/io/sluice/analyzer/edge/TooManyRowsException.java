package io.sluice.analyzer.edge;

import java.util.List;
import java.util.Locale;

/** The rows of the input do not fit into the memory that may be used. */
public final class TooManyRowsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyRowsException(long most, List<String> widest) {
    super(
        String.format(
            Locale.ROOT,
            "the input has more than %,d rows (a client, a server, a port), which need more memory"
                + " than allowed. Most of them: %s. Give more with --memory, such as 2g, or read"
                + " less at a time with --since and --until",
            most,
            String.join(", ", widest)));
  }
}
