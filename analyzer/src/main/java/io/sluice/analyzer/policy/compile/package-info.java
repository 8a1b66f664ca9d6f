/**
 * Policies in a compiled form: pods and ports in numbered classes that no policy tells apart,
 * selectors and ipBlocks as sets of those classes.
 *
 * <p>Read {@link io.sluice.analyzer.policy.compile.Traits} first: pods with equal traits are one
 * class of {@code PodClasses}. {@code PeerSets} turns the peers of rules into bitmaps of pod
 * classes, {@code PortClasses} their ports into bitmaps of port classes.
 */
@NullMarked
package io.sluice.analyzer.policy.compile;

import org.jspecify.annotations.NullMarked;
