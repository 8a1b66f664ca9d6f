/**
 * Commands measured as whole processes.
 *
 * <p>Read {@link io.sluice.bench.process.Run} first; {@link io.sluice.bench.process.Spread} is what
 * several of them come to. Needs Linux.
 */
@NullMarked
package io.sluice.bench.process;

import org.jspecify.annotations.NullMarked;
