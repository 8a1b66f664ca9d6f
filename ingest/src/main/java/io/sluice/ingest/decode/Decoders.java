package io.sluice.ingest.decode;

import java.util.Locale;

/** Which decoders read logs; the flows and the accounts of both are the same. */
public enum Decoders {
  /** Reads what it knows in place, and leaves the rest to the reference. */
  FAST,

  /** Jackson's parser for everything: slower, and what the fast ones are held against. */
  REFERENCE;

  /** The word of {@code --decoder}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
