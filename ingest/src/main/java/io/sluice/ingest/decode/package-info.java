/**
 * Bytes into {@link io.sluice.ingest.Flow}s: one decoder per format, and the detection of formats.
 */
@NullMarked
package io.sluice.ingest.decode;

import org.jspecify.annotations.NullMarked;
