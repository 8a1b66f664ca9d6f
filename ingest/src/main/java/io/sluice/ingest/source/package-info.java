/**
 * Finding and opening logs: files, folders, globs and standard input, gz and zst.
 *
 * <p>Read {@link io.sluice.ingest.source.LogReader} first.
 */
@NullMarked
package io.sluice.ingest.source;

import org.jspecify.annotations.NullMarked;
