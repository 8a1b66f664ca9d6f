/**
 * The step from a flow to an edge: which cluster, which pod, which way round, which Service's
 * backend.
 *
 * <p>Read {@link io.sluice.analyzer.attribute.Attributor} first.
 */
@NullMarked
package io.sluice.analyzer.attribute;

import org.jspecify.annotations.NullMarked;
