package io.sluice.ingest.decode;

import io.sluice.ingest.LogFormat;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Which decoders read logs; the flows and the accounts of both are the same. */
public enum Decoders {
  /** Reads what it knows in place, and leaves the rest to the reference. */
  FAST,

  /** Jackson's parser for everything: slower, and what the fast ones are held against. */
  REFERENCE;

  private static final Set<LogFormat> TWO =
      EnumSet.of(LogFormat.HUBBLE, LogFormat.ACNS, LogFormat.RETINA, LogFormat.VNET, LogFormat.NSG);

  /** Whether there are both for a format; else the reference reads all of it. */
  public static boolean areTwoFor(LogFormat format) {
    return TWO.contains(format);
  }

  /** The word of {@code --decoder}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
