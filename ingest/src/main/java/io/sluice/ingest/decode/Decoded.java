package io.sluice.ingest.decode;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import java.util.Collection;
import java.util.Optional;

/**
 * What became of one input.
 *
 * @param format what its content showed
 * @param summary what was read of it; empty where the format is none that is read
 */
public record Decoded(LogFormat format, Optional<FileSummary> summary) {
  /** The same, with further notes on the file. */
  public Decoded noting(Collection<String> notes) {
    return new Decoded(format, summary.map(read -> read.noting(notes)));
  }
}
