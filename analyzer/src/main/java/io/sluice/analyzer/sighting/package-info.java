/**
 * Pods of the past as recorders saw them, folded into who held which address from when until when.
 *
 * <p>Read {@link io.sluice.analyzer.sighting.SightingFold} first: readers fill it, and it makes
 * {@link io.sluice.analyzer.sighting.SeenPod}s. A {@code PodTrace} knows what a row and what a
 * sample prove. What recorders do not know, such as ports, nobody makes up here.
 */
@NullMarked
package io.sluice.analyzer.sighting;

import org.jspecify.annotations.NullMarked;
