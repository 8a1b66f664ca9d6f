package io.sluice.ingest.source;

import io.sluice.ingest.LogFormat;
import io.sluice.ingest.decode.Decoders;
import java.util.Optional;

/**
 * How inputs are read.
 *
 * @param override the format of every input, where the user gave it
 * @param decoders which decoders read them
 * @param most how many threads there may be
 * @param sliceBytes how large the slices of a large file are
 */
record Manner(Optional<LogFormat> override, Decoders decoders, int most, long sliceBytes) {}
