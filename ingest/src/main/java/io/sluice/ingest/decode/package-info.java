/**
 * Bytes into {@link io.sluice.ingest.Flow}s: one decoder per format, and the detection of formats.
 *
 * <p>Read {@link io.sluice.ingest.decode.LogDecoder} first. It has {@code RecordSplitter} cut the
 * bytes into records and {@code RecordDecoder} peel and recognise each. Parsing and meaning are
 * apart: {@code HubbleParser} reads fields into a {@code HubbleRecord}, {@code HubbleRules} says
 * what they mean; {@code AzureParser} finds tuples, {@code AzureTuple} says what XX
 */
@NullMarked
package io.sluice.ingest.decode;

import org.jspecify.annotations.NullMarked;
