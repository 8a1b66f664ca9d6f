/**
 * A cluster made of manifests, and a day in it: who runs where, what {@code kubectl} shows of it,
 * and who calls whom.
 *
 * <p>Read {@link io.sluice.recommender.groundtruth.made.Placement} first.
 */
@NullMarked
package io.sluice.recommender.groundtruth.made;

import org.jspecify.annotations.NullMarked;
