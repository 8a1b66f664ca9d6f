/**
 * Bytes into {@link io.sluice.ingest.Flow}s: one decoder per format, and the detection of formats.
 *
 * <p>Read {@link io.sluice.ingest.decode.LogDecoder} first. It has {@code RecordSplitter} cut the
 * bytes into records and {@code RecordDecoder} peel and recognise each. Parsing and meaning are
 * apart: {@code HubbleParser} reads fields into a {@code HubbleRecord}, {@code HubbleRules} says
 * what they mean; {@code AzureParser} finds tuples, {@code AzureTuple} says what they mean. So
 * another parser can take the place of one of these and be held against it: {@code
 * FastHubbleParser} and {@code FastAzureParser} do, for the records that they know.
 */
@NullMarked
package io.sluice.ingest.decode;

import org.jspecify.annotations.NullMarked;
