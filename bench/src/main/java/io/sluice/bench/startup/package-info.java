/**
 * How long commands take that do little, beside a bare program with options and Java alone.
 *
 * <p>Read {@link io.sluice.bench.startup.Startup} first.
 */
@NullMarked
package io.sluice.bench.startup;

import org.jspecify.annotations.NullMarked;
