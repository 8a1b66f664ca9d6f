/**
 * Looking at log bytes in place: what a decoder needs to find its way through JSON and to know
 * again what it has seen, without making a String or any other object of it.
 *
 * <p>Read {@link io.sluice.ingest.decode.bytes.JsonBytes} first. It reads only what is written
 * plainly, and says so where something is not: then the decoder that uses it leaves the record to
 * Jackson. Nothing here knows a log format.
 */
@NullMarked
package io.sluice.ingest.decode.bytes;

import org.jspecify.annotations.NullMarked;
